"""A display shows the players' view without a login, by a code that is told once and ends when it is taken back."""

from __future__ import annotations

from typing import Any

import pytest

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
