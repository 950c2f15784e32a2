"""Ways over the table, and where walls stop them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scenes.vision.barriers import BOTH, Barriers, Points, cross

Point = tuple[float, float]
MOST_SAMPLES = 64


class Way(NamedTuple):
    """How far one gets: `reached` is the end when `free`, else where the first wall stands; `leg` counts from 0."""

    free: bool
    reached: Point
    leg: int


def way(barriers: Barriers, path: Sequence[Point]) -> Way:
    """Walks the straight legs between the points of `path`.

    Touching a wall counts as meeting it, or one would slip through where two walls meet; only brushing past a wall's
    free end does not, and neither does walking along it or away from it.
    """
    for leg, (a, b) in enumerate(zip(path[:-1], path[1:], strict=True)):
        stop = _first_stop(barriers, a, b)
        if stop is not None:
            return Way(False, stop, leg)
    return Way(True, (path[-1][0], path[-1][1]), max(len(path) - 2, 0))


def _first_stop(barriers: Barriers, a: Point, b: Point) -> Point | None:
    if a == b:
        return None
    box = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    near = barriers.within(box)
    step = np.array([[b[0] - a[0], b[1] - a[1]]])
    if near.side.any():
        # A one-way wall stops only who comes from its side, which is where a step over it begins.
        turned = cross(near.end - near.start, np.array([a]) - near.start)
        near = near[(near.side == BOTH) | (np.sign(turned) == near.side)]
    if not len(near):
        return None
    walls = near.end - near.start
    between = near.start - np.array([a])
    turned = cross(np.broadcast_to(step, walls.shape), walls)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = cross(between, walls) / turned
        along = cross(between, np.broadcast_to(step, walls.shape)) / turned
    meets = (at > 1e-9) & (at <= 1.0 + 1e-9) & (along >= -1e-9) & (along <= 1.0 + 1e-9)
    brushes = meets & (at < 1.0 - 1e-9) & ((along < 1e-9) | (along > 1.0 - 1e-9))
    for index in np.flatnonzero(brushes):
        corner = near.start[index] if along[index] < 0.5 else near.end[index]
        meets[index] = _walls_at(near, corner) > 1
    if not meets.any():
        return None
    first = float(at[meets].min())
    return (a[0] + first * float(step[0, 0]), a[1] + first * float(step[0, 1]))


def _walls_at(barriers: Barriers, corner: Points) -> int:
    return int((np.all(barriers.start == corner, axis=1) | np.all(barriers.end == corner, axis=1)).sum())


def samples(path: Sequence[Point], step: float) -> list[Point]:
    """Points along the path about `step` apart, its corners and end among them; at most 64 besides the corners."""
    legs = list(zip(path[:-1], path[1:], strict=True))
    length = sum(float(np.hypot(b[0] - a[0], b[1] - a[1])) for a, b in legs)
    step = max(step, length / MOST_SAMPLES, 1e-6)
    found = [(float(path[0][0]), float(path[0][1]))]
    for a, b in legs:
        pieces = max(1, round(float(np.hypot(b[0] - a[0], b[1] - a[1])) / step))
        found += [(a[0] + (b[0] - a[0]) * i / pieces, a[1] + (b[1] - a[1]) * i / pieces) for i in range(1, pieces + 1)]
    return found
