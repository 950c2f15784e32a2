"""What failed beside others and passes alone is told as unsteady; a test of this process alone fails at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.frontend import ROOT
from config.testing.second_chance import MOST, to_repeat

SETTINGS = """
[pytest]
addopts = -p config.testing.second_chance -p no:django -p no:schemathesis -p no:cacheprovider -p no:xdist
markers = outside
"""
TESTS = """
import pathlib, pytest
pytestmark = pytest.mark.outside
TRIED = pathlib.Path(__file__).parent

def fails_at_first(name):
    tried = TRIED / name
    if not tried.exists():
        tried.touch()
        raise AssertionError("the machine was busy")

@pytest.fixture
def ends():
    yield
    fails_at_first("ends")

def test_good():
    pass

def test_waits():
    fails_at_first("waits")

def test_ends(ends):
    pass
"""
BROKEN = """
def test_broken():
    raise AssertionError("always")
"""


@pytest.mark.parametrize(
    ("failed", "repeated"),
    [
        ({}, []),
        ({"test_map": True, "test_chat": True}, ["test_map", "test_chat"]),
        ({"test_map": True, "test_pure": False}, []),
        (dict.fromkeys("abcde"[:MOST], True), list("abcde")),
        (dict.fromkeys("abcdef"[: MOST + 1], True), []),
    ],
    ids=["none", "outside", "one is pure", "just few enough", "too many"],
)
def test_which_are_run_once_more(failed: dict[str, bool], repeated: list[str]) -> None:
    assert to_repeat(failed) == repeated


def run(folder: Path, tests: str) -> tuple[int, str]:
    """pytest's exit code, and what it printed; the last line tells how many passed."""
    (folder / "test_them.py").write_text(tests)
    (folder / "pytest.ini").write_text(SETTINGS)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--second-chance"],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout or done.stderr


def test_what_passes_alone_does_not_fail_the_run_and_is_told(tmp_path: Path) -> None:
    code, said = run(tmp_path, TESTS)
    assert code == 0, said
    assert "the machine was busy" in said
    assert "UNSTEADY: passed when run alone: test_them.py::test_waits" in said
    assert said.strip().splitlines()[-1].startswith("1 passed, 2 unsteady in ")


def test_what_fails_again_fails_the_run(tmp_path: Path) -> None:
    code, said = run(tmp_path, TESTS + BROKEN)
    assert code == 1
    assert said.strip().splitlines()[-1].startswith("1 failed, 1 passed, 2 unsteady in "), said


@pytest.mark.redis
def test_what_needs_a_server_is_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("outside")


def test_what_needs_nothing_is_not_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("outside") is None
