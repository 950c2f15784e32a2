"""A plain `pytest` says in one line which tests it skipped, and which command runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from config.frontend import ROOT

TESTS = """
import pytest

def test_that_needs_nothing():
    pass

@pytest.mark.redis
def test_that_needs_redis():
    pass

@pytest.mark.browser
def test_that_needs_a_browser():
    pass
"""


def pytest_of(folder: Path, environment: dict[str, str]) -> str:
    (folder / "test_needs.py").write_text(TESTS)
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("TEST_", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-c", str(ROOT / "pytest.ini"), "-p", "no:cacheprovider", str(folder)],
        cwd=ROOT,
        env={**bare, **environment},
        capture_output=True,
        text=True,
    ).stdout


def test_it_works(tmp_path: Path) -> None:
    said = pytest_of(tmp_path, {})
    assert "Skipped: 1 that need a real redis, 1 that need a real browser. `script/test` starts these" in said
    assert "1 passed, 2 skipped" in said


def test_nothing_is_said_when_all_is_there(tmp_path: Path) -> None:
    said = pytest_of(tmp_path, {"TEST_REDIS_URL": "redis://localhost:1", "TEST_BROWSER": "/bin/true"})
    assert "Skipped:" not in said
    assert "3 passed" in said
