"""Who is banned is out at once and for good: no link, no public door and no waiting room lets them in again."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from config.api.errors import Forbidden, NotFound
from rooms import doorstep
from rooms.models import Ban, Invite, Member


@pytest.fixture
def invite(table: Any, ada: Any) -> Invite:
    return Invite.write(table.room, ada, role="player", lasts=None, max_uses=None)[0]


def ban(table: Any, **more: Any) -> Ban:
    made = table.lead.does("member.ban", member=table.things["member"], **more).made[0]
    assert isinstance(made, Ban)
    return made


def test_it_works(table: Any, ben: Any, invite: Invite) -> None:
    seat = table.seat(ben)
    banned = ban(table, reason="Threw the dice at Cleo.")
    assert ben.username not in table.seats, "his pages close with the entry"
    with pytest.raises(NotFound):
        seat.does("chat.say", text="I am still here")
    [shown] = [one for one in table.lead.things("ban") if one["id"] == str(banned.pk)]
    assert (shown["name"], shown["reason"], shown["by"]["name"]) == ("Ben", "Threw the dice at Cleo.", "Ada")
    table.is_level()
    with pytest.raises(Forbidden):
        doorstep.join_by_link(invite, ben)
    invite.refresh_from_db()
    assert invite.uses == 0
    assert not Member.objects.filter(room=table.room, user=ben).exists()


def test_a_public_room_is_not_there_for_them(table: Any, as_: Any, ben: Any, cleo: Any) -> None:
    table.lead.does("room.update", is_public=True)
    ban(table)
    address = f"/api/v1/rooms/{table.room.pk}"
    assert as_(ben).post(f"{address}/join").status_code == 404
    assert as_(ben).get(address).status_code == 404
    assert as_(ben).get("/api/v1/rooms").json()["data"] == []
    assert as_(cleo).get(address).status_code == 200


def test_they_cannot_even_knock(table: Any, ben: Any, invite: Invite) -> None:
    table.lead.does("room.update", waiting_room=True)
    ban(table)
    with pytest.raises(Forbidden):
        doorstep.join_by_link(Invite.objects.get(), ben)


def test_a_guest_does_not_come_back_by_the_same_link(table: Any, invite: Invite) -> None:
    """Under another name they would be somebody else: so the link may end with them."""
    for end_link, usable in ((False, True), (True, False)):
        member, _guest = doorstep.join_by_link(invite, None, display_name="Mira")
        table.lead.does("member.ban", member=str(member.pk), end_link=end_link)
        assert Invite.objects.usable().exists() == usable
    assert User.objects.filter(is_guest=True).count() == 2


def test_lifted_they_come_by_a_link_like_everybody(table: Any, ben: Any, invite: Invite) -> None:
    table.lead.does("chat.say", text="Before he was away")
    banned = ban(table)
    table.lead.does("member.unban", ban=str(banned.pk))
    doorstep.join_by_link(invite, ben)
    table.deliver()
    seat = table.seat(ben)
    assert "Before he was away" not in str(seat.state), "who comes again is new"
    assert str(banned.pk) not in str(table.lead.things("ban"))
    table.is_level()


def test_nobody_bans_the_owner_and_only_the_owner_a_game_master(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    co, owner = table.seat(cleo, role="game_master"), table.lead.viewer.member
    with pytest.raises(Forbidden):
        co.does("member.ban", member=str(owner.pk))
    with pytest.raises(Forbidden):
        table.lead.does("member.ban", member=str(owner.pk))
    with pytest.raises(Forbidden):
        table.seat(ben).does("member.ban", member=str(co.viewer.member.pk))
    table.lead.does("member.ban", member=str(co.viewer.member.pk))
    assert Ban.objects.filter(room=table.room, user=cleo).exists()


def test_only_those_who_lead_know(table: Any, as_: Any, ben: Any, cleo: Any) -> None:
    watching = table.seat(cleo, role="spectator")
    banned = ban(table)
    assert watching.things("ban") == []
    assert str(banned.pk).encode() not in b"".join(watching.heard)
    address = f"/api/v1/rooms/{table.room.pk}/bans"
    assert as_(cleo).get(address).status_code == 403
    assert as_(ben).get(address).status_code == 404
