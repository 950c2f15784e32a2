"""The only writer: whatever changes what a table sees goes through `perform`, from socket, REST and admin alike."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Model
from accounts.rules import require
from config.api.errors import Conflict, Invalid, NotFound, Problem
from config.api.inputs import decode
from config.live import hubs, wire
from rooms.live.changes import stored, written
from rooms.live.event import EVENTS, Event
from rooms.live.history import kept_of
from rooms.live.prepared import Prepared
from rooms.live.projecting import difference, views_of
from rooms.live.replay import keep_beginning
from rooms.models import Entry, Member, Room
from rooms.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command: its number, its entry on the wire (None when this was a repeat), what it made."""

    seq: int
    kept: wire.Kept | None
    made: list[Model]

    @property
    def repeated(self) -> bool:
        return self.kept is None


FRESH = ("id", "room_id", "user_id", "role", "joined_seq", "muted")
FLAGS = ("archived_at", "paused", "open_history", "spectators_speak")
"""What rules ask of the room: read anew for each command, never remembered from the connection."""


def event_class(type: str, *, internal: bool = False) -> type[Event]:
    """The declared event of `type`. Raises Invalid (code "unknown_type") for others, and for the server's own."""
    found = EVENTS.get(type)
    if found is None or (found.internal and not internal):
        raise Invalid(_("There is no such command."), code="unknown_type")
    return found


def perform(
    who: Viewer,
    type: str,
    data: Any = None,
    *,
    client_id: str | None = None,
    internal: bool = False,
    in_archive: bool = False,
) -> Outcome:
    """Does `type` with `data` as `who`: checked, numbered, stored and announced after commit, or not at all.
    `internal`: the server's own, with its own events too; `in_archive`: also where the room is archived (`follow`).

    Raises a Problem: Invalid (unknown type or field), NotFound (not a member, or nothing there that `who` may see),
    Forbidden, Conflict. A repeated `client_id` of the same person does nothing and returns the first number.
    """
    kind = event_class(type, internal=internal)
    if not kind.kept:
        raise Invalid(_("This command passes and is not kept."), code="not_kept")
    given = data if internal and isinstance(data, kind.Input) else decode(kind.Input, {} if data is None else data)
    try:
        with transaction.atomic():
            return _write(who, kind, given, client_id, internal, in_archive)
    except (Problem, IntegrityError):
        # A repeat meets its own first entry, or what that changed. Rare, so it is looked for only now.
        first = _first_answer(who, client_id)
        if first is None:
            raise
        return Outcome(first, None, [])


def follow(room: Room, type: str, data: Any) -> Outcome:
    """Does in a room what follows from something outside of it: a map, a sound or an account is changed or deleted there.
    As who sees everything, and in an archived room too, where otherwise something would point at nothing.
    """
    return perform(Viewer.audience(room, "gm"), type, data, internal=True, in_archive=True)


def _first_answer(who: Viewer, client_id: str | None) -> int | None:
    """The number under which this person's request of that id was done before."""
    if client_id is None:
        return None
    return Entry.objects.filter(room=who.room, user=who.user, client_id=client_id).values_list("seq", flat=True).first()


def _write(
    who: Viewer, kind: type[Event], given: Any, client_id: str | None, internal: bool, in_archive: bool
) -> Outcome:
    seq = next_number(who.room)
    who = who if internal else refreshed(who)
    if not in_archive:
        require_open(who.room, kind)
    if seq == 1:
        keep_beginning(who.room)
    now = timezone.now()
    event = kind(who, given, seq=seq, at=now)
    target = event.target(who)
    require(who, kind.permission, target)
    touched = list(event.touched(target))
    before, old = views_of(who.room, touched), stored(touched if kind.undoable else ())
    made = _as_list(event.apply(target))
    rows = [*event.touched(target), *made]
    ops = difference(before, views_of(who.room, rows))
    changes = written(old, stored(rows)) if kind.undoable else []
    entry = Entry.objects.create(
        room=who.room,
        seq=seq,
        type=kind.type,
        user=who.user,
        by_name=who.user.display_name if who.user else "",
        client_id=client_id,
        views=ops,
        revokes=event.revokes(target),
        changes={"of": event.of, "rows": changes, **_remembered(event)} if changes else None,
        reverses=event.reverses,
        at=now,
    )
    if event.reverses is not None:
        Entry.objects.filter(room=who.room, seq=event.reverses).update(reversed=True)
    kept = kept_of(entry)
    kept.ends = event.ends()
    transaction.on_commit(partial(hubs.announce, str(who.room.pk), kept), robust=True)
    return Outcome(seq, kept, made)


def _remembered(event: Event) -> dict[str, Any]:
    remembered = event.remembers()
    return {"remembered": remembered} if remembered else {}


def next_number(room: Room) -> int:
    """Takes the room's next number, and with it the room's lock, until the transaction ends; `room` has its flags as
    they are now. Raises NotFound.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE rooms_room SET head = head + 1 WHERE id = %s RETURNING head, {', '.join(FLAGS)}",  # noqa: S608
            [Room._meta.pk.get_db_prep_value(room.pk, connection)],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound()
    seq, *flags = row
    for name, value in zip(FLAGS, flags, strict=True):
        setattr(room, name, _as_stored(name, value))
    return seq


def _as_stored(name: str, value: Any) -> Any:
    """A column of the room as the ORM would give it: SQLite knows neither times nor truth."""
    column: Any = Room._meta.get_field(name).cached_col  # type: ignore[union-attr]
    for convert in connection.ops.get_db_converters(column):
        value = convert(value, column, connection)
    return value


def require_open(room: Room, kind: type[Event]) -> None:
    """Raises Conflict (code "archived") for what an archived room does not accept."""
    if room.archived_at is not None and not kind.in_archive:
        raise Conflict(_("This room is archived: nothing changes in it any more."), code="archived")


_members = Prepared(
    lambda room, user: (
        Member.objects.filter(room=room, user=user, user__is_active=True)
        .order_by()
        .values_list(*FRESH, "user__display_name", "user__colour", *(f"room__{name}" for name in FLAGS))
    )
)


def refreshed(who: Viewer) -> Viewer:
    """`who` with the role, name, colour and flags the database gives now, not those remembered from the connection.

    Raises NotFound when they are no member any more, or not active.
    """
    if who.user is None:
        return who
    for row in _members.rows(who.room.pk, who.user.pk):
        of_member, (name, colour), flags = row[: len(FRESH)], row[len(FRESH) : -len(FLAGS)], row[-len(FLAGS) :]
        for flag, value in zip(FLAGS, flags, strict=True):
            setattr(who.room, flag, value)
        member = Member.from_db(connection.alias, FRESH, of_member)
        member.room, member.user = who.room, _named(who.user, name, colour)
        return replace(Viewer.of(who.room, member, scene=who.scene), user=member.user)
    raise NotFound()


def _named(user: Any, name: str, colour: str) -> Any:
    if (user.display_name, user.colour) == (name, colour):
        return user
    renamed = copy(user)
    renamed.display_name, renamed.colour = name, colour
    return renamed


def _as_list(made: Iterable[Model] | Model | None) -> list[Model]:
    if made is None:
        return []
    return [made] if isinstance(made, Model) else list(made)
