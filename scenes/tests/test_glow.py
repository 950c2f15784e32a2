"""What players are told of light: where it falls of what they see, whoever carries it, and nothing of flames out of view."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely

from scenes.sight import glow
from scenes.tests.dungeon import dig
from scenes.vision.areas import from_rings

pytestmark = pytest.mark.django_db


def test_it_works(table: Any, ben: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    dungeon = dig(table, ben)
    lead, seat, scene, goblin = table.lead, table.seat(ben), dungeon.scene, str(dungeon.goblin.pk)

    def told() -> dict[str, Any]:
        table.is_level()
        sight: dict[str, Any] = seat.things("sight")[0]
        seen = shapely.buffer(from_rings(sight["visible"]), 2)
        for area in [flame["area"] for flame in sight["glow"]] + [sight["lit"]]:
            assert shapely.difference(from_rings(area), seen).is_empty, "nothing is told of what is out of view"
        return sight

    lead.does("scene.update", scene=scene, darkness=0.8)
    lead.does("token.move", token=dungeon.mira, x=560.0, y=350.0)
    assert (told()["glow"], told()["lit"]) == ([], []), "all that burns, burns behind the closed door"

    # A light beside her ends at the wall, and follows what is done to it.
    torch = str(lead.does("light.create", scene=scene, x=500.0, y=350.0, bright=10.0, dim=20.0).made[0].pk)
    (flame,) = told()["glow"]
    assert [flame[name] for name in ("x", "y", "bright", "dim", "colour")] == [500, 350, 140, 280, "#f2b44b"]
    x0, _y0, x1, _y1 = from_rings(flame["area"]).bounds
    assert x0 < 300 and x1 <= 700
    lead.does("light.update", light=torch, colour="#00ff00")
    assert told()["glow"][0]["colour"] == "#00ff00"
    lead.does("light.delete", light=torch)
    assert told()["glow"] == []

    # Another's torch: its numbers stay with who leads, its light is seen.
    carried = {"light_bright": 10.0, "light_dim": 30.0, "light_colour": "#12ab34"}
    lead.does("token.update", token=goblin, **carried)
    assert "#12ab34" not in json.dumps(seat.state)
    lead.does("door.open", door=str(dungeon.door.pk), open=True)
    flames = {flame["colour"]: flame for flame in told()["glow"]}
    assert flames["#12ab34"]["x"] == 910
    assert shapely.intersects_xy(from_rings(flames["#12ab34"]["area"]), [960, 1000], 350).tolist() == [True, False], (
        "a secret door is a wall"
    )
    assert "light_dim" not in next(token for token in seat.things("token") if token["id"] == goblin)

    # She steps aside: what it lights in the doorway is in view, the flame is not.
    seat.does("token.move", token=dungeon.mira, x=560.0, y=420.0)
    lead.does("token.move", token=goblin, x=910.0, y=700.0)
    lead.does("token.update", token=goblin, light_dim=60.0)
    seen = told()
    assert seen["glow"] == [] and from_rings(seen["lit"]).area > 0
    assert "#12ab34" not in json.dumps(seat.state)
    lead.does("token.hide", token=goblin, hidden=True)
    assert from_rings(told()["lit"]).area < from_rings(seen["lit"]).area, "what is hidden does not shine"
    lead.does("token.hide", token=goblin, hidden=False)

    # By day shadows are left out where nobody's view ends at walls: they would draw them.
    lead.does("scene.update", scene=scene, vision="none", fog=False, darkness=0.0)
    sight = seat.things("sight")[0]
    assert [flame["area"] for flame in sight["glow"]] == [None, None] and sight["lit"] == []
    lead.does("token.update", token=goblin, light_colour="#ff0000")
    assert "#ff0000" in {flame["colour"] for flame in seat.things("sight")[0]["glow"]}
    table.is_level()

    monkeypatch.setattr(glow, "MOST_FLAMES", 1)
    lead.does("scene.update", scene=scene, vision="party", darkness=0.8)
    assert len(told()["glow"]) <= 1
