"""A map that came with walls, doors and lights brings them into the scene, where and how it lies."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.models import Light, Scene, Wall
from scenes.testing import a_map

STRUCTURE = {
    "walls": [[0.0, 0.0, 140.0, 0.0]],
    "object_walls": [[70.0, 70.0, 140.0, 70.0], [140.0, 70.0, 140.0, 140.0], [140.0, 140.0, 70.0, 70.0]],
    "doors": [{"x1": 0.0, "y1": 70.0, "x2": 0.0, "y2": 140.0, "closed": True, "freestanding": False}],
    "lights": [{"x": 70.0, "y": 70.0, "range": 280.0, "intensity": 1.0, "color": "#eccd8b", "alpha": 0.5, "shadows": True}],
    "ambient": "#202433",
}  # fmt: skip


@pytest.fixture
def keep(ada: Any) -> Any:
    made = a_map(ada, name="Keep", width=280, height=140)
    made.structure = STRUCTURE
    made.save()
    return made


@pytest.fixture
def scene(table: Any) -> str:
    return str(table.lead.does("scene.create", name="Keep").made[0].pk)


def lines(scene: str) -> dict[str, list[tuple[float, ...]]]:
    found: dict[str, list[tuple[float, ...]]] = {}
    for wall in Wall.objects.filter(scene=scene).order_by("created_at"):
        found.setdefault(wall.kind, []).append((wall.x1, wall.y1, wall.x2, wall.y2))
    return found


def test_it_works(table: Any, keep: Any, scene: str) -> None:
    """Twice as large, so that a cell is 140 px; turned by a quarter about its middle, which stays at 380, 340."""
    table.lead.does("map.place", scene=scene, map=str(keep.pk), x=100.0, y=200.0, scale=2.0, rotation=90.0)

    assert lines(scene) == {
        "wall": [(520.0, 60.0, 520.0, 340.0)],
        "terrain": [(380.0, 200.0, 380.0, 340.0), (380.0, 340.0, 240.0, 340.0), (240.0, 340.0, 380.0, 200.0)],
        "door": [(380.0, 60.0, 240.0, 60.0)],
    }
    [light] = Light.objects.filter(scene=scene)
    assert (light.x, light.y, light.dim, light.bright, light.rotation) == (380.0, 200.0, 20.0, 10.0, 90.0)
    assert (light.colour, light.alpha) == ("#eccd8b", 0.5)
    assert Scene.objects.get(pk=scene).darkness == 0.86
    table.is_level()


def test_undo_takes_all_of_it_back(table: Any, keep: Any, scene: str) -> None:
    table.lead.does("map.place", scene=scene, map=str(keep.pk))
    table.lead.does("history.undo")
    found = Scene.objects.get(pk=scene)
    assert (found.placed_maps.count(), found.walls.count(), found.lights.count()) == (0, 0, 0)
    assert (found.darkness, found.grid_size) == (0.0, 100.0)
    table.lead.does("history.redo")
    assert (found.placed_maps.count(), found.walls.count(), found.lights.count()) == (1, 5, 1)
    table.is_level()


def test_a_second_map_brings_none_unless_asked(table: Any, keep: Any, scene: str) -> None:
    for wanted, walls in (({}, 5), ({}, 5), ({"structure": True}, 10), ({"structure": False}, 10)):
        table.lead.does("map.place", scene=scene, map=str(keep.pk), **wanted)
        assert Wall.objects.filter(scene=scene).count() == walls
    assert Scene.objects.get(pk=scene).placed_maps.count() == 4


def test_players_hear_nothing_of_walls(table: Any, keep: Any, ben: Any) -> None:
    """On the table itself: the map is hidden, and its walls are for those who lead."""
    before = len(table.seat(ben).heard)
    table.lead.does("map.place", scene=table.things["scene"], map=str(keep.pk), structure=True)
    heard = b"".join(table.seat(ben).heard[before:])
    assert b'"wall"' not in heard
    assert keep.name.encode() not in heard
    table.is_level()
