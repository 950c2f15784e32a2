"""Drawings: anybody who plays draws and changes their own; hidden and locked ones are for those who lead."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid, NotFound
from scenes.models import Drawing, drawing

STROKE: dict[str, Any] = {"kind": "freehand", "points": [[100.0, 100.0], [130.5, 110.0], [180.0, 150.0]]}


def test_a_drawing_at_the_table(table: Any, ben: Any, cleo: Any) -> None:
    scene, his, hers = table.things["scene"], table.seat(ben), table.seat(cleo)
    id = str(his.does("drawing.create", scene=scene, **STROKE, stroke="#5ec2b0").made[0].pk)
    seen = hers.state["things"]["drawing"][id]
    assert (seen["points"], seen["stroke"], seen["user"]) == (STROKE["points"], "#5ec2b0", str(ben.pk))
    assert "hidden" not in seen
    his.does("drawing.update", drawing=id, points=[[0.0, 0.0], [9.0, 9.0]], width=12.0)
    assert hers.state["things"]["drawing"][id]["points"] == [[0, 0], [9, 9]]
    with pytest.raises(Forbidden):
        hers.does("drawing.delete", drawing=id)
    his.does("history.undo")
    assert hers.state["things"]["drawing"][id]["points"] == STROKE["points"]
    table.lead.does("drawing.update", drawing=id, locked=True)
    for type, data in (("drawing.update", {"width": 3.0}), ("drawing.delete", {})):
        with pytest.raises(Forbidden):
            his.does(type, drawing=id, **data)
    table.lead.does("drawing.delete", drawing=id)
    assert id not in hers.state["things"]["drawing"]
    table.is_level()


def test_hidden_ones_are_not_there_for_players(table: Any, ben: Any) -> None:
    seat, hidden = table.seat(ben), table.things["hidden_drawing"]
    with pytest.raises(NotFound):
        seat.does("drawing.delete", drawing=hidden)
    table.lead.does("drawing.update", drawing=hidden, hidden=False)
    assert hidden in seat.state["things"]["drawing"]
    table.lead.does("drawing.update", drawing=hidden, hidden=True)
    assert hidden not in seat.state["things"]["drawing"]
    his = str(seat.does("drawing.create", scene=table.things["scene"], **STROKE).made[0].pk)
    for data in ({"hidden": True}, {"locked": True}):
        with pytest.raises(Forbidden):
            seat.does("drawing.update", drawing=his, **data)
    table.is_level()


WRONG: list[dict[str, Any]] = [
    {"points": []},
    {"points": [[0.0, 0.0]] * 1001},
    {"points": [[0.0, 1e7]]},
    {"points": [[0.0]]},
    {"kind": "rect"},
    {"kind": "polygon", "points": [[0.0, 0.0], [1.0, 1.0]]},
    {"kind": "text", "points": [[0.0, 0.0]], "text": "  "},
    {"stroke": "#fff"},
    {"fill": "none"},
    {"width": 0.0},
]


def test_what_cannot_be_drawn_is_refused(table: Any) -> None:
    for wrong in WRONG:
        with pytest.raises(Invalid):
            table.lead.does("drawing.create", scene=table.things["scene"], **{**STROKE, **wrong})


def test_a_scene_holds_only_so_many(table: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(drawing, "MOST_DRAWINGS", Drawing.objects.count())
    with pytest.raises(Invalid):
        table.lead.does("drawing.create", scene=table.things["scene"], **STROKE)
