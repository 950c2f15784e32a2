"""The numbered log, read: what a reader missed, as it goes over the wire."""

from __future__ import annotations

from typing import Any

from config.live import wire
from rooms.live.event import EVENTS
from rooms.models import Entry


def kept_of(entry: Entry) -> wire.Kept:
    head: dict[str, Any] = {
        "type": entry.type,
        "by": {"user": str(entry.user_id), "name": entry.by_name} if entry.user_id else None,
        "at": entry.at.isoformat().replace("+00:00", "Z"),
    }
    if entry.client_id is not None:
        head["re"] = entry.client_id
    event = EVENTS.get(entry.type)
    return wire.Kept(entry.seq, head, entry.views, event.streams if event else frozenset(), entry.revokes)


def entries_since(room_id: Any, since: int, limit: int) -> list[wire.Kept]:
    return [kept_of(entry) for entry in Entry.objects.filter(room_id=room_id, seq__gt=since).order_by("seq")[:limit]]
