"""Whatever is kept of a scene can be taken back, but for what the README lists with the reason."""

from __future__ import annotations

import re
from pathlib import Path

from rooms.live.event import EVENTS

README = Path(__file__).parents[1] / "events" / "README.md"


def test_the_list_names_each() -> None:
    listed = re.findall(r"^\| `([a-z_.]+)` \|", README.read_text(), re.MULTILINE)
    kept = {name for name, event in EVENTS.items() if event.kept and event.__module__.startswith("scenes.")}
    assert sorted(listed) == sorted(name for name in kept if not EVENTS[name].undoable)
