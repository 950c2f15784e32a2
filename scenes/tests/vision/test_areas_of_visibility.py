"""What is seen from a point, against published cases and against rays that ask each wall."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from scenes.vision import Barriers, Segment, ring_seen
from scenes.vision.areas import area_of
from scenes.vision.barriers import LEFT, RIGHT

CASES = json.loads((Path(__file__).parents[1] / "cases" / "line_of_sight.json").read_text())
FIELD = (-1000.0, -1000.0, 1000.0, 1000.0)


def seen(walls: list[Segment], x: float = 0, y: float = 0, **how: Any) -> Any:
    return area_of(ring_seen(Barriers.of(walls), x, y, bounds=how.pop("bounds", FIELD), **how))


def by_rays(walls: list[Segment], x: float, y: float, radius: float, rays: int = 20_000) -> float:
    """The area by asking every wall about each of many directions."""
    turn = (np.arange(rays) + 0.5) / rays * 2 * np.pi
    dx, dy, far = np.cos(turn), np.sin(turn), np.full(rays, radius)
    for wall in walls:
        sx, sy, ex, ey = wall.x1 - x, wall.y1 - y, wall.x2 - wall.x1, wall.y2 - wall.y1
        at = (sx * ey - sy * ex) / (dx * ey - dy * ex)
        along = ((dx * at - sx) * ex + (dy * at - sy) * ey) / (ex * ex + ey * ey)
        far = np.where((at > 0) & (along >= 0) & (along <= 1) & (at < far), at, far)
    return float((far**2).sum() * np.pi / rays)


@pytest.mark.parametrize("case", CASES, ids=[case["desc"] for case in CASES])
def test_it_works(case: dict[str, Any]) -> None:
    walls = [Segment(*one, *other) for one, other in case["segments"]]
    found = seen(walls, *case["viewer"])
    assert found.area == pytest.approx(case["area"], rel=0.005)
    assert shapely.get_coordinates(found).shape[0] - 1 == len(case["polygon_vertices"])


@pytest.mark.parametrize("seed", range(6))
def test_walls_that_cross_and_touch_agree_with_rays(seed: int) -> None:
    chance = random.Random(seed)
    walls = []
    for _wall in range(150):
        x, y, turn, length = (chance.uniform(a, b) for a, b in ((-900, 900), (-900, 900), (0, 6.283), (30, 300)))
        walls.append(Segment(x, y, x + length * np.cos(turn), y + length * np.sin(turn)))
    here = [wall for wall in walls if not (abs(wall.x1) < 20 and abs(wall.y1) < 20)]
    assert seen(here, radius=840).area == pytest.approx(by_rays(here, 0, 0, 840), rel=0.005)


def test_a_grid_of_walls_seen_from_a_corner_of_it_stays_valid() -> None:
    walls = [Segment(x, -500, x, 500) for x in range(-500, 501, 100)]
    walls += [Segment(-500, y, 500, y) for y in range(-500, 501, 100)]
    assert seen(walls, 50, 50).area == pytest.approx(100 * 100)
    on_a_crossing = seen(walls, 100, 100)
    assert on_a_crossing.is_valid and on_a_crossing.area == pytest.approx(4 * 100 * 100)


def test_a_radius_is_a_circle_and_a_cone_a_piece_of_it() -> None:
    circle = seen([], radius=840)
    assert circle.area == pytest.approx(np.pi * 840**2, rel=0.001)
    cone = seen([], radius=840, angle=90, rotation=90)
    assert cone.area == pytest.approx(circle.area / 4, rel=0.001)
    assert cone.contains(shapely.Point(500, 0)) and not cone.contains(shapely.Point(0, -500))
    assert seen([], radius=840, angle=90).contains(shapely.Point(0, -500)), "unturned one looks up"
    assert seen([], radius=0).is_empty and seen([], radius=100, angle=0).is_empty


def test_a_thicket_is_looked_through_once() -> None:
    thicket = [Segment(100, -50, 100, 50, limited=True), Segment(200, -100, 200, 100, limited=True)]
    through = seen(thicket, bounds=(-10, -10, 300, 10))
    assert through.contains(shapely.Point(150, 0)) and not through.contains(shapely.Point(250, 0))
    behind_stone = seen([*thicket, Segment(150, -60, 150, 60)], bounds=(-10, -10, 300, 10))
    assert behind_stone.contains(shapely.Point(140, 0)) and not behind_stone.contains(shapely.Point(160, 0))


def test_a_one_way_wall_hides_from_one_side_only() -> None:
    """It runs east; on the screen its right hand is south."""
    for side, hidden_from in ((RIGHT, 10), (LEFT, -10)):
        wall = [Segment(-50, 0, 50, 0, side=side)]
        beyond = shapely.Point(0, -hidden_from)
        assert not seen(wall, 0, hidden_from, bounds=(-50, -50, 50, 50)).contains(beyond)
        assert seen(wall, 0, -hidden_from, bounds=(-50, -50, 50, 50)).contains(shapely.Point(0, hidden_from))


def test_who_stands_outside_the_bounds_or_on_a_wall_still_sees() -> None:
    assert seen([], 5000, 0).contains(shapely.Point(0, 0))
    assert seen([Segment(-100, 0, 100, 0)], 0, 0).area == pytest.approx(4_000_000)


def test_a_tangle_beyond_all_measure_ends() -> None:
    """2,000 walls that all cross each other: two million crossings are not all cut."""
    walls = [Segment(-500, i, 500, 2000 - i) for i in range(2000)]
    assert len(Barriers.of(walls)) < 1_000_000
