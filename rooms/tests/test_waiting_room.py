"""With the waiting room on, whoever comes waits outside and knows nothing of the room until somebody lets them in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Notification, User
from config.api.errors import Forbidden, NotFound
from rooms import doorstep
from rooms.models import Ban, Invite, Knock, Member, Presence


@pytest.fixture
def code(table: Any, ada: Any) -> str:
    """A link to Ada's table, whose waiting room is on."""
    table.lead.does("room.update", waiting_room=True)
    Notification.objects.all().delete()
    return Invite.write(table.room, ada, role="player", lasts=None, max_uses=None)[1]


def knocks(code: str, user: Any) -> Knock:
    knock, _user = doorstep.join_by_link(Invite.find(code, by=user), user)
    assert isinstance(knock, Knock)
    return knock


def at_the_door(table: Any) -> set[str]:
    table.deliver()
    return {one["name"] for one in table.lead.things("knock")} - {"CANARY:knock:name"}


def test_it_works(table: Any, code: str, as_: Any, cleo: Any) -> None:
    came = as_(cleo).post(f"/api/v1/invites/{code}/join", {}).json()["data"]
    assert (came["waiting"], came["member"]) == (True, None)
    assert came["address"] == f"/rooms/{table.room.pk}/waiting/"
    own = f"/api/v1/rooms/{table.room.pk}/knock"
    assert as_(cleo).get(own).json()["data"] == {"state": "waiting", "room": {"name": table.room.name}}
    assert at_the_door(table) == {"Cleo"}
    table.lead.does("member.admit", knock=str(Knock.objects.get(user=cleo).pk))
    assert as_(cleo).get(own).json()["data"] == {"state": "in", "address": f"/rooms/{table.room.pk}/"}
    assert at_the_door(table) == set()
    assert Member.objects.get(room=table.room, user=cleo).invite == Invite.objects.get()
    table.is_level()


def test_a_guest_waits_under_the_name_they_gave(table: Any, code: str, as_: Any) -> None:
    phone = as_()
    answer = phone.post(f"/join/{code}/", {"display_name": "Mira"}, format="multipart")
    assert answer.url == f"/rooms/{table.room.pk}/waiting/"
    page = phone.get(answer.url).content.decode()
    assert table.room.name in page
    assert phone.get(f"/rooms/{table.room.pk}/").url == answer.url, "the table sends back to the door"
    assert at_the_door(table) == {"Mira"}
    knock = Knock.objects.get(user=User.objects.get(is_guest=True))
    table.lead.does("member.admit", knock=str(knock.pk))
    assert phone.get(answer.url).url == f"/rooms/{table.room.pk}/"
    assert phone.get(f"/rooms/{table.room.pk}/").status_code == 200


def test_who_is_sent_away_is_told_and_may_knock_again(table: Any, code: str, as_: Any, cleo: Any) -> None:
    knock = knocks(code, cleo)
    table.lead.does("member.refuse", knock=str(knock.pk))
    assert as_(cleo).get(f"/api/v1/rooms/{table.room.pk}/knock").status_code == 404
    assert as_(cleo).get(f"/rooms/{table.room.pk}/waiting/").status_code == 404
    assert not Member.objects.filter(user=cleo).exists()
    knocks(code, cleo)
    assert at_the_door(table) == {"Cleo"}


def test_who_is_sent_away_for_good_may_not(table: Any, code: str, cleo: Any) -> None:
    table.lead.does("member.refuse", knock=str(knocks(code, cleo).pk), ban=True)
    assert Ban.objects.filter(room=table.room, user=cleo, by=table.lead.viewer.user).exists()
    with pytest.raises(Forbidden):
        knocks(code, cleo)
    table.is_level()


def test_one_goes_away_again(table: Any, code: str, as_: Any, cleo: Any) -> None:
    knocks(code, cleo)
    assert as_(cleo).delete(f"/api/v1/rooms/{table.room.pk}/knock").status_code == 204
    assert at_the_door(table) == set()
    knocks(code, cleo)
    assert as_(cleo).post(f"/rooms/{table.room.pk}/waiting/").url == "/"
    assert at_the_door(table) == set()
    table.is_level()


def test_one_person_knocks_once(table: Any, code: str, cleo: Any) -> None:
    knocks(code, cleo)
    knocks(code, cleo)
    assert Invite.objects.get().uses == 1
    assert Knock.objects.filter(user=cleo).count() == 1


def test_a_public_room_has_a_door_too(table: Any, code: str, as_: Any, cleo: Any) -> None:
    table.lead.does("room.update", is_public=True)
    joined = as_(cleo).post(f"/api/v1/rooms/{table.room.pk}/join").json()["data"]
    assert (joined["waiting"], joined["role"]) == (True, None)
    assert as_(cleo).post(f"/rooms/{table.room.pk}/join/").url == f"/rooms/{table.room.pk}/waiting/"


def test_with_the_switch_off_again_one_walks_in(table: Any, code: str, cleo: Any) -> None:
    knocks(code, cleo)
    table.lead.does("room.update", waiting_room=False)
    member, _user = doorstep.join_by_link(Invite.find(code, by=cleo), cleo)
    assert isinstance(member, Member)
    assert at_the_door(table) == set()
    table.is_level()


def test_what_was_said_while_one_waited_stays_unread(table: Any, code: str, cleo: Any) -> None:
    knock = knocks(code, cleo)
    table.lead.does("chat.say", text="Shall we let her in?")
    table.lead.does("member.admit", knock=str(knock.pk))
    assert "Shall we let her in?" not in str(table.seat(cleo).state)
    table.is_level()


def test_players_know_nothing_of_the_door(table: Any, code: str, as_: Any, ben: Any, cleo: Any) -> None:
    seat, knock = table.seat(ben), knocks(code, cleo)
    table.deliver()
    assert seat.things("knock") == []
    assert b"Cleo" not in b"".join(seat.heard)
    assert as_(ben).get(f"/api/v1/rooms/{table.room.pk}/knocks").status_code == 403
    with pytest.raises(NotFound):
        seat.does("member.admit", knock=str(knock.pk))


def test_a_co_game_master_opens_too(table: Any, code: str, as_: Any, cleo: Any, ben: Any) -> None:
    table.lead.does("member.role", member=table.things["member"], role="game_master")
    knock = knocks(code, cleo)
    listed = as_(ben).get(f"/api/v1/rooms/{table.room.pk}/knocks").json()["data"]
    assert str(knock.pk) in {one["id"] for one in listed}
    table.seat(ben).does("member.admit", knock=str(knock.pk))
    assert Member.objects.filter(room=table.room, user=cleo).exists()


def test_who_leads_hears_of_it_elsewhere_when_they_are_not_at_the_table(
    table: Any, code: str, ada: Any, ben: Any, cleo: Any
) -> None:
    knocks(code, cleo)
    [note] = Notification.objects.all()
    assert (note.user, note.text()) == (ada, f"Cleo waits at the door of {table.room.name}.")


def test_who_sees_it_at_the_table_is_not_told_twice(table: Any, code: str, ada: Any, cleo: Any) -> None:
    until = timezone.now() + timedelta(seconds=20)
    Presence.objects.create(room=table.room, user=ada, process="here", expires_at=until)
    knocks(code, cleo)
    assert not Notification.objects.exists()
