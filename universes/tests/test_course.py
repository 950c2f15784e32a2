"""What a story makes of its parameters between its points: pure."""

from __future__ import annotations

from typing import Any

import pytest

from universes.course import SCALES, Point, differs, end_of, parameters_at

BEFORE: dict[str, dict[str, Any]] = {
    "physics": {"gravity": 10.0, "fluid_density": None, "substeps": 8, "boundary": "none"},
    "music": {"tempo": 120.0, "scale": "major", "intensity": 0.5, "register": 0.0},
}
STORY = [
    Point(0, {"music": {"tempo": 60.0, "scale": "dorian"}}),
    Point(20, {"physics": {"gravity": 0.0, "substeps": 16, "fluid_density": 1000.0}}),
    Point(40, {"physics": {"boundary": "wall"}, "music": {"tempo": 240.0, "scale": "lydian"}}),
]


def at(second: float, began: float = 0.0, points: Any = STORY) -> dict[str, Any]:
    found = parameters_at(points, second, began, BEFORE)
    return {**found["physics"], **found["music"]}


def test_numbers_go_smoothly_and_choices_turn_at_their_point() -> None:
    half = at(20)
    assert half["tempo"] == 120.0, "tempo by ratios: half way from 60 to 240"
    assert (half["scale"], at(39.99)["scale"], at(40)["scale"]) == ("dorian", "dorian", "lydian")
    assert at(10)["gravity"] == 5.0, "in equal steps from what it was before"
    assert (at(10)["substeps"], at(10)["fluid_density"], half["fluid_density"]) == (12, None, 1000.0)
    assert at(30)["gravity"] == at(400)["gravity"] == 0.0, "stays at the last"
    assert (at(0)["boundary"], at(40)["boundary"]) == ("none", "wall")
    assert "intensity" not in half, "of what no point names the story says nothing"
    assert end_of(STORY) == 40.0 and end_of([]) == 0.0


def test_it_is_the_same_wherever_one_comes_in() -> None:
    assert at(30, began=30)["tempo"] == at(30)["tempo"], "what points said before is so"
    assert at(30, began=30)["gravity"] == 0.0
    started = at(15, began=15)
    assert started["gravity"] == BEFORE["physics"]["gravity"], "and what none has named yet sets out from what it was"
    assert at(17.5, began=15)["gravity"] == 5.0


def test_points_of_one_second_and_none_at_all() -> None:
    twice = [Point(5, {"music": {"tempo": 80.0}}), Point(5, {"music": {"tempo": 90.0}})]
    assert at(5, points=twice)["tempo"] == 90.0
    assert at(9, points=[]) == {}
    assert at(9, points=[Point(5, {})]) == {}


def test_which_numbers_are_told_by_ratios() -> None:
    ratios = {name for (_group, name), scale in SCALES.items() if scale.ratio}
    assert ratios == {"tempo", "base_frequency", "time_scale", "time_step", "softening", "width", "height"}
    assert {name for (_group, name), scale in SCALES.items() if scale.whole} == {"substeps", "iterations"}
    assert not SCALES["music", "register"].ratio, "semitones are ratios already"
    assert not SCALES["music", "width"].ratio and SCALES["physics", "width"].ratio


@pytest.mark.parametrize("second", [0, 7, 20, 33.3, 40, 1e6])
def test_what_is_told_is_no_longer_other(second: float) -> None:
    wanted = parameters_at(STORY, second, 0, BEFORE)
    now = {group: {**BEFORE[group], **wanted[group]} for group in BEFORE}
    assert not differs(now, wanted)
    assert differs(now, {"physics": {}, "music": {"tempo": 1.0}})
