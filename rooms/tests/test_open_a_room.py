"""Whoever has an account opens a room and leads it; rooms are named anew, listed and deleted."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from rooms.models import Entry, Member, Message, Room

ROOMS = "/api/v1/rooms"


def test_it_works(as_: Any, ada: Any) -> None:
    made = as_(ada).post(ROOMS, {"name": " The Lich ", "description": "Every second Friday"})
    assert made.status_code == 201
    room = made.json()["data"]
    assert (room["name"], room["role"], room["members"]) == ("The Lich", "owner", 1)
    assert [one["id"] for one in as_(ada).get(ROOMS).json()["data"]] == [room["id"]]


def test_a_guest_and_a_visitor_cannot(as_: Any, db: None) -> None:
    guest = User.objects.create_guest("Mira")
    assert as_(guest).post(ROOMS, {"name": "Mine"}).status_code == 403
    assert as_().post(ROOMS, {"name": "Mine"}).status_code == 401


@pytest.mark.parametrize("name", ["", "   ", "x" * 51])
def test_a_room_needs_a_name(as_: Any, ada: Any, name: str) -> None:
    answer = as_(ada).post(ROOMS, {"name": name})
    assert answer.status_code == 400
    assert "name" in answer.json()["errors"]


def test_ones_own_rooms_have_different_names(as_: Any, ada: Any, ben: Any) -> None:
    Room.open_by(ada, name="The Lich")
    assert as_(ada).post(ROOMS, {"name": "the lich"}).status_code == 409
    assert as_(ben).post(ROOMS, {"name": "The Lich"}).status_code == 201


def test_the_list_holds_ones_own_and_public_ones(as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    Room.open_by(ada, name="Hers")
    Room.open_by(ada, name="For all", is_public=True)
    Room.open_by(ben, name="His")
    listed = {one["name"]: one["role"] for one in as_(ben).get(ROOMS).json()["data"]}
    assert listed == {"His": "owner", "For all": None}
    assert [one["name"] for one in as_(ben).get(ROOMS, {"mine": 1}).json()["data"]] == ["His"]
    assert [one["name"] for one in as_(cleo).get(ROOMS).json()["data"]] == ["For all"]


def test_naming_it_anew_is_an_entry_of_its_log(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    address = f"{ROOMS}/{table.room.pk}"
    assert as_(ada).patch(address, {"name": "The Crypt"}).json()["data"]["name"] == "The Crypt"
    table.deliver()
    assert table.seat(ben).things("room")[0]["name"] == "The Crypt"
    assert as_(ben).patch(address, {"name": "Mine"}).status_code == 403
    assert as_(ada).patch(address, {"name": "  "}).status_code == 400


def test_the_owner_alone_deletes_it(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    table.seat(cleo, role="game_master")
    table.lead.does("chat.say", text="The end")
    address = f"{ROOMS}/{table.room.pk}"
    assert as_(ben).delete(address).status_code == 403
    assert as_(cleo).delete(address).status_code == 403
    assert as_(ada).delete(address).status_code == 204
    for model in (Room, Member, Message, Entry):
        assert not model.objects.exists()
    assert as_(ada).get(address).status_code == 404
