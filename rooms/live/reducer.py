"""The one reducer, twin of `static/rooms/live/reducer.js`; both are tested on `tests/cases/reducer.json`.

State: {"seq", "scene", "things": {kind: {id: data}}}. Folding an entry's ops over an old snapshot gives a fresh one.
"""

from __future__ import annotations

from typing import Any

WINDOWS = {"message": 50}
"""Kinds of which only the newest are held, by their `seq`: a snapshot cannot hold all that was ever said."""


def fold(state: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    """Applies `entry` in place and returns the state. An entry at or below `state.seq` changes nothing."""
    if entry["seq"] <= state["seq"]:
        return state
    things = state["things"]
    for op, kind, id, *rest in entry["ops"]:
        held = things.get(kind, {})
        if op == "put" and not _elsewhere(state, rest[0]):
            held = things.setdefault(kind, {})
            held[id] = rest[0]
        elif op == "patch" and id in held:
            held[id] = {**held[id], **rest[0]}
        elif op == "gone":
            held.pop(id, None)
        for surplus in sorted(held, key=lambda key: held[key]["seq"])[: -WINDOWS[kind]] if kind in WINDOWS else ():
            del held[surplus]
    state["seq"] = entry["seq"]
    return state


def _elsewhere(state: dict[str, Any], data: dict[str, Any]) -> bool:
    return bool(state.get("scene") and "scene" in data and data["scene"] != state["scene"])


def standing(seq: int, entry: dict[str, Any]) -> str:
    """Where an entry stands to a state at `seq`: "old" (folded before), "next", or "gap" (ask for what lies between)."""
    if entry["seq"] <= seq:
        return "old"
    return "next" if entry.get("from", entry["seq"]) <= seq + 1 else "gap"
