"""In an archived room nothing changes, and the answer is the same on every way in (SPEC U8)."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from config.api.errors import Conflict, NotFound
from rooms.live import EVENTS
from rooms.models import Member, Room

GOING = {"member.leave", "member.remove", "member.ban", "member.unban", "member.withdraw", "member.forget"}
OPEN = {*GOING, "room.hand_over", "room.archive", "presence.idle"}


@pytest.fixture
def archived(table: Any) -> Any:
    Room.objects.filter(pk=table.room.pk).update(archived_at=timezone.now())
    return table


def test_it_is_said_under_the_lock(archived: Any, ben: Any) -> None:
    """SPEC U8: asked of the database at each command, whatever the connection remembers; no number is taken."""
    head = Room.objects.get(pk=archived.room.pk).head
    for seat in (archived.lead, archived.seat(ben)):
        seat.viewer.room.archived_at = None
        with pytest.raises(Conflict) as refused:
            seat.does("chat.say", text="Is anybody there?")
        assert refused.value.code == "archived"
    assert Room.objects.get(pk=archived.room.pk).head == head


def test_one_may_still_go(archived: Any, ben: Any) -> None:
    """SPEC U8"""
    archived.seat(ben).does("member.leave")
    assert not Member.objects.filter(room=archived.room, user=ben).exists()


def test_a_stranger_does_not_learn_of_it(archived: Any, cleo: Any, ben: Any) -> None:
    """SPEC U7, U8"""
    seat = archived.seat(ben)
    Member.objects.filter(room=archived.room, user=ben).delete()
    with pytest.raises(NotFound):
        seat.does("chat.say", text="Hello")


def test_what_an_archive_accepts() -> None:
    """SPEC U8: going, handing over, putting out, and opening it again."""
    assert {type for type, event in EVENTS.items() if event.in_archive} == OPEN
