"""A person with an account is invited by name or e-mail: they alone can use the link, and nobody learns who has one."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Notification, User
from config.testing.cast import person
from rooms.models import Ban, Invite, Member


@pytest.fixture
def invite(table: Any, as_: Any, ada: Any) -> Any:
    address = f"/api/v1/rooms/{table.room.pk}/invitations"
    return lambda name, by=ada, **more: as_(by).post(address, {"user": name, **more})


def link_to(user: Any) -> str:
    return Notification.objects.get(user=user, kind="rooms.invited").link


def test_it_works(table: Any, invite: Any, as_: Any, cleo: Any) -> None:
    assert invite("cleo@table.example", role="spectator").status_code == 202
    note = Notification.objects.get(user=cleo)
    assert note.text() == f"Ada invites you to {table.room.name}."
    assert as_(cleo).post(note.link).url == f"/rooms/{table.room.pk}/"
    assert Member.objects.get(room=table.room, user=cleo).role == "spectator"


def test_the_answer_tells_nothing(table: Any, invite: Any, ben: Any, cleo: Any) -> None:
    """Of an account, a stranger's name, a member, somebody banned, a guest and somebody barred."""
    User.objects.create_guest("Mira")
    barred, banned = person("barred"), person("banned")
    barred.bar()
    Ban.objects.create(room=table.room, user=banned)
    names = ("cleo", "CLEO", "nobody", "nobody@table.example", "ben", "barred", "banned", "Mira", "ada")
    answers = [invite(name) for name in names]
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    assert [note.user for note in Notification.objects.filter(kind="rooms.invited")] == [cleo], "once a day"


def test_the_link_is_theirs_alone(table: Any, invite: Any, as_: Any, ben: Any, cleo: Any) -> None:
    invite("cleo")
    link = link_to(cleo)
    code = link.split("/")[2]
    assert as_(person("dora")).get(link).status_code == 404
    assert as_().get(f"/api/v1/invites/{code}").status_code == 404
    assert as_().post(f"/api/v1/invites/{code}/join", {"display_name": "Mira"}).status_code == 404
    assert as_(cleo).get(f"/api/v1/invites/{code}").status_code == 200


def test_nor_does_a_list_of_links_tell(table: Any, invite: Any, as_: Any, ada: Any) -> None:
    invite("cleo")
    assert as_(ada).get(f"/api/v1/rooms/{table.room.pk}/invites").json()["data"] == []
    assert not Invite.objects.led_by(ada).exists()


def test_who_may_invite(invite: Any, table: Any, ben: Any, cleo: Any) -> None:
    table.lead.does("member.role", member=table.things["member"], role="game_master")
    assert invite("dora", by=ben).status_code == 202
    assert invite("dora", by=ben, role="game_master").status_code == 403
    table.lead.does("member.role", member=table.things["member"], role="player")
    assert invite("dora", by=ben).status_code == 403
    assert invite("dora", by=cleo).status_code == 404


def test_only_so_many_an_hour(table: Any, invite: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from rest_framework.throttling import ScopedRateThrottle

    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"invitation": "2/hour"})
    assert [invite(f"name{number}").status_code for number in range(3)] == [202, 202, 429]


def test_who_came_by_which_link(table: Any, as_: Any, ada: Any, cleo: Any) -> None:
    address = f"/api/v1/rooms/{table.room.pk}/invites"
    code = as_(ada).post(address, {}).json()["data"]["code"]
    as_(cleo).post(f"/api/v1/invites/{code}/join", {})
    [row] = as_(ada).get(address).json()["data"]
    assert row["by"] == "Ada"
    assert [one["name"] for one in row["came"]] == ["Cleo"]


def test_who_was_invited_in_person_does_not_wait(table: Any, invite: Any, as_: Any, cleo: Any) -> None:
    table.lead.does("room.update", waiting_room=True)
    invite("cleo")
    assert "Knock" not in as_(cleo).get(link_to(cleo)).content.decode()
    assert as_(cleo).post(link_to(cleo)).url == f"/rooms/{table.room.pk}/"
    assert Member.objects.filter(room=table.room, user=cleo).exists()


def test_who_came_by_another_way_needs_it_no_more(table: Any, invite: Any, as_: Any, ada: Any, cleo: Any) -> None:
    """Nor does it bring them back after they were removed."""
    invite("cleo")
    code = as_(ada).post(f"/api/v1/rooms/{table.room.pk}/invites", {}).json()["data"]["code"]
    as_(cleo).post(f"/api/v1/invites/{code}/join", {})
    member = Member.objects.get(room=table.room, user=cleo)
    table.lead.does("member.remove", member=str(member.pk))
    assert as_(cleo).get(link_to(cleo)).status_code == 404
