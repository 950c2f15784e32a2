"""Somebody deletes their account: what was theirs goes or is handed over, and those who stay see a whole table."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import StoredFile, User
from config.testing.cast import PASSWORD, person
from maps.models import Map
from rooms.live.perform import perform
from rooms.models import Message, Role, Room
from rooms.viewer import Viewer
from scenes.testing import a_map

pytestmark = pytest.mark.django_db


def test_a_game_master_leaves_and_their_map_leaves_the_table(table: Any, ada: Any, as_: Any) -> None:
    dana = person("dana", is_game_master=True)
    table.room.admit(dana, role=Role.GAME_MASTER)
    lead = table.lead
    map = a_map(dana, name="Dana's cellar")
    hers = Viewer.entering(table.room, dana)
    place = {"scene": table.things["scene"], "map": str(map.pk), "hidden": False}
    placed = perform(hers, "map.place", place).made[0]
    table.deliver()
    assert as_(dana).delete("/api/v1/me", {"password": PASSWORD}).status_code == 204
    table.deliver()
    assert str(placed.pk) not in lead.state["things"]["placed_map"]
    assert not Map.objects.filter(pk=map.pk).exists()
    assert not StoredFile.objects.filter(owner_id=dana.pk).exists()
    table.is_level()


def test_a_room_goes_to_who_leads_beside_its_owner(table: Any, ada: Any, as_: Any) -> None:
    dana = person("dana", is_game_master=True)
    table.room.admit(dana, role=Role.GAME_MASTER)
    table.lead.does("chat.say", text="I leave you my lamp.")
    assert as_(ada).delete("/api/v1/me", {"password": PASSWORD}).status_code == 204
    table.room.refresh_from_db()
    assert table.room.owner == dana
    said = Message.objects.get(text="I leave you my lamp.")
    assert said.user is None
    assert "Ada" not in said.name
    assert not User.objects.filter(username="ada").exists()


def test_a_room_without_an_heir_goes_too(ada: Any, as_: Any) -> None:
    Room.open_by(ada, name="Alone")
    assert as_(ada).delete("/api/v1/me", {"password": PASSWORD}).status_code == 204
    assert not Room.objects.filter(name="Alone").exists()


def test_the_export_names_rooms_and_maps(ada: Any, as_: Any) -> None:
    Room.open_by(ada, name="Alone")
    a_map(ada, name="Cellar")
    data = as_(ada).get("/api/v1/me/export").json()["data"]
    assert "Alone" in str(data["rooms"])
    assert data["library"]["maps"][0]["name"] == "Cellar"


def test_nothing_of_who_leaves_stays_at_any_door(table: Any, ada: Any, as_: Any) -> None:
    """Somebody banned, somebody who waits, and the game master who banned: those who lead see a whole list."""
    dana, eve, fay = (person(name) for name in ("dana", "eve", "fay"))
    co = table.seat(dana, role="game_master")
    table.seat(eve)
    co.does("member.ban", member=str(table.room.members.get(user=eve).pk))
    perform(Viewer.joining(table.room, fay), "member.knock", {"role": "player"}, internal=True)
    for user in (fay, dana, eve):
        table.seats.pop(user.username, None)
        assert as_(user).delete("/api/v1/me", {"password": PASSWORD}).status_code == 204
        table.deliver()
        table.is_level()
    assert {knock["name"] for knock in table.lead.things("knock")} == {"CANARY:knock:name"}
    assert {ban["name"] for ban in table.lead.things("ban")} == {"CANARY:ban:name"}
    said = str(list(table.room.entries.values_list("views", "by_name")))
    assert not {name for name in ("Dana", "Eve", "Fay") if name in said}


def test_the_answers_of_who_leaves_are_in_no_entry(table: Any, ben: Any, as_: Any) -> None:
    table.seat(ben).does("session.answer", session=table.things["session"], answer="yes")
    exported = as_(ben).get("/api/v1/me/export").json()["data"]["rooms"]
    assert [one["answer"] for one in exported["sessions"]] == ["yes"]
    del table.seats["ben"]
    assert as_(ben).delete("/api/v1/me", {"password": PASSWORD}).status_code == 204
    table.deliver()
    table.is_level()
    kept = [one["session"] for one in table.room.entries.values_list("views", flat=True) if "session" in one]
    assert str(ben.pk) not in str(kept)
    assert str(ben.pk) not in str(list(table.room.entries.filter(type="session.answer").values_list("views")))


def test_who_was_barred_is_deleted_all_the_same(table: Any, ada: Any, ben: Any) -> None:
    table.seat(ben).does("chat.say", text="I was here.")
    Room.open_by(ben, name="Ben's")
    for user in (ben, ada):
        user.bar()
        user.farewell()
    assert not User.objects.filter(pk__in=(ada.pk, ben.pk)).exists()
    assert not Room.objects.exists()
