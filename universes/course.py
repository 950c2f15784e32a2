"""The course of a story: what its points make of the parameters at any second. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from universes.composer.parameters import ROWS as MUSIC
from universes.physics.parameters import ROWS as PHYSICS

Group = dict[str, Any]
Groups = Mapping[str, Mapping[str, Any]]
GROUPS = ("physics", "music")


class Point(Struct, frozen=True):
    """From second `at` on the parameters in `changes` {physics, music} are so."""

    at: float
    changes: Groups


class Scale(Struct, frozen=True):
    """How a number is crossed: `ratio` in equal factors (as tempo and pitch are heard), else in equal steps; `whole`
    numbers are rounded.
    """

    ratio: bool
    whole: bool


def _scales() -> dict[tuple[str, str], Scale]:
    """What the tables call a number. One with a unit that never reaches zero is a quantity of which ratios are told."""
    found: dict[tuple[str, str], Scale] = {}
    for row in PHYSICS:
        if row.minimum is not None:
            found["physics", row.name] = Scale(bool(row.unit) and row.minimum > 0, row.whole)
    for music in MUSIC.values():
        if music.least is not None:
            found["music", music.name] = Scale(bool(music.unit) and music.least > 0, False)
    return found


SCALES = _scales()


def parameters_at(points: Iterable[Point], second: float, began: float, before: Groups) -> dict[str, Group]:
    """{physics, music}: every parameter that a point names, as it is at `second` of a story told from second `began` on.

    Each goes from one point that names it to the next, and stays at the last. One that no point has named by `began` sets
    out there from what it was `before`. Points of the same second count in the order in which they come.
    """
    marks: dict[tuple[str, str], dict[float, Any]] = {}
    for point in sorted(points, key=lambda point: point.at):
        for group in GROUPS:
            for name, value in point.changes.get(group, {}).items():
                marks.setdefault((group, name), {})[point.at] = value
    found: dict[str, Group] = {group: {} for group in GROUPS}
    for (group, name), course in marks.items():
        if min(course) > began and name in before.get(group, {}):
            course = {began: before[group][name], **course}
        times = list(course)
        if (last := bisect_right(times, second) - 1) < 0:
            continue
        here, there = times[last], times[min(last + 1, len(times) - 1)]
        share = (second - here) / (there - here) if there > here else 0.0
        found[group][name] = between(SCALES.get((group, name)), course[here], course[there], share)
    return found


def between(scale: Scale | None, one: Any, other: Any, share: float) -> Any:
    """What lies at `share` (0 to under 1) of the way from `one` to `other`. What is no number, or is off, turns at the end
    of the way. Six digits: nobody hears more, and the log keeps every one.
    """
    if scale is None or share <= 0 or one is None or other is None or one == other:
        return one
    value = one * (other / one) ** share if scale.ratio else one + (other - one) * share
    return round(value) if scale.whole else float(f"{value:.6g}")


def end_of(points: Iterable[Point]) -> float:
    """The second of the last point; 0 of a story that has none."""
    return max((point.at for point in points), default=0.0)


def differs(now: Groups, wanted: Groups) -> bool:
    """Whether the parameters `now` are not yet as `wanted`, which names some of them."""
    plain = msgspec.to_builtins(wanted)
    return any(now[group].get(name) != value for group in GROUPS for name, value in plain.get(group, {}).items())
