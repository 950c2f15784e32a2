"""`config/README.md` names every cache with its key, lifetime and end: whoever adds one finds this test."""

from __future__ import annotations

import re
from fnmatch import fnmatch

from config.frontend import ROOT

APPS = ("config", "accounts", "rooms", "maps", "audio", "universes", "scenes")
NOT_SERVED = {"tests", "testing", "benchmarks", "migrations", "__pycache__"}
OF_PYTHON = re.compile(
    r"@(?:functools\.)?(?:lru_)?cache\b|\bcache\.(?:get|set|add|incr)\(|\bKept\(\d|[\"']Cache-Control[\"']|\bmax_age=[^=]"
    r"|\bcached\(id\b|\bFOR_GOOD = "
)
OF_SCRIPTS = re.compile(r"\b(?:localStorage|sessionStorage|indexedDB)\b|\bcaches\.open\(")


def places() -> set[str]:
    """Modules and scripts that keep something: `scenes.tiles`, `static/pwa/worker`."""
    found = set()
    for file in (file for app in APPS for file in (ROOT / app).rglob("*.py")):
        inside = file.relative_to(ROOT)
        kept = [line for line in file.read_text().splitlines() if "no-store" not in line]
        if not NOT_SERVED & set(inside.parts) and any(map(OF_PYTHON.search, kept)):
            found.add(".".join(inside.with_suffix("").parts))
    for file in (ROOT / "static").rglob("*.js"):
        inside = file.relative_to(ROOT)
        if inside.parts[1] != "vendor" and not file.name.endswith(".test.js") and OF_SCRIPTS.search(file.read_text()):
            found.add(str(inside.with_suffix("")))
    return found


def listed() -> set[str]:
    """The names in the first column; one with `*` stands for several."""
    table = (ROOT / "config" / "README.md").read_text().partition("## Every cache")[2].partition("\n## ")[0]
    return {
        name for row in re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)
    }


def test_it_works() -> None:
    assert {"scenes.tiles", "scenes.thumbnails", "config.files.ranges"} <= places()
    assert "scenes.tiles" in listed()


def test_each_is_listed() -> None:
    names = listed()
    assert not {place for place in places() if not any(fnmatch(place, name) for name in names)}


def test_each_that_is_listed_is_there() -> None:
    found = places()
    assert not {name for name in listed() if not any(fnmatch(place, name) for place in found)}
