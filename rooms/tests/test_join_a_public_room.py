"""A public room is joined in one click; others are not known to strangers."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from rooms.models import Member, Room


def test_it_works(as_: Any, ada: Any, ben: Any) -> None:
    room = Room.open_by(ada, name="General", kind="chat", is_public=True, open_history=True)
    joined = as_(ben).post(f"/api/v1/rooms/{room.pk}/join").json()["data"]
    assert (joined["role"], joined["members"]) == ("player", 2)
    assert as_(ben).post(f"/api/v1/rooms/{room.pk}/join").json()["data"]["members"] == 2


def test_the_page_does_the_same(as_: Any, ada: Any, ben: Any) -> None:
    room = Room.open_by(ada, name="General", is_public=True)
    assert as_(ben).get(f"/rooms/{room.pk}/").url == "/rooms/"
    assert as_(ben).post(f"/rooms/{room.pk}/join/").url == f"/rooms/{room.pk}/"
    assert as_(ben).get(f"/rooms/{room.pk}/").status_code == 200


def test_a_private_room_does_not_exist_for_strangers(as_: Any, ada: Any, ben: Any) -> None:
    room = Room.open_by(ada, name="Hers")
    assert as_(ben).post(f"/api/v1/rooms/{room.pk}/join").status_code == 404
    assert as_(ben).post(f"/rooms/{room.pk}/join/").status_code == 404
    assert not Member.objects.filter(user=ben).exists()


def test_guests_stay_in_their_room(as_: Any, ada: Any) -> None:
    room = Room.open_by(ada, name="General", is_public=True)
    guest = User.objects.create_guest("Mira")
    assert as_(guest).post(f"/api/v1/rooms/{room.pk}/join").status_code == 404
