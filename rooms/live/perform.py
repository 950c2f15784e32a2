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
from config.api.errors import Invalid, NotFound, Problem
from config.api.inputs import decode
from config.live import hubs, wire
from rooms.live.event import EVENTS, Event
from rooms.live.history import kept_of
from rooms.live.prepared import Prepared
from rooms.live.projecting import difference, views_of
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


FRESH = ("id", "room_id", "user_id", "role", "joined_seq")


def event_class(type: str, *, internal: bool = False) -> type[Event]:
    """The declared event of `type`. Raises Invalid (code "unknown_type") for others, and for the server's own."""
    found = EVENTS.get(type)
    if found is None or (found.internal and not internal):
        raise Invalid(_("There is no such command."), code="unknown_type")
    return found


def perform(
    who: Viewer, type: str, data: Any = None, *, client_id: str | None = None, internal: bool = False
) -> Outcome:
    """Does `type` with `data` as `who`: checked, numbered, stored and announced after commit, or not at all.

    Raises a Problem: Invalid (unknown type or field), NotFound (not a member, or nothing there that `who` may see),
    Forbidden, Conflict. A repeated `client_id` of the same person does nothing and returns the first number.
    """
    kind = event_class(type, internal=internal)
    if not kind.kept:
        raise Invalid(_("This command passes and is not kept."), code="not_kept")
    given = data if internal and isinstance(data, kind.Input) else decode(kind.Input, {} if data is None else data)
    try:
        with transaction.atomic():
            return _write(who, kind, given, client_id, internal)
    except (Problem, IntegrityError):
        # A repeat meets its own first entry, or what that changed. Rare, so it is looked for only now.
        first = _first_answer(who, client_id)
        if first is None:
            raise
        return Outcome(first, None, [])


def _first_answer(who: Viewer, client_id: str | None) -> int | None:
    """The number under which this person's request of that id was done before."""
    if client_id is None:
        return None
    return Entry.objects.filter(room=who.room, user=who.user, client_id=client_id).values_list("seq", flat=True).first()


def _write(who: Viewer, kind: type[Event], given: Any, client_id: str | None, internal: bool) -> Outcome:
    seq = next_number(who.room)
    who = who if internal else refreshed(who)
    event = kind(who, given, seq=seq, at=timezone.now())
    target = event.target(who)
    require(who, kind.permission, target)
    before = views_of(who.room, event.touched(target))
    made = _as_list(event.apply(target))
    ops = difference(before, views_of(who.room, [*event.touched(target), *made]))
    entry = Entry.objects.create(
        room=who.room,
        seq=seq,
        type=kind.type,
        user=who.user,
        by_name=who.user.display_name if who.user else "",
        client_id=client_id,
        views=ops,
        revokes=event.revokes(target),
        at=event.at,
    )
    kept = kept_of(entry)
    kept.ends = event.ends()
    transaction.on_commit(partial(hubs.announce, str(who.room.pk), kept), robust=True)
    return Outcome(seq, kept, made)


def next_number(room: Room) -> int:
    """Takes the room's next number, and with it the room's lock, until the transaction ends. Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE rooms_room SET head = head + 1 WHERE id = %s RETURNING head",
            [Room._meta.pk.get_db_prep_value(room.pk, connection)],
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound()
    return row[0]


_members = Prepared(
    lambda room, user: (
        Member.objects.filter(room=room, user=user, user__is_active=True)
        .order_by()
        .values_list(*FRESH, "user__display_name", "user__colour")
    )
)


def refreshed(who: Viewer) -> Viewer:
    """`who` with the role, name and colour the database gives now, not those remembered from the connection.

    Raises NotFound when they are no member any more, or not active.
    """
    if who.user is None:
        return who
    for *of_member, name, colour in _members.rows(who.room.pk, who.user.pk):
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
