"""An archived room is a closed book: all of it is there to be read, and nothing in it changes until it is opened again."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, Forbidden
from rooms import doorstep
from rooms.models import GameSession, Invite, Member


def refused(seat: Any, type: str, **data: Any) -> None:
    with pytest.raises(Conflict) as problem:
        seat.does(type, **data)
    assert problem.value.code == "archived"


def test_it_works(table: Any, ben: Any) -> None:
    seat = table.seat(ben)
    table.lead.does("chat.say", text="The last page")
    table.lead.does("room.archive", archived=True)
    assert [one["archived"] for one in seat.things("room")] == [True]
    refused(seat, "chat.say", text="One more word")
    refused(table.lead, "chat.say", text="One more word")
    refused(table.lead, "room.update", name="Another name")
    refused(table.lead, "session.start")
    assert "The last page" in str(table.seat(ben).state)
    table.lead.does("room.archive", archived=False)
    seat.does("chat.say", text="And on we go")
    table.is_level()


def test_the_owner_alone(table: Any, cleo: Any) -> None:
    co = table.seat(cleo, role="game_master")
    with pytest.raises(Forbidden):
        co.does("room.archive", archived=True)
    table.lead.does("room.archive", archived=True)
    with pytest.raises(Forbidden):
        co.does("room.archive", archived=False)


def test_a_session_that_is_being_played_ends_with_it(table: Any, ada: Any) -> None:
    assert GameSession.running(table.room)
    table.lead.does("room.archive", archived=True)
    assert GameSession.running(table.room) is None
    table.is_level()


def test_people_still_leave_it(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    watching = table.seat(cleo, role="spectator")
    table.lead.does("room.archive", archived=True)
    watching.does("member.leave")
    table.lead.does("room.hand_over", member=table.things["member"])
    assert Member.objects.get(room=table.room, user=ben).role == "owner"
    table.seat(ben).does("member.ban", member=str(Member.objects.get(room=table.room, user=ada).pk))
    assert Member.objects.filter(room=table.room).count() == 1


def test_nobody_comes_in(table: Any, ada: Any, cleo: Any) -> None:
    invite, _code = Invite.write(table.room, ada, role="player", lasts=None, max_uses=1)
    table.lead.does("room.archive", archived=True)
    with pytest.raises(Conflict):
        doorstep.join_by_link(invite, cleo)
    assert Invite.objects.usable().exists(), "no use of the link was spent"


def test_the_list_says_so(table: Any, as_: Any, ben: Any) -> None:
    table.lead.does("room.archive", archived=True)
    [row] = as_(ben).get("/api/v1/rooms").json()["data"]
    assert (row["archived"], row["next_session"]) == (True, None)
