"""What is lit, and what eyes see of it by day and in the dark."""

from __future__ import annotations

import pytest
import shapely

from scenes.vision import Barriers, Eye, Lamp, Segment, lit, seen_by

WALL = Barriers.of([Segment(100, -500, 100, 500)])
NONE = Barriers.of([])
FIELD = (-500.0, -500.0, 500.0, 500.0)


def test_it_works() -> None:
    light = lit([Lamp(0, 0, bright=150, dim=300)], WALL)
    assert [light.level(x, 0) for x in (50, -200, -400, 120)] == ["bright", "dim", "dark", "dark"]
    assert light.dim.contains(light.bright.buffer(-1))


def test_a_light_that_walls_do_not_stop_shines_through() -> None:
    assert lit([Lamp(0, 0, 150, 300, walls=False)], WALL).level(120, 0) == "bright"


def test_two_lights_are_bright_where_either_is() -> None:
    light = lit([Lamp(0, 0, 50, 100), Lamp(80, 0, 50, 100)], NONE)
    assert light.level(100, 0) == "bright" and light.level(-80, 0) == "dim"


def test_in_the_dark_one_sees_what_is_lit_and_within_darkvision() -> None:
    far_fire = lit([Lamp(-300, 0, 50, 100)], NONE)
    seen = seen_by([Eye(0, 0, darkvision=60)], NONE, FIELD, far_fire)
    assert [seen.contains(shapely.Point(x, 0)) for x in (50, 150, -250, -450)] == [True, False, True, False]
    by_day = seen_by([Eye(0, 0, darkvision=60)], NONE, FIELD, None)
    assert by_day.area == pytest.approx(1_000_000)


def test_reach_bounds_what_is_seen_by_any_light() -> None:
    seen = seen_by([Eye(0, 0, reach=100, darkvision=1000)], NONE, FIELD, lit([Lamp(-300, 0, 50, 100)], NONE))
    assert seen.contains(shapely.Point(90, 0)) and not seen.contains(shapely.Point(-290, 0))


def test_what_was_worked_out_is_remembered_for_each_lamp_and_eye() -> None:
    lamps, eyes = {}, {}
    light = lit([Lamp(0, 0, 50, 100)], WALL, known=lamps)
    seen_by([Eye(0, 0), Eye(10, 10)], WALL, FIELD, light, known=eyes)
    assert len(lamps) == 1 and len(eyes) == 2
