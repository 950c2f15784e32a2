"""Whatever changes what is seen: everybody's fold stays equal to a fresh snapshot, in each way of seeing, by an undo too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from rooms.live.testing import Seat
from rooms.viewer import Viewer

pytestmark = pytest.mark.django_db

NOT_UNDONE = ("token.delete", "fog.reset", "scene.activate")
"""What takes more than itself with it, or is tried with another story."""


def walls(*lines: tuple[float, float, float, float, str]) -> list[dict[str, Any]]:
    return [dict(zip(("x1", "y1", "x2", "y2", "kind"), line, strict=True)) for line in lines]


def evening(table: Any, ben: Any, cleo: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Commands of the game master, each with what it needs of those before."""
    scene, mira = table.things["scene"], table.things["token"]
    made = table.lead.does
    yield "token.own", {"token": mira, "users": [str(ben.pk)]}
    yield "token.update", {"token": mira, "has_sight": True, "darkvision": 10.0}
    other = made("token.create", scene=scene, name="Orla", x=1200.0, y=350.0).made[0]
    yield "token.own", {"token": str(other.pk), "users": [str(cleo.pk)]}
    yield "token.update", {"token": str(other.pk), "has_sight": True, "sight_range": 40.0, "sight_angle": 120.0}
    goblin = made("token.create", scene=scene, name="Goblin", x=900.0, y=350.0).made[0]
    made("encounter.add", encounter=table.things["encounter"], combatants=[{"token": str(goblin.pk)}])
    hall = made(
        "wall.create",
        scene=scene,
        walls=walls(
            (700, -3000, 700, 315, "wall"),
            (700, 315, 700, 385, "door"),
            (700, 385, 700, 3000, "wall"),
            (600, 500, 680, 500, "terrain"),
            (980, 300, 980, 400, "window"),
            (1050, 300, 1050, 400, "secret"),
        ),
    ).made
    yield "token.move", {"token": mira, "x": 630.0, "y": 350.0}
    yield "door.open", {"door": str(hall[1].pk), "open": True}
    yield "token.move", {"token": str(goblin.pk), "x": 840.0, "y": 700.0}
    yield "token.move", {"token": str(goblin.pk), "x": 840.0, "y": 350.0}
    yield "scene.update", {"scene": scene, "darkness": 0.8}
    yield "light.create", {"scene": scene, "x": 860.0, "y": 360.0, "bright": 10.0, "dim": 20.0}
    yield "light.move", {"light": table.things["light"], "x": 500.0, "y": 350.0}
    yield "light.update", {"light": table.things["light"], "on": False}
    yield "token.update", {"token": mira, "light_bright": 20.0, "light_dim": 40.0}
    yield "token.move", {"token": mira, "x": 560.0, "y": 420.0}
    yield "wall.move", {"walls": [{"wall": str(hall[3].pk), "x1": 500.0, "y1": 450.0, "x2": 680.0, "y2": 450.0}]}
    yield "wall.update", {"walls": [str(hall[3].pk)], "kind": "wall", "direction": "left"}
    yield "wall.split", {"wall": str(hall[0].pk), "x": 700.0, "y": 0.0}
    yield "door.lock", {"door": str(hall[1].pk), "locked": True}
    yield "fog.paint", {"scene": scene, "mode": "hide", "kind": "circle", "points": [[560.0, 420.0]], "radius": 50.0}
    brush = {"mode": "reveal", "kind": "brush", "points": [[1300.0, 100.0], [1400.0, 100.0]], "radius": 80.0}
    yield "fog.paint", {"scene": scene, **brush, "walls": True}
    yield "token.hide", {"token": mira, "hidden": True}
    yield "token.hide", {"token": mira, "hidden": False}
    yield "map.update", {"placed_map": table.things["placed_map"], "hidden": True}
    yield "scene.update", {"scene": scene, "grid": {"size": 100.0}}
    yield "wall.delete", {"walls": [str(wall.pk) for wall in hall[:3]]}
    yield "fog.reset", {"scene": scene, "explored": True}
    yield "light.delete", {"light": table.things["light"]}
    yield "token.delete", {"token": str(other.pk)}
    yield "scene.update", {"scene": scene, "vision": "none", "fog": True}
    yield "fog.paint", {"scene": scene, "mode": "reveal", "kind": "rect", "points": [[300.0, 300.0], [700.0, 700.0]]}
    yield "token.move", {"token": str(goblin.pk), "x": 500.0, "y": 500.0}
    yield "token.move", {"token": str(goblin.pk), "x": 900.0, "y": 500.0}
    yield "scene.activate", {"scene": table.things["other_scene"]}
    yield "scene.activate", {"scene": scene}


@pytest.mark.parametrize("vision", ["party", "own"])
def test_it_works(table: Any, ben: Any, cleo: Any, vision: str) -> None:
    """Ben's and Cleo's, who look on, and a screen that looks through Ben's eyes."""
    lead = table.lead
    lead.does("scene.update", scene=table.things["scene"], vision=vision)
    for user in (ben, cleo):
        table.seat(user)
    table.seats["through Ben"] = Seat(table, Viewer.display(table.room, eyes=ben.pk))
    table.display()
    for type, data in evening(table, ben, cleo):
        done = lead.does(type, **data)
        if vision == "own" and type not in NOT_UNDONE:
            lead.does("history.undo", seq=done.seq)
            lead.does("history.redo")
        table.is_level()
