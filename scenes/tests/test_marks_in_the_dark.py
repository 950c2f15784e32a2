"""Areas, drawings, notes and what points lie under the fog like everything else: only who knows the place is told."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import NotFound
from scenes.vision import Mask


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


def test_a_long_stroke_costs_few_questions(foggy: Any, ben: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody may draw 2,000 of them, and all are looked at when a door opens."""
    his, asked = foggy.seat(ben), []
    zigzag = [[290.0 + 4.0 * at, 900.0 if at % 2 else 310.0] for at in range(999)]
    whether = Mask.any
    monkeypatch.setattr(Mask, "any", lambda mask, *box: asked.append(box) or whether(mask, *box))
    corner = [[290.0, 900.0], [900.0, 290.0]]
    for points, seen in (([*zigzag, [900.0, 290.0]], False), ([[295.0, 900.0], [295.0, 200.0]], True), (corner, False)):
        asked.clear()
        given = {"scene": foggy.things["scene"], "kind": "freehand", "points": points}
        id = str(his.does("drawing.create", width=2.0, **given).made[0].pk)
        assert (id in his.state["things"]["drawing"]) is seen
        assert len(asked) <= 4
