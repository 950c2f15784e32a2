"""Shapes of fog by hand, in their order, with and without walls."""

from __future__ import annotations

import pytest
import shapely

from scenes.vision import Barriers, Segment, Shape, by_hand

WALL = Barriers.of([Segment(50, -500, 50, 500)])


def test_it_works() -> None:
    room, cellar = Shape("rect", [(0, 0), (100, 100)]).area(), Shape("circle", [(50, 50)], 10).area()
    revealed, hidden = by_hand([("reveal", room), ("hide", cellar)])
    assert revealed.contains(shapely.Point(10, 10)) and not revealed.contains(shapely.Point(50, 50))
    assert hidden.contains(shapely.Point(50, 50))
    again, nothing = by_hand([("reveal", room)], before=(revealed, hidden))
    assert again.area == pytest.approx(10_000) and nothing.is_empty


@pytest.mark.parametrize(
    ("shape", "area"),
    [
        (Shape("rect", [(100, 0), (0, 50)]), 5_000),
        (Shape("polygon", [(0, 0), (100, 0), (100, 100)]), 5_000),
        (Shape("polygon", [(0, 0), (100, 100), (100, 0), (0, 100)]), 5_000),
        (Shape("circle", [(0, 0)], 10), 314),
        (Shape("brush", [(0, 0), (100, 0)], 10), 2_314),
        (Shape("polygon", [(0, 0), (0, 0), (0, 0)]), 0),
    ],
)
def test_each_tool_has_its_area(shape: Shape, area: float) -> None:
    assert shape.area().area == pytest.approx(area, rel=0.01)


def test_cut_by_walls_only_what_is_seen_from_its_middle_remains() -> None:
    assert not Shape("circle", [(0, 0)], 200).cut(WALL).intersects(shapely.box(51, -200, 200, 200))
    assert Shape("circle", [(0, 0)], 200).area().intersects(shapely.box(51, -200, 200, 200))
    assert Shape("rect", [(-100, 0), (60, 50)]).cut(WALL).area == pytest.approx(150 * 50)
    assert Shape("brush", [(0, 0), (40, 0)], 30).cut(WALL).bounds[2] == pytest.approx(50)
