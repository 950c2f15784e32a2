"""What a universe was: its history, itself at an earlier number, and how two of its states differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from config.api.errors import NotFound
from rooms.live import EVENTS
from rooms.live.history import kept_of
from rooms.live.replay import seen, state_at
from rooms.viewer import Viewer
from universes.document import LISTS, Document, document_of

KINDS = frozenset({"universe", "physics", "music", "body", "constraint", "story_point", "visualization", "comment"})
REVERSALS = ("history.undo", "history.redo")


def history(viewer: Viewer, before: int, limit: int) -> tuple[list[dict[str, Any]], bool]:
    """The viewer's newest entries before number `before`, newest first: {seq, type, by, at, reversed, of?, changed}; and
    whether there are more. `changed` are the ops of the universe's own kinds.
    """
    types = [type for type, event in EVENTS.items() if event.__module__.startswith("universes.")]
    rows = seen(viewer).filter(seq__lt=before, type__in=[*types, *REVERSALS]).order_by("-seq")[: limit + 1]
    found = []
    for entry in rows[:limit]:
        kept = kept_of(entry)
        ops = [op for op in kept.ops(viewer.keys) if op[1] in KINDS]
        told = {name: value for name, value in kept.head.items() if name != "re"}
        found.append({"seq": kept.seq, **told, "reversed": entry.reversed, "changed": ops})
    return found, len(rows) > limit


def document_at(viewer: Viewer, seq: int) -> Document:
    """Raises NotFound for a number from before the viewer came."""
    things = state_at(viewer, seq)["things"]
    if "universe" not in things:
        raise NotFound()
    return document_of(things)


def differences(one: Document, other: Document) -> list[dict[str, Any]]:
    """What is other in `other`: {what, id, name, field, before, after} for each field that differs; `field` is null where
    a thing is there in one of them alone, and then the thing stands in its place.
    """
    before, after = (msgspec.to_builtins(document) for document in (one, other))
    found = []
    for group in ("physics", "music"):
        found += list(_fields(group, None, "", before.pop(group), after.pop(group)))
    for group in LISTS:
        old = {row["id"]: row for row in before.pop(group)}
        new = {row["id"]: row for row in after.pop(group)}
        for id in {**old, **new}:
            if id in old and id in new:
                found += list(_fields(group, id, _name(new[id]), old[id], new[id]))
            else:
                there = old.get(id) or new[id]
                found.append(_difference(group, id, _name(there), None, old.get(id), new.get(id)))
    return [*_fields("universe", None, "", before, after), *found]


def _fields(what: str, id: str | None, name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for field, value in new.items():
        if old[field] != value:
            yield _difference(what, id, name, field, old[field], value)


def _difference(what: str, id: str | None, name: str, field: str | None, old: Any, new: Any) -> dict[str, Any]:
    return {"what": what, "id": id, "name": name, "field": field, "before": old, "after": new}


def _name(row: dict[str, Any]) -> str:
    return str(row.get("name") or row.get("title") or "")
