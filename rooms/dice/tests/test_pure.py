"""The dice themselves need no Django: they could be thrown anywhere."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
from rooms.dice import fair, roll, sources, statistics
source = fair.Fair("5f" * 32, "salt", "4d6kh3")
assert statistics.statistics([{"parts": roll("4d6kh3", source).parts}])["dice"] == 4
assert not [name for name in sys.modules if name.partition(".")[0] in ("django", "rest_framework", "accounts", "config")]
"""


def test_it_works() -> None:
    subprocess.run([sys.executable, "-c", CODE], check=True)
