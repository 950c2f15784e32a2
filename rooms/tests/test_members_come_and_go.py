"""Roles are given and taken, members removed, rooms left and handed over."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid, NotFound
from rooms.models import Member


def role_of(table: Any, user: Any) -> str:
    return Member.objects.get(room=table.room, user=user).role


def test_it_works(table: Any, ben: Any) -> None:
    table.lead.does("member.role", member=table.things["member"], role="game_master")
    assert role_of(table, ben) == "game_master"
    assert ben.username not in table.seats, "his page starts afresh with what he may see now"
    assert table.seat(ben).viewer.sight == "gm"
    table.is_level()


def test_a_removed_member_hears_nothing_more(table: Any, ben: Any) -> None:
    """SPEC P3"""
    seat = table.seat(ben)
    heard = len(seat.heard)
    table.lead.does("member.remove", member=table.things["member"])
    table.lead.does("chat.say", text="Without Ben")
    assert len(seat.heard) == heard
    with pytest.raises(NotFound):
        seat.does("chat.say", text="I am still here")


def test_one_leaves_by_oneself_and_the_owner_stays(table: Any, ben: Any) -> None:
    with pytest.raises(Forbidden):
        table.lead.does("member.leave")
    table.seat(ben).does("member.leave")
    assert not Member.objects.filter(user=ben).exists()


def test_a_co_game_master_appoints_players_only(table: Any, ben: Any, cleo: Any) -> None:
    co = table.seat(cleo, role="game_master")
    co.does("member.role", member=table.things["member"], role="spectator")
    assert role_of(table, ben) == "spectator"
    with pytest.raises(Forbidden):
        co.does("member.role", member=table.things["member"], role="game_master")
    with pytest.raises(Forbidden):
        co.does("member.role", member=str(table.lead.viewer.member.pk), role="player")


def test_the_owner_hands_the_room_over(table: Any, ada: Any, ben: Any) -> None:
    table.lead.does("room.hand_over", member=table.things["member"])
    table.room.refresh_from_db()
    assert table.room.owner == ben
    assert (role_of(table, ada), role_of(table, ben)) == ("game_master", "owner")


def test_not_to_oneself(table: Any) -> None:
    with pytest.raises(Invalid):
        table.lead.does("room.hand_over", member=str(table.lead.viewer.member.pk))


def test_members_of_other_rooms_are_not_found(table: Any, ben: Any, cleo: Any) -> None:
    from rooms.models import Room

    other = Room.open_by(cleo, name="Another table").members.get()
    for type, data in (("member.remove", {}), ("member.role", {"role": "player"}), ("room.hand_over", {})):
        with pytest.raises(NotFound):
            table.lead.does(type, member=str(other.pk), **data)
