"""Somebody deletes their account: their rooms go on without them, their words stay without their name."""

from __future__ import annotations

from typing import Any

from rooms.models import Entry, Member, Message, Room


def test_it_works(table: Any, ada: Any, ben: Any) -> None:
    table.seat(ben).does("chat.say", text="I was here")
    his = str(ben.pk)
    ben.farewell()
    said = Message.objects.get(text="I was here")
    assert (said.user, said.name) == (None, "Somebody")
    log = " ".join(str(entry.views) + entry.by_name for entry in Entry.objects.all())
    assert "Ben" not in log
    assert his not in log
    table.deliver()
    assert [member["name"] for member in table.lead.things("member")] == ["Ada"]


def test_who_leads_beside_the_owner_inherits(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    table.seat(cleo, role="game_master")
    ada.farewell()
    room = Room.objects.get(pk=table.room.pk)
    assert room.owner == cleo
    assert {member.user: member.role for member in Member.objects.filter(room=room)} == {cleo: "owner", ben: "player"}


def test_a_room_with_nobody_else_goes_too(ada: Any) -> None:
    Room.open_by(ada, name="Alone")
    ada.farewell()
    assert not Room.objects.exists()


def test_the_download_names_ones_own_and_nothing_of_rooms_one_left(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    table.seat(ben).does("chat.say", text="I was here")
    table.seat(ben).does("member.leave")
    Room.objects.filter(pk=table.room.pk).update(name="A new secret")
    export = as_(ben).get("/api/v1/me/export")
    assert export.json()["data"]["rooms"]["messages"][0]["text"] == "I was here"
    assert b"A new secret" not in export.content
