"""Areas, drawings, notes and what points lie under the fog like everything else: only who knows the place is told."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import NotFound


def reveal(table: Any, *corners: list[float]) -> None:
    scene = table.things["scene"]
    table.lead.does("fog.paint", scene=scene, mode="reveal", kind="rect", points=list(corners), walls=False)


@pytest.fixture
def foggy(table: Any, ben: Any) -> Any:
    """Of the scene players know the square from 0 to 300 pixels."""
    table.seat(ben)
    table.lead.does("scene.update", scene=table.things["scene"], fog=True)
    reveal(table, [0.0, 0.0], [300.0, 300.0])
    return table


def test_what_lies_where_one_knows_nothing_is_not_sent(foggy: Any, ben: Any) -> None:
    his, scene = foggy.seat(ben), foggy.things["scene"]
    lead = foggy.lead

    def made(type: str, **data: Any) -> str:
        return str(lead.does(type, scene=scene, **data).made[0].pk)

    far = {"x": 900.0, "y": 900.0}
    # The box around the stroke reaches into the square, the stroke does not.
    around = [[290.0, 900.0], [900.0, 900.0], [900.0, 290.0]]
    dark = {
        "area": made("area.create", shape="circle", size=10.0, **far),
        "drawing": made("drawing.create", kind="freehand", points=around, width=2.0),
        "map_note": made("note.create", title="Beyond", shared="all", **far),
        "named_note": made("note.create", title="Beyond", shared="named", readers=[str(ben.pk)], **far),
    }

    def known() -> set[str]:
        return {kind for kind, id in dark.items() if id in his.state["things"].get(kind, {})}

    assert known() == set()
    assert not any(id.encode() in frame for frame in his.heard for id in dark.values())
    with pytest.raises(NotFound):
        his.does("area.move", area=dark["area"], x=0.0, y=0.0)
    lead.does("area.update", area=dark["area"], size=50.0)
    assert known() == {"area"}
    reveal(foggy, [800.0, 250.0], [1000.0, 400.0])
    assert known() == {"area", "drawing"}
    reveal(foggy, [800.0, 800.0], [1000.0, 1000.0])
    assert known() == set(dark)
    foggy.is_level()
    lead.does("fog.reset", scene=scene, explored=True)
    assert known() == set()
    foggy.is_level()
