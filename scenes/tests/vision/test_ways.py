"""Ways that walls stop."""

from __future__ import annotations

import pytest

from scenes.vision import Barriers, Segment, samples, way
from scenes.vision.barriers import RIGHT

HALL = Barriers.of([Segment(100, 0, 100, 100), Segment(100, 100, 200, 100)], crossings=False)


def test_it_works() -> None:
    assert way(HALL, [(50, 50), (90, 50)]).free
    stopped = way(HALL, [(50, 50), (50, 80), (150, 80)])
    assert (stopped.free, stopped.leg) == (False, 1) and stopped.reached == pytest.approx((100, 80))


def test_nobody_slips_through_a_corner_but_one_brushes_past_a_free_end() -> None:
    assert not way(HALL, [(50, 150), (150, 50)]).free, "where two walls meet"
    assert way(HALL, [(50, 50), (150, -50)]).free, "past the end of one"
    assert not way(HALL, [(50, 50), (100, 0)]).free, "but not onto it"


def test_along_a_wall_and_away_from_one_is_free() -> None:
    assert way(HALL, [(100, 20), (100, 80)]).free
    assert way(HALL, [(100, 50), (50, 50)]).free


def test_a_one_way_wall_stops_from_its_side_only() -> None:
    """It runs east and stops who comes from its right hand, the south."""
    ledge = Barriers.of([Segment(0, 0, 100, 0, side=RIGHT)], crossings=False)
    assert not way(ledge, [(50, 10), (50, -10)]).free
    assert way(ledge, [(50, -10), (50, 10)]).free


def test_samples_are_about_a_step_apart_and_bounded() -> None:
    points = samples([(0, 0), (100, 0), (100, 50)], 25)
    assert points[0] == (0, 0) and points[-1] == (100, 50) and (100, 0) in points and len(points) == 7
    assert len(samples([(0, 0), (1_000_000, 0)], 1)) <= 66
