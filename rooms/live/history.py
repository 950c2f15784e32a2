"""The numbered log, read: what a reader missed, as it goes over the wire; and words taken out of it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from config.live import wire
from rooms.live.event import EVENTS
from rooms.models import Entry, Keyframe, Room
from rooms.viewer import Viewer

BATCH = 200


def kept_of(entry: Entry) -> wire.Kept:
    """The entry as it goes out. `of` says of an undo what it took back; `changes` itself never leaves."""
    head: dict[str, Any] = {
        "type": entry.type,
        "by": {"user": str(entry.user_id), "name": entry.by_name} if entry.user_id else None,
        "at": entry.at.isoformat().replace("+00:00", "Z"),
    }
    if entry.reverses is not None:
        head["of"] = entry.of if hasattr(entry, "of") else (entry.changes or {}).get("of")
    if entry.client_id is not None:
        head["re"] = entry.client_id
    event = EVENTS.get(entry.type)
    return wire.Kept(entry.seq, head, entry.views, event.streams if event else frozenset(), entry.revokes)


def log_of(room_id: Any) -> Any:
    """The room's entries in order, without what undo needs of them."""
    return Entry.objects.filter(room_id=room_id).order_by("seq").defer("changes").annotate(of=KT("changes__of"))


def entries_since(room_id: Any, since: int, limit: int) -> list[wire.Kept]:
    return [kept_of(entry) for entry in log_of(room_id).filter(seq__gt=since)[:limit]]


def earliest(viewer: Viewer) -> int:
    """The number from which on the room's history is this viewer's to see: when they came, 0 for all of it."""
    member = viewer.member
    if member is None or member.leads or viewer.room.open_history:
        return 0
    return member.joined_seq


def scrub(room: Room, kind: str, id: Any, fields: dict[str, Any], since: int) -> None:
    """Replaces `fields` of one thing wherever the log has them from number `since` on: who resumes or replays later
    does not find what was deleted. Called within `perform`'s transaction, which holds the room's lock.
    """
    Room.objects.filter(pk=room.pk).update(scrubs=F("scrubs") + 1)
    changed: list[Any] = []
    for entry in _naming(Entry, room, "views", id, since):
        entry.views = {key: [_scrubbed(op, kind, str(id), fields) for op in ops] for key, ops in entry.views.items()}
        changed.append(entry)
    Entry.objects.bulk_update(changed, ["views"], batch_size=BATCH)
    frames: list[Any] = []
    for frame in _naming(Keyframe, room, "things", id, since):
        held = frame.things.get(kind, {})
        if str(id) in held:
            held[str(id)] = {**held[str(id)], **fields}
            frames.append(frame)
    Keyframe.objects.bulk_update(frames, ["things"], batch_size=BATCH)


def forget_frames(room: Room, user: Any) -> None:
    """What was kept for the replays of a person who is deleted goes; a fold under way keeps nothing of them."""
    Room.objects.filter(pk=room.pk).update(scrubs=F("scrubs") + 1)
    Keyframe.objects.filter(room=room, sight__endswith=f":{user.pk.hex}").delete()
    Keyframe.objects.filter(room=room, sight=f"user:{user.pk}").delete()


def _naming(model: Any, room: Room, field: str, id: Any, since: int) -> Iterable[Any]:
    """The rows of the room from `since` on whose JSON names the id."""
    rows = model.objects.filter(room=room, seq__gte=since).only("pk", field)
    return rows.annotate(words=Cast(field, TextField())).filter(words__contains=str(id)).iterator(chunk_size=BATCH)


def _scrubbed(op: list[Any], kind: str, id: str, fields: dict[str, Any]) -> list[Any]:
    verb, *thing = op
    if thing[:2] != [kind, id] or verb == "gone":
        return op
    data = thing[2]
    replaced = fields if verb == "put" else {name: value for name, value in fields.items() if name in data}
    return [verb, kind, id, {**data, **replaced}]
