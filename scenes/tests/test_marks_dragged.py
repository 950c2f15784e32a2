"""Areas and drawings under somebody's hand are seen on their way by those who see them, where the way is known to them."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.rules import require
from config.api.errors import Forbidden, NotFound
from config.api.inputs import decode
from rooms.live import EVENTS
from rooms.live.perform import refreshed

pytestmark = pytest.mark.django_db


def hearing(seat: Any, type: str, **data: Any) -> tuple[frozenset[str], tuple[str, ...], dict[str, Any]]:
    """Who hears of it, what a drop ends, and what they hear."""
    kind = EVENTS[type]
    event = kind(refreshed(seat.viewer), decode(kind.Input, data))
    row = event.target(event.who)
    require(event.who, kind.permission, row)
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    keys = event.hearers(row, event.keys(row))
    assert before == {name: getattr(row, name) for name in before}, "nothing is moved by it"
    return keys, (event.about(),), event.passes(row)


def test_it_works(table: Any, ben: Any, cleo: Any) -> None:
    """Players know what lies left of x = 500."""
    scene, lead, his, hers = table.things["scene"], table.lead, table.seat(ben), table.seat(cleo)
    lead.does("scene.update", scene=scene, fog=True)
    square = {"kind": "rect", "points": [[-200.0, -200.0], [500.0, 500.0]], "walls": False}
    lead.does("fog.paint", scene=scene, mode="reveal", **square)
    area = str(his.does("area.create", scene=scene, shape="circle", size=5.0, x=100.0, y=100.0).made[0].pk)
    line = {"kind": "line", "points": [[100.0, 100.0], [200.0, 100.0]]}
    drawing = str(his.does("drawing.create", scene=scene, **line).made[0].pk)

    keys, about, said = hearing(his, "area.drag", area=area, x=200.0, y=200.0)
    assert keys == {"gm", "open"} and said["user"] == ben.pk and (said["x"], said["y"]) == (200.0, 200.0)
    move = EVENTS["area.move"]
    assert move(lead.viewer, decode(move.Input, {"area": area, "x": 0.0, "y": 0.0})).ends() == about
    assert hearing(his, "area.drag", area=area, x=1500.0, y=200.0)[0] == {"gm"}, "nobody is shown a place beyond"
    assert hearing(his, "drawing.drag", drawing=drawing, dx=50.0, dy=0.0)[0] == {"gm", "open"}
    assert hearing(his, "drawing.drag", drawing=drawing, dx=1500.0, dy=0.0)[0] == {"gm"}

    with pytest.raises(Forbidden):
        hearing(hers, "area.drag", area=area, x=0.0, y=0.0)
    secret = str(lead.does("drawing.create", scene=scene, hidden=True, **line).made[0].pk)
    assert hearing(lead, "drawing.drag", drawing=secret, dx=5.0, dy=0.0)[0] == {"gm"}
    with pytest.raises(NotFound):
        hearing(his, "drawing.drag", drawing=secret, dx=5.0, dy=0.0)
