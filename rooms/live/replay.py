"""The table as a viewer saw it at an earlier number, folded from the log.

What a viewer held at each five-hundredth number is kept (`Keyframe`), so a fold never has more than 500 entries to read
once they have looked. Number 0 is the room as it was opened, kept for each audience key.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from config.live import wire
from rooms.live.history import earliest, kept_of, log_of
from rooms.live.projecting import PROJECTED, views_of
from rooms.live.reducer import WINDOWS, fold
from rooms.models import Entry, Keyframe, Room
from rooms.viewer import Viewer, sights_of

STEP = 500
MOST_ENTRIES, MOST_BYTES = 500, 512 * 1024
Things = dict[str, dict[str, dict[str, Any]]]

EARLIER: dict[str, dict[str, Any]] = {
    "room": {
        "waiting_room": False,
        "paused": False,
        "archived": False,
        "spectators_speak": False,
        "open_history": False,
    },
    "member": {"muted": False},
    "message": {
        "body": None,
        "speaker": "",
        "to": None,
        "roll": None,
        "mentions": [],
        "reply_to": None,
        "reactions": {},
        "files": [],
        "pinned": False,
        "edited_at": None,
        "deleted": "",
    },
}
"""What things that were logged by an earlier version lack, so that a page need know only one shape."""


def keep_beginning(room: Room, said: Iterable[Any] = ()) -> None:
    """Keeps what was in the room before its first entry: itself and its owner, which no entry made; and what had been
    `said` where it came from.
    """
    _store(room, {key: {0: things} for key, things in _now_by_key(room, said).items()}, room_scrubs(room))


def state_at(viewer: Viewer, seq: int) -> dict[str, Any]:
    """The state `viewer` would have had at number `seq`, in a snapshot's shape. By today's role; nothing from before
    they came.
    """
    first = earliest(viewer)
    seq = max(first, min(seq, head_of(viewer.room)))
    held = _held_at(viewer, seq)
    scene = _shown(held) if viewer.leads else None
    things: Things = {}
    for kind, by_id in held.items():
        for id, data in by_id.items():
            if (kind not in WINDOWS or data["seq"] > first) and (not scene or data.get("scene", scene) == scene):
                things.setdefault(kind, {})[id] = {**EARLIER.get(kind, {}), **data}
    return {"seq": seq, "sight": viewer.sight, "scene": scene, "things": things}


def forget_kept() -> int:
    """Deletes what was kept of all replays but the beginnings, and returns how many: each is folded anew for who looks
    again, and what is kept for people who once looked must not grow for ever.
    """
    gone, _rows = Keyframe.objects.filter(seq__gt=0).delete()
    return gone


def head_of(room: Room) -> int:
    return Room.objects.values_list("head", flat=True).get(pk=room.pk)


def room_scrubs(room: Room) -> int:
    return Room.objects.values_list("scrubs", flat=True).get(pk=room.pk)


def seen(viewer: Viewer) -> Any:
    """The entries of which the viewer sees something, in order. Others say neither that nor when they were."""
    return log_of(viewer.room.pk).filter(seq__gt=earliest(viewer), views__has_any_keys=list(viewer.keys))


def time_at(viewer: Viewer, seq: int) -> Any:
    """When the newest entry up to `seq` was made that the viewer sees something of; None before the first."""
    newest = seen(viewer).filter(seq__lte=seq).order_by("-seq")
    return newest.values_list("at", flat=True).first()


def entries_of(viewer: Viewer, since: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """The viewer's entries after `since` (at most `limit` and half a megabyte), and the number they are complete up to."""
    head, size = head_of(viewer.room), 0
    found: list[dict[str, Any]] = []
    for entry in seen(viewer).filter(seq__gt=since, seq__lte=head)[:limit]:
        kept = kept_of(entry)
        size += len(kept.body(viewer.keys) or b"")
        if found and size > MOST_BYTES:
            return found, found[-1]["seq"]
        told = {name: value for name, value in kept.head.items() if name != "re"}
        found.append({"seq": kept.seq, **told, "ops": [_completed(op) for op in kept.ops(viewer.keys)]})
    return found, found[-1]["seq"] if len(found) == limit else max(head, since)


def _completed(op: list[Any]) -> list[Any]:
    verb, kind, *rest = op
    return [verb, kind, rest[0], {**EARLIER.get(kind, {}), **rest[1]}] if verb == "put" else op


def _shown(things: Things) -> str | None:
    return next((id for id, scene in things.get("scene", {}).items() if scene["active"]), None)


def _held_at(viewer: Viewer, seq: int) -> Things:
    """What the viewer's keys held at `seq`, scenes of all. Keeps each five-hundredth number on the way, unless words
    were taken out of the log meanwhile.

    The keys are folded together: a message that all were told is changed for those alone who had been here then.
    """
    room, scrubs = viewer.room, room_scrubs(viewer.room)
    if not Keyframe.objects.filter(room=room, seq=0).exists():
        _reconstruct_beginning(room, scrubs)
    start, things = _frame_before(viewer, seq)
    state = {"seq": start, "scene": None, "things": things}
    passed: dict[int, Things] = {}
    entries = Entry.objects.filter(room=room, seq__gt=start, seq__lte=seq).order_by("seq")
    for number, views in entries.values_list("seq", "views").iterator(chunk_size=STEP):
        fold(state, {"seq": number, "ops": wire.Kept(number, {}, views).ops(viewer.keys)})
        if number % STEP == 0:
            passed[number] = {kind: dict(held) for kind, held in things.items()}
    _store(room, {_frame_name(viewer): passed}, scrubs)
    return things


def _frame_name(viewer: Viewer) -> str:
    """Ends with whose it is, by which it is forgotten with them."""
    if viewer.user is None:
        return viewer.sight
    return f"{'own' if viewer.eyes else viewer.sight}:{viewer.user.pk.hex}"


def _frame_before(viewer: Viewer, seq: int) -> tuple[int, Things]:
    frames = Keyframe.objects.filter(room=viewer.room)
    nearest = frames.filter(sight=_frame_name(viewer), seq__gt=0, seq__lte=seq).order_by("-seq").first()
    if nearest is not None:
        return nearest.seq, nearest.things
    things: Things = {}
    for began in frames.filter(sight__in=viewer.keys, seq=0).values_list("things", flat=True):
        for kind, held in began.items():
            things.setdefault(kind, {}).update(held)
    return 0, things


def _store(room: Room, frames: dict[str, dict[int, Things]], scrubs: int) -> None:
    """Under the room's lock: what was folded before words were taken out of the log must not keep them."""
    rows = [
        Keyframe(room=room, sight=key, seq=seq, things=things)
        for key, by_number in frames.items()
        for seq, things in by_number.items()
    ]
    if not rows:
        return
    with transaction.atomic():
        now = Room.objects.select_for_update().values_list("scrubs", flat=True).get(pk=room.pk)
        if now == scrubs:
            Keyframe.objects.bulk_create(rows, ignore_conflicts=True)


def _now_by_key(room: Room, said: Iterable[Any] = ()) -> dict[str, Things]:
    """All that is in the room now, by audience key; of its messages those that were `said`, for who heard one is said by
    nobody but the message.
    """
    everything = Viewer.audience(room, "gm")
    rows = [*(row for projected in PROJECTED.values() for row in projected.within(everything)), *said]
    found: dict[str, Things] = {sight: {} for sight in sights_of(room)}
    for (kind, id), by_key in views_of(room, rows).items():
        for key, data in by_key.items():
            found.setdefault(key, {}).setdefault(kind, {})[id] = data
    return found


def _reconstruct_beginning(room: Room, scrubs: int) -> None:
    """For a room of an earlier version, which kept no beginning: what is there now and no entry has put there. Such a
    thing has its present name from the start.
    """
    found = _now_by_key(room)
    for views in Entry.objects.filter(room=room).values_list("views", flat=True).iterator(chunk_size=STEP):
        for key, ops in views.items():
            for verb, kind, id, *_data in ops:
                if verb == "put" and key in found:
                    found[key].get(kind, {}).pop(id, None)
    _store(room, {key: {0: things} for key, things in found.items()}, scrubs)
