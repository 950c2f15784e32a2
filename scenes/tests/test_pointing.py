"""Pings, rulers, pulled views and effects pass, and reach those who know the places they are about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from accounts.rules import require
from config.api.errors import Forbidden, Invalid, NotFound
from config.api.inputs import decode
from rooms.live import EVENTS, perform
from rooms.live.perform import refreshed


def told(seat: Any, type: str, **data: Any) -> tuple[frozenset[str], dict[str, Any]]:
    """Who would hear of it, and what."""
    kind = EVENTS[type]
    event = kind(refreshed(seat.viewer), decode(kind.Input, data))
    target = event.target(event.who)
    require(event.who, kind.permission, target)
    return event.keys(target), event.passes(target)


@pytest.fixture
def half_dark(table: Any) -> None:
    """Players know what lies left of x = 500, and nothing far to the right."""
    table.lead.does("scene.update", scene=table.things["scene"], fog=True)
    square = {"kind": "rect", "points": [[-200.0, -200.0], [500.0, 500.0]], "walls": False}
    table.lead.does("fog.paint", scene=table.things["scene"], mode="reveal", **square)


def test_who_hears_of_it(table: Any, ben: Any, half_dark: None) -> None:
    scene, his = table.things["scene"], table.seat(ben)
    keys, said = told(his, "ping.show", scene=scene, x=350.0, y=0.0)
    assert keys == {"gm", "open"}
    assert said == {"scene": UUID(scene), "user": ben.pk, "x": 350.0, "y": 0.0, "alert": False}
    assert told(his, "ping.show", scene=scene, x=1700.0, y=0.0, alert=True)[0] == {"gm"}
    assert told(table.lead, "ruler.show", scene=scene, points=[[0.0, 0.0], [400.0, 0.0]])[0] == {"gm", "open"}
    assert told(table.lead, "ruler.show", scene=scene, points=[[0.0, 0.0], [1600.0, 0.0]])[0] == {"gm"}
    assert told(table.lead, "ruler.show", scene=scene, points=[])[0] == {"gm", "open"}
    assert told(table.lead, "camera.pull", scene=scene, x=1600.0, y=0.0)[0] == {"gm"}
    assert told(table.lead, "effect.play", scene=scene, effect="shake")[0] == {"gm", "open"}
    assert told(table.lead, "effect.play", scene=scene, effect="ripple", x=1600.0, y=0.0)[0] == {"gm"}


def test_of_a_scene_that_is_not_shown_players_hear_nothing(table: Any, ben: Any) -> None:
    scene = table.things["other_scene"]
    assert told(table.lead, "effect.play", scene=scene, effect="lightning")[0] == {"gm"}
    assert told(table.lead, "ruler.show", scene=scene, points=[])[0] == {"gm"}
    with pytest.raises(NotFound):
        told(table.seat(ben), "ping.show", scene=scene, x=0.0, y=0.0)


def test_players_point_and_measure_and_no_more(table: Any, ben: Any, cleo: Any) -> None:
    scene = table.things["scene"]
    for type, data in (("camera.pull", {"x": 0.0, "y": 0.0}), ("effect.play", {"effect": "shake"})):
        with pytest.raises(Forbidden):
            told(table.seat(ben), type, scene=scene, **data)
    with pytest.raises(Forbidden):
        told(table.seat(cleo, role="spectator"), "ping.show", scene=scene, x=0.0, y=0.0)
    with pytest.raises(Invalid):
        told(table.seat(ben), "ruler.show", scene=scene, points=[[0.0, 0.0]] * 51)
    with pytest.raises(Invalid):
        perform(table.lead.viewer, "ping.show", {"scene": scene, "x": 0.0, "y": 0.0})


def test_who_hears_is_asked_again_for_another_place(table: Any) -> None:
    """It is remembered for a second by what `about` says."""
    kind, scene = EVENTS["ping.show"], table.things["scene"]

    def about(x: float) -> str:
        return kind(table.lead.viewer, decode(kind.Input, {"scene": scene, "x": x, "y": 0.0})).about()

    assert about(0.0) == about(20.0) != about(700.0)
