"""The help in the page says the same as README.md: no notation of the one is missing in the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rooms.dice import read

README = (Path(__file__).parents[1] / "README.md").read_text()
HELP = (Path(__file__).parents[3] / "static" / "rooms" / "dice" / "dice_help.js").read_text()
TABLE = README[README.index("| | written") : README.index("**Decided")]
MODIFIERS = sorted(
    {
        re.match(r"[^\d<=]+|[>=]+", code)[0]
        for cell in re.findall(r"`([^`|]+)`", TABLE)
        for code in [cell.strip()]
        if re.match(r"\D+", code)
    }
)
WRITTEN = re.findall(r'^      \["([^"]+)", t\(', HELP, re.MULTILINE)


@pytest.mark.parametrize("word", MODIFIERS)
def test_every_notation_is_in_the_help(word: str) -> None:
    assert word in HELP


@pytest.mark.parametrize("formula", [one for one in WRITTEN if re.match(r"[({\dd]|adv", one) and "·" not in one])
def test_what_the_help_shows_can_be_rolled(formula: str) -> None:
    read(formula)
