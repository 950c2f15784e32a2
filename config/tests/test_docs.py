"""What is written about the project is true of it: commands, apps, rules of the protocol."""

from __future__ import annotations

import re

import msgspec
import pytest
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError

from config.frontend import ROOT
from rooms.live import EVENTS, documentation

APPS = ("accounts", "rooms", "maps", "audio", "universes", "scenes")
PACKAGES = (
    *APPS,
    "config",
    "config/api",
    "config/live",
    "config/files",
    "config/jobs",
    "config/keeping",
    "config/doctor",
)
SPEC = (ROOT / "rooms" / "live" / "SPEC.md").read_text()
RULES = set(re.findall(r"^- ([A-Z]\d+) ", SPEC, re.MULTILINE))
CITED = re.compile(r"SPEC ((?:[A-Z]\d+(?:, | and |/)?)+)")


def test_the_commands_are_documented_as_they_are() -> None:
    call_command("events", check=True)


def test_an_old_document_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documentation, "HEAD", "Another heading\n")
    with pytest.raises(CommandError, match="manage.py events"):
        call_command("events", check=True)


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.type)
def test_every_command_says_what_it_does(event: type) -> None:
    assert event.__dict__.get("__doc__"), "the docstring of a command is its documentation"
    needed = [field.name for field in msgspec.structs.fields(event.Input) if field.required]
    assert event.internal or event.example or not needed


@pytest.mark.parametrize("package", PACKAGES)
def test_every_app_says_what_it_is(package: str) -> None:
    lines = (ROOT / package / "README.md").read_text().splitlines()
    assert lines[0].startswith("# ")
    if package in APPS:
        assert 3 <= len(lines) <= 15
        assert "not" in " ".join(lines), "what it is not, too"


def test_operators_find_every_command_in_one_table() -> None:
    table = (ROOT / "deploy" / "README.md").read_text().partition("## Commands")[2]
    named = {word for cell in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for word in re.findall(r"`(\w+)", cell)}
    assert named == {name for name, app in get_commands().items() if app.split(".")[0] in (*APPS, "config")}


def citations() -> set[str]:
    """The rules that tests of either language name: `SPEC S4`, `SPEC U1, U3`."""
    tests = [*ROOT.glob("*/**/tests/**/test_*.py"), *ROOT.glob("*/tests/*.test.js"), *ROOT.glob("static/**/*.test.js")]
    text = " ".join(file.read_text() for file in tests if "node_modules" not in file.parts)
    return {rule for words in CITED.findall(text) for rule in re.findall(r"[A-Z]\d+", words)}


def test_every_rule_of_the_protocol_is_cited_by_a_test() -> None:
    assert RULES
    assert not RULES - citations()


def test_tests_cite_rules_that_exist() -> None:
    assert not citations() - RULES
