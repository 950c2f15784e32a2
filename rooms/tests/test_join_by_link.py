"""A link lets people in: accounts, and with only a name guests, until it has ended or is used up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from rooms.models import Invite, Member, Room


@pytest.fixture
def invites(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/invites"


def written(client: Any, invites: str, **fields: Any) -> dict[str, Any]:
    answer = client.post(invites, fields)
    assert answer.status_code == 201
    link: dict[str, Any] = answer.json()["data"]
    return link


def test_it_works(table: Any, invites: str, as_: Any, ada: Any, cleo: Any) -> None:
    link = written(as_(ada), invites, role="player")
    assert link["url"].endswith(f"/join/{link['code']}/")
    assert link["qr"].startswith("data:image/svg+xml")
    shown = as_(cleo).get(f"/api/v1/invites/{link['code']}").json()["data"]
    assert shown == {"room": {"name": table.room.name, "description": ""}, "role": "player"}
    joined = as_(cleo).post(f"/api/v1/invites/{link['code']}/join", {})
    assert joined.status_code == 201
    assert joined.json()["data"]["address"] == f"/rooms/{table.room.pk}/"
    table.deliver()
    assert "Cleo" in {member["name"] for member in table.lead.things("member")}


def test_with_only_a_name_one_is_a_guest_of_this_room(table: Any, invites: str, as_: Any, ada: Any) -> None:
    code = written(as_(ada), invites)["code"]
    phone = as_()
    assert phone.post(f"/api/v1/invites/{code}/join", {}).json()["errors"] == {
        "display_name": ["What shall the others call you?"]
    }
    assert phone.post(f"/api/v1/invites/{code}/join", {"display_name": "Mira"}).status_code == 201
    assert phone.get(f"/api/v1/rooms/{table.room.pk}").status_code == 200
    guest = User.objects.get(is_guest=True)
    assert (guest.display_name, guest.has_usable_password()) == ("Mira", False)
    assert phone.get("/api/v1/rooms").json()["meta"]["pagination"]["total"] == 1


def test_the_page_does_the_same(table: Any, invites: str, as_: Any, ada: Any) -> None:
    code = written(as_(ada), invites)["code"]
    phone = as_()
    assert table.room.name in phone.get(f"/join/{code}/").content.decode()
    assert phone.post(f"/join/{code}/", {"display_name": ""}, format="multipart").status_code == 400
    answer = phone.post(f"/join/{code}/", {"display_name": "Mira"}, format="multipart")
    assert answer.url == f"/rooms/{table.room.pk}/"
    assert phone.get(answer.url).status_code == 200


def test_opening_a_link_changes_nothing(table: Any, invites: str, as_: Any, ada: Any, cleo: Any) -> None:
    code = written(as_(ada), invites)["code"]
    as_(cleo).get(f"/join/{code}/")
    as_(cleo).get(f"/api/v1/invites/{code}")
    assert not Member.objects.filter(user=cleo).exists()
    assert Invite.objects.get().uses == 0


def test_it_is_used_up(invites: str, as_: Any, ada: Any, cleo: Any) -> None:
    code = written(as_(ada), invites, max_uses=1)["code"]
    assert as_(cleo).post(f"/api/v1/invites/{code}/join", {}).status_code == 201
    assert as_(cleo).post(f"/api/v1/invites/{code}/join", {}).status_code == 404
    assert as_().post(f"/api/v1/invites/{code}/join", {"display_name": "Mira"}).status_code == 404
    assert not User.objects.filter(is_guest=True).exists()


def test_who_belongs_already_spends_no_use(invites: str, as_: Any, ada: Any, ben: Any) -> None:
    code = written(as_(ada), invites, max_uses=1, role="spectator")["code"]
    assert as_(ben).post(f"/api/v1/invites/{code}/join", {}).json()["data"]["role"] == "player"
    assert Invite.objects.get().uses == 0


def test_ended_unknown_and_taken_back_look_the_same(invites: str, as_: Any, ada: Any, cleo: Any) -> None:
    late = written(as_(ada), invites)
    Invite.objects.filter(pk=late["id"]).update(expires_at=timezone.now() - timedelta(seconds=1))
    back = written(as_(ada), invites)
    assert as_(ada).delete(f"{invites}/{back['id']}").status_code == 204
    answers = [as_(cleo).get(f"/api/v1/invites/{code}") for code in (late["code"], back["code"], "nonsense")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {as_(cleo).get(f"/join/{code}/").status_code for code in (late["code"], "nonsense")} == {404}


def test_a_guest_of_another_room_stays_there(invites: str, as_: Any, ada: Any) -> None:
    code = written(as_(ada), invites)["code"]
    guest = User.objects.create_guest("Mira")
    there = Room.open_by(ada, name="Another table").admit(guest, role="player")
    assert as_(guest).post(f"/api/v1/invites/{code}/join", {}).status_code == 409
    there.delete()
    assert as_(guest).post(f"/api/v1/invites/{code}/join", {}).status_code == 201, "who belongs nowhere is free again"


def test_who_may_invite(table: Any, invites: str, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    table.seat(cleo, role="game_master")
    assert as_(ben).post(invites, {}).status_code == 403
    assert as_(ben).get(invites).status_code == 403
    assert as_(cleo).post(invites, {"role": "player"}).status_code == 201
    assert as_(cleo).post(invites, {"role": "game_master"}).status_code == 403
    assert as_(ada).post(invites, {"role": "game_master"}).status_code == 201
    assert as_(ada).post(invites, {"role": "owner"}).status_code == 400
    assert as_().post(invites, {}).status_code == 401


def test_the_code_is_told_once_and_kept_as_a_hash(invites: str, as_: Any, ada: Any) -> None:
    code = written(as_(ada), invites)["code"]
    assert len(code) >= 20
    assert code not in as_(ada).get(invites).content.decode()
    assert Invite.objects.get().code_hash == Invite.hash(code) != code
