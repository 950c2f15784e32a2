"""Areas of effect: laid by who may draw, moved by who laid them, unrevealed ones known to those who lead alone."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid, NotFound
from scenes.models import Area, area

CONE: dict[str, Any] = {"shape": "cone", "x": 350.0, "y": 350.0, "size": 15.0}


def of(seat: Any, label: str) -> dict[str, Any] | None:
    return next((one for one in seat.things("area") if one["label"] == label), None)


def test_an_area_at_the_table(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    """Ben lays, turns and takes back; Cleo, who plays too, sees it and may not touch it."""
    scene, his, hers = table.things["scene"], table.seat(ben), table.seat(cleo)
    id = str(his.does("area.create", scene=scene, **CONE, label="Burning hands", rotation=450.0).made[0].pk)
    seen = of(hers, "Burning hands")
    assert seen is not None
    assert (seen["angle"], seen["rotation"], seen["width"], seen["user"]) == (53.13, 90.0, 5.0, str(ben.pk))
    his.does("area.move", area=id, x=420.0, y=350.0, rotation=-15.0)
    his.does("area.update", area=id, size=30.0, angle=90.0, opacity=0.3)
    seen = of(hers, "Burning hands")
    assert seen is not None
    assert (seen["x"], seen["rotation"], seen["size"], seen["angle"]) == (420.0, 345.0, 30.0, 90.0)
    for type, data in (("area.move", {"x": 0.0, "y": 0.0}), ("area.update", {"size": 5.0}), ("area.delete", {})):
        with pytest.raises(Forbidden):
            hers.does(type, area=id, **data)
    table.lead.does("area.move", area=id, x=100.0, y=100.0)
    his.does("area.delete", area=id)
    assert of(hers, "Burning hands") is None
    his.does("history.undo")
    assert of(hers, "Burning hands")
    table.is_level()


def test_a_spell_brings_its_shape_and_size(table: Any, ben: Any) -> None:
    """In the unit of the scene: 20 ft are 6 m."""
    scene = table.things["scene"]
    laid = table.seat(ben).does("area.create", scene=scene, x=0.0, y=0.0, effect="web").made[0]
    assert (laid.shape, laid.size, laid.label) == ("cube", 20.0, "Web")
    table.lead.does("scene.update", scene=scene, grid={"unit": "m", "distance": 1.5})
    laid = table.lead.does("area.create", scene=scene, x=0.0, y=0.0, effect="fireball", label="Boom").made[0]
    assert (laid.shape, laid.size, laid.label, laid.width) == ("circle", 6.0, "Boom", 1.5)


def test_unrevealed_ones_are_not_there_for_players(table: Any, ben: Any) -> None:
    """Shown and taken back, they come and go; what happens to them before is silent."""
    seat, hidden = table.seat(ben), table.things["hidden_area"]
    heard = len(seat.heard)
    table.lead.does("area.move", area=hidden, x=70.0, y=70.0)
    assert len(seat.heard) == heard
    for type, data in (("area.move", {"x": 0.0, "y": 0.0}), ("area.delete", {})):
        with pytest.raises(NotFound):
            seat.does(type, area=hidden, **data)
    table.lead.does("area.reveal", area=hidden, revealed=True)
    assert hidden in seat.state["things"]["area"]
    table.lead.does("history.undo")
    assert hidden not in seat.state["things"]["area"]
    his = str(seat.does("area.create", scene=table.things["scene"], **CONE).made[0].pk)
    table.lead.does("area.reveal", area=his, revealed=False)
    with pytest.raises(NotFound):
        seat.does("area.delete", area=his)
    table.is_level()


def test_where_areas_are_staged_those_who_lead_lay_them_unseen(table: Any, ben: Any) -> None:
    scene = table.things["scene"]
    table.lead.does("scene.update", scene=scene, staged=True)
    assert not table.lead.does("area.create", scene=scene, **CONE).made[0].revealed
    assert table.lead.does("area.create", scene=scene, **CONE, revealed=True).made[0].revealed
    assert table.seat(ben).does("area.create", scene=scene, **CONE).made[0].revealed
    with pytest.raises(Forbidden):
        table.seat(ben).does("area.create", scene=scene, **CONE, revealed=False)


def test_who_is_muted_or_waits_lays_nothing(table: Any, ben: Any, cleo: Any) -> None:
    scene = table.things["scene"]
    with pytest.raises(Forbidden):
        table.seat(cleo, role="spectator").does("area.create", scene=scene, **CONE)
    his = table.seat(ben)
    id = str(his.does("area.create", scene=scene, **CONE).made[0].pk)
    table.lead.does("room.pause", paused=True)
    for type, data in (("area.create", {"scene": scene, **CONE}), ("area.delete", {"area": id})):
        with pytest.raises(Forbidden):
            his.does(type, **data)
    table.lead.does("room.pause", paused=False)
    table.lead.does("member.mute", member=str(his.viewer.member.pk), muted=True)
    with pytest.raises(Forbidden):
        his.does("area.delete", area=id)


WRONG: list[dict[str, Any]] = [
    {"shape": "star"},
    {"size": 0.0},
    {"size": 10_001.0},
    {"angle": 60.0},
    {"opacity": 1.0},
    {"colour": "red"},
    {"effect": "wish"},
    {"x": 1e7},
]


def test_what_no_rules_know_is_refused(table: Any) -> None:
    for wrong in WRONG:
        with pytest.raises(Invalid) as refusal:
            table.lead.does("area.create", scene=table.things["scene"], **{**CONE, **wrong})
        assert list(wrong) == list(refusal.value.fields)


def test_a_scene_holds_only_so_many(table: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(area, "MOST_AREAS", Area.objects.filter(scene=table.things["scene"]).count())
    with pytest.raises(Invalid):
        table.lead.does("area.create", scene=table.things["scene"], **CONE)


def test_the_effects_are_listed(as_: Any, ben: Any, client: Any) -> None:
    listed = as_(ben).get("/api/v1/spells").json()["data"]
    assert {"id": "fireball", "name": "Fireball", "shape": "circle", "size": 20, "colour": "#e5604d"} in listed
    assert client.get("/api/v1/spells").status_code == 401
