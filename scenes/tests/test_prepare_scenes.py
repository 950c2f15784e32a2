"""Game masters prepare scenes; players know the one that is on the table, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Invalid, NotFound
from scenes import models
from scenes.models import Scene
from scenes.testing import SECRET_SCENE


def names(answer: Any) -> list[str]:
    return [scene["name"] for scene in answer.json()["data"]]


def test_it_works(table: Any, as_: Any, ada: Any) -> None:
    made = as_(ada).post(f"/api/v1/rooms/{table.room.pk}/scenes", {"name": "The crypt", "folder": "Below"})
    assert made.status_code == 201
    scene = made.json()["data"]
    assert (scene["name"], scene["folder"], scene["active"], scene["order"]) == ("The crypt", "Below", False, 2)
    changed = as_(ada).patch(f"/api/v1/scenes/{scene['id']}", {"background": "#000000", "grid": {"size": 70.0}})
    assert (changed.json()["data"]["background"], changed.json()["data"]["grid"]["size"]) == ("#000000", 70.0)
    assert as_(ada).delete(f"/api/v1/scenes/{scene['id']}").status_code == 204


def test_players_know_the_scene_on_the_table(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    address = f"/api/v1/rooms/{table.room.pk}/scenes"
    assert names(as_(ada).get(address)) == ["Antechamber", SECRET_SCENE]
    assert names(as_(ben).get(address)) == ["Antechamber"]
    shown, other = (f"/api/v1/scenes/{table.things[name]}" for name in ("scene", "other_scene"))
    assert "folder" not in as_(ben).get(shown).json()["data"]
    assert as_(ben).get(other).status_code == 404
    assert as_(ben).patch(shown, {"name": "Mine"}).status_code == 403
    assert as_(ben).patch(other, {"name": "Mine"}).status_code == 404
    assert as_(ben).post(f"{other}/activate").status_code == 404


def test_showing_another_scene_takes_the_first_from_the_table(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    seat = table.seat(ben)
    assert as_(ada).post(f"/api/v1/scenes/{table.things['other_scene']}/activate").json()["data"]["active"] is True
    table.deliver()
    assert [scene["name"] for scene in seat.things("scene")] == [SECRET_SCENE]
    assert {token["scene"] for token in seat.things("token")} == {table.things["other_scene"]}
    assert seat.things("placed_map") == []
    table.is_level()


def test_a_game_master_looks_at_another_scene_than_the_table(table: Any, as_: Any, ada: Any) -> None:
    """SPEC S7: a state holds the things of one scene, and puts of others are skipped."""
    other = table.things["other_scene"]
    seat = table.lead
    seat.viewer = seat.viewer.looking_at(Scene.objects.get(pk=other).pk)
    seat.sit_down()
    assert seat.state["scene"] == other
    assert {token["scene"] for token in seat.things("token")} == {other}
    seat.does("token.create", scene=table.things["scene"], name="Elsewhere", x=0.0, y=0.0)
    assert "Elsewhere" not in {token["name"] for token in seat.things("token")}
    table.is_level()
    asked = as_(ada).get(f"/api/v1/rooms/{table.room.pk}/snapshot", {"scene": other}).json()["data"]
    assert asked["scene"] == other


def test_who_follows_the_table_takes_a_snapshot_when_it_changes(table: Any) -> None:
    """SPEC S7"""
    table.lead.does("scene.activate", scene=table.things["other_scene"])
    assert table.lead.state["scene"] == table.things["other_scene"]
    table.is_level()


def test_a_player_cannot_look_elsewhere(table: Any, as_: Any, ben: Any) -> None:
    answer = as_(ben).get(f"/api/v1/rooms/{table.room.pk}/snapshot", {"scene": table.things["other_scene"]})
    assert table.things["other_scene"] not in answer.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"background": "red"},
        {"grid": {"size": 3}},
        {"grid": {"type": "triangles"}},
        {"grid": {"opacity": 1.5}},
        {"active": True},
    ],
)
def test_what_does_not_fit_is_refused(table: Any, as_: Any, ada: Any, change: Any) -> None:
    assert as_(ada).patch(f"/api/v1/scenes/{table.things['scene']}", change).status_code == 400


def test_there_is_an_end_to_scenes(table: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(models.scene, "MOST_SCENES", 2)
    with pytest.raises(Invalid):
        table.lead.does("scene.create", name="One more")


def test_scenes_of_other_rooms_do_not_exist(table: Any, cleo: Any) -> None:
    from rooms.live.testing import Table

    hers = Table(cleo, name="Another table")
    for type, data in (("scene.activate", {}), ("scene.update", {"name": "Mine"}), ("scene.delete", {})):
        with pytest.raises(NotFound):
            hers.lead.does(type, scene=table.things["scene"], **data)
    with pytest.raises(NotFound):
        hers.lead.does("map.place", scene=hers.things["scene"], map=table.things["map"])
