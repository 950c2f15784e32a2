"""How far each member has read: the marker, told at once to one's other devices, and what is unread beyond it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models, transaction
from django.db.models import OuterRef, Subquery

from config.live import hubs, wire
from rooms.models import Member, Message, Room

COUNTED = 100
"""No count goes beyond it: a badge says "99+", and a year away must not cost a count of everything."""


class Unread(NamedTuple):
    """Of one room: what others have said since, and how much of it names one. Both at most COUNTED."""

    messages: int = 0
    mentions: int = 0


class Position(NamedTuple):
    """Where a member stands: read up to `read`, the number of the first message unread (if any), and the counts."""

    read: int
    first: int | None
    messages: int
    mentions: int


class BoundedCount(Subquery):
    """How many rows a sliced subquery has: the ORM cannot count one that refers to the row around it."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()


def unread_counts(user: Any, rooms: Iterable[Room | UUID]) -> dict[UUID, Unread]:
    """What `user` has not read in each of `rooms`, in one query; rooms one does not belong to are left out.

    Counted is only what one may read, was said by somebody else and is not deleted.
    """
    beyond = _unread(user, room=OuterRef("room"), since=OuterRef("read_seq"))
    rows = Member.objects.filter(user=user, room__in=[getattr(room, "pk", room) for room in rooms]).annotate(
        unread=BoundedCount(beyond.values("pk")[:COUNTED]),
        unread_mentions=BoundedCount(beyond.naming(user).values("pk")[:COUNTED]),
    )
    return {
        room: Unread(messages, mentions)
        for room, messages, mentions in rows.order_by().values_list("room", "unread", "unread_mentions")
    }


def position(member: Member) -> Position:
    """Where this member stands now, in two queries."""
    read = Member.objects.values_list("read_seq", flat=True).get(pk=member.pk)
    first = _unread(member.user, room=member.room_id, since=read).order_by("seq").values_list("seq", flat=True).first()
    counts = unread_counts(member.user, [member.room_id]).get(member.room_id, Unread()) if first else Unread()
    return Position(read, first, *counts)


def mark_read(member: Member, seq: int) -> Position:
    """Read up to `seq`; never backwards, never beyond what was said."""
    seq = _within(member, seq)
    return _moved(member, Member.objects.filter(pk=member.pk, read_seq__lt=seq).update(read_seq=seq))


def mark_unread(member: Member, seq: int) -> Position:
    """Unread from message `seq` on, as somebody wishes who wants to come back to it."""
    read = _within(member, max(seq - 1, 0))
    return _moved(member, Member.objects.filter(pk=member.pk).exclude(read_seq=read).update(read_seq=read))


def _within(member: Member, seq: int) -> int:
    return min(seq, Room.objects.values_list("head", flat=True).get(pk=member.room_id))


def _moved(member: Member, rows: int) -> Position:
    """Tells one's other devices by a passing frame: a device that misses it asks when it is looked at again."""
    now = position(member)
    if rows:
        user = str(member.user_id)
        payload = wire.encode({"type": "chat.read", "by": None, "data": now._asdict()})
        message = {"act": "pass", "keys": [f"user:{user}"], "payload": payload, "about": f"read:{user}"}
        transaction.on_commit(partial(hubs.tell, str(member.room_id), message), robust=True)
    return now


def _unread(user: Any, *, room: Any, since: Any) -> Any:
    said = Message.objects.visible_to(user).filter(room=room, seq__gt=since, deleted_by="")
    return said.exclude(user=user).order_by()
