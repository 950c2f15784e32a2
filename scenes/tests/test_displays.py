"""A display shows the players' view without a login, by a code that is told once and ends when it is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.live.snapshot import snapshot
from rooms.live.testing import Seat
from rooms.models import Invite, Member
from rooms.viewer import Viewer
from scenes.eyes import looking_through
from scenes.models import Display, PlacedMap


@pytest.fixture
def displays(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/displays"


def picture(table: Any) -> str:
    placed = PlacedMap.objects.get(pk=table.things["placed_map"])
    return f"/api/v1/scenes/{placed.scene_id}/maps/{placed.pk}/picture"


def test_it_works(table: Any, displays: str, as_: Any, ada: Any) -> None:
    made = as_(ada).post(displays, {"name": "The wall"}).json()["data"]
    assert made["url"].endswith(f"/display/{made['code']}/")
    screen = as_()
    assert screen.get(picture(table)).status_code == 404
    assert screen.get(f"/display/{made['code']}/").status_code == 200
    assert screen.get(picture(table)).status_code == 200
    seen = table.display().state["things"]
    assert {token["name"] for token in seen["token"].values()} == {"Mira"}
    assert "message" not in seen


def test_it_sees_no_hidden_map(table: Any, displays: str, as_: Any, ada: Any) -> None:
    code = as_(ada).post(displays, {"name": "The wall"}).json()["data"]["code"]
    screen = as_()
    screen.get(f"/display/{code}/")
    table.lead.does("map.update", placed_map=table.things["placed_map"], hidden=True)
    assert screen.get(picture(table)).status_code == 404


def test_taken_back_it_ends(table: Any, displays: str, as_: Any, ada: Any) -> None:
    made = as_(ada).post(displays, {"name": "The wall"}).json()["data"]
    screen = as_()
    screen.get(f"/display/{made['code']}/")
    assert as_(ada).delete(f"{displays}/{made['id']}").status_code == 204
    assert screen.get(f"/display/{made['code']}/").status_code == 404
    assert screen.get(picture(table)).status_code == 404


def test_those_who_lead_set_them_up(displays: str, as_: Any, ben: Any, cleo: Any) -> None:
    for who, status in ((ben, 403), (cleo, 404), (None, 401)):
        assert as_(who).post(displays, {"name": "Mine"}).status_code == status
        assert as_(who).get(displays).status_code == status
    assert not Display.objects.exists()


def test_the_code_is_kept_as_a_hash(displays: str, as_: Any, ada: Any) -> None:
    code = as_(ada).post(displays, {"name": "The wall"}).json()["data"]["code"]
    assert code not in as_(ada).get(displays).content.decode()
    assert Display.objects.get().code_hash == Display.hash(code) != code


def test_a_display_of_another_room_opens_nothing_here(table: Any, as_: Any, cleo: Any) -> None:
    from rooms.models import Room

    _screen, code = Display.set_up(Room.open_by(cleo, name="Hers"), name="Wall")
    screen = as_()
    screen.get(f"/display/{code}/")
    assert screen.get(picture(table)).status_code == 404


def made(as_: Any, ada: Any, displays: str) -> tuple[str, str]:
    """A display's address for those who lead, and its code."""
    answer = as_(ada).post(displays, {"name": "The television"}).json()["data"]
    return f"{displays}/{answer['id']}", answer["code"]


def screen(table: Any, address: str) -> dict[str, Any]:
    """What the display is told about itself."""
    display = Display.objects.get(pk=address.rsplit("/", 1)[1])
    things = snapshot(Viewer.display(table.room, eyes=display.eyes_id, screen=display.pk))["things"]
    assert list(things["display"]) == [str(display.pk)]
    told: dict[str, Any] = things["display"][str(display.pk)]
    return told


def test_those_who_lead_say_what_it_shows(table: Any, displays: str, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    """Each setting on its own; another display, and the players, hear nothing of it."""
    address, _code = made(as_, ada, displays)
    lead, heard = as_(ada), len(table.seat(ben).heard)
    assert screen(table, address)["blank"] is False
    look = {"blank": True, "rotation": 90, "kind": "initiative", "inch_cells": True, "ppi": 80.1}
    assert lead.patch(address, {**look, "centre": {"x": 70, "y": 0}, "follow": True}).status_code == 200
    told = screen(table, address)
    assert {name: told[name] for name in look} == look
    assert (told["centre"], told["follow"]) == ({"x": 70.0, "y": 0.0}, True)
    table.deliver()
    assert len(table.seat(ben).heard) == heard
    assert lead.patch(address, {"eyes": str(ben.pk)}).json()["data"]["eyes"] == str(ben.pk)
    for wrong in ({"rotation": 45}, {"ppi": 5}, {"kind": "film"}, {"eyes": str(ada.pk)}, {"code_hash": "x"}):
        assert lead.patch(address, wrong).status_code == 400
    for who, status in ((ben, 403), (cleo, 404), (None, 401)):
        assert as_(who).patch(address, {"blank": False}).status_code == status
    assert screen(table, address)["blank"] is True


def test_it_is_measured_where_it_stands(table: Any, displays: str, as_: Any, ada: Any) -> None:
    """By its own code; a screen that is no more measures nothing."""
    address, code = made(as_, ada, displays)
    as_(ada).patch(address, {"calibrating": True})
    assert as_().patch(f"/api/v1/displays/{code}", {"ppi": 80.1}).status_code == 200
    told = screen(table, address)
    assert (told["ppi"], told["inch_cells"], told["calibrating"]) == (80.1, True, False)
    assert as_().patch(f"/api/v1/displays/{code}", {"ppi": 1e9}).status_code == 400
    assert as_().patch("/api/v1/displays/none", {"ppi": 80.1}).status_code == 404


def test_the_way_in_is_shown_only_if_it_was_made(table: Any, displays: str, as_: Any, ada: Any) -> None:
    """The code stands nowhere; ended, it is gone from the screen and worth nothing."""
    address, code = made(as_, ada, displays)
    lead, shown = as_(ada), f"/api/v1/displays/{code}"
    assert as_().get(shown).json()["data"] == {"join": None}
    lead.patch(address, {"invite": True, "show_invite": True})
    way = as_().get(shown).json()["data"]["join"]
    assert way == as_().get(shown).json()["data"]["join"]
    assert way["qr"].startswith("data:image/svg+xml")
    into = "/" + way["url"].split("/", 3)[3]
    assert as_().get(into).status_code == 200
    secret = into.strip("/").split("/")[-1]
    assert not Invite.objects.filter(code_hash__contains=secret).exists()
    assert screen(table, address)["invite"] is not None
    lead.patch(address, {"invite": False})
    assert as_().get(shown).json()["data"] == {"join": None}
    assert as_().get(into).status_code == 404


def test_those_who_lead_look_through_a_players_eyes(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    """Not a player, not through somebody who leads or is elsewhere."""
    page = f"/rooms/{table.room.pk}/as/{ben.pk}/"
    assert "Ben" in as_(ada).get(page).content.decode()
    for who, player in ((ben, ben), (cleo, ben), (ada, ada), (ada, cleo)):
        assert as_(who).get(f"/rooms/{table.room.pk}/as/{player.pk}/").status_code == 404
    viewer = looking_through(table.room.pk, ada, ben.pk)
    assert viewer is not None
    table.seat(ben).does("chat.say", text="Between us", to=[str(ben.pk)])
    things = snapshot(viewer)["things"]
    assert {token["name"] for token in things["token"].values()} == {"Mira"}
    assert not {"message", "control", "dice"} & set(things)
    order = f"/rooms/{table.room.pk}/initiative/"
    assert [as_(who).get(order).status_code for who in (ada, ben, cleo)] == [200, 200, 404]


def test_what_is_hidden_goes_from_a_display_whose_player_left(
    table: Any, displays: str, as_: Any, ada: Any, ben: Any
) -> None:
    table.seat(ben)
    address, _code = made(as_, ada, displays)
    as_(ada).patch(address, {"eyes": str(ben.pk)})
    lead, scene, mira = table.lead, table.things["scene"], table.things["token"]
    lead.does("token.own", token=mira, users=[str(ben.pk)])
    lead.does("scene.update", scene=scene, vision="own")
    screen = table.seats["screen"] = Seat(table, Viewer.display(table.room, eyes=ben.pk))
    assert mira in screen.state["things"]["token"]
    lead.does("member.remove", member=str(Member.objects.get(room=table.room, user=ben).pk))
    lead.does("token.hide", token=mira, hidden=True)
    assert not screen.things("token")
    table.is_level()
