"""What stands in the way of one sense: walls as arrays, cut where they cross, ready to be culled around a point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
import shapely

Points = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Indexes = np.ndarray[Any, np.dtype[np.intp]]
Box = tuple[float, float, float, float]

BOTH, RIGHT, LEFT = 0, 1, -1
NEAR_END = 1e-9
AT_ONCE = 500
MOST_CROSSINGS = 50_000
"""Walls in a thicket beyond any map are not cut further: memory stays bounded, areas behind them are less exact."""

SIDES = {"both": BOTH, "right": RIGHT, "left": LEFT}


class Segment(NamedTuple):
    """A straight barrier. `limited`: one of these is looked through, the second stops (thickets, tall grass).
    `side`: BOTH, or the only side from which it stops, as seen by who walks from (x1, y1) to (x2, y2).
    """

    x1: float
    y1: float
    x2: float
    y2: float
    limited: bool = False
    side: int = BOTH


@dataclass(frozen=True, slots=True, eq=False)
class Barriers:
    """`start` and `end` are (n, 2), the rest (n,). No two of them cross, except where they were made to touch: so
    between two directions next to each other the nearest one is one and the same.
    """

    start: Points
    end: Points
    limited: Flags
    side: np.ndarray[Any, np.dtype[np.int8]]

    @classmethod
    def of(cls, segments: Iterable[Segment], *, crossings: bool = True) -> Self:
        """Barriers of `segments`; `crossings` False leaves them whole, for whom it is all the same (ways)."""
        rows = list(segments)
        numbers = np.array([row[:4] for row in rows], dtype=np.float64).reshape(-1, 4)
        limited = np.array([row.limited for row in rows], dtype=bool)
        side = np.array([row.side for row in rows], dtype=np.int8)
        start, end = numbers[:, :2], numbers[:, 2:]
        long = np.any(start != end, axis=1)
        start, end, limited, side = start[long], end[long], limited[long], side[long]
        if crossings and len(start) > 1:
            start, end, parts = _cut_at_crossings(start, end)
            limited, side = limited[parts], side[parts]
        return cls(start, end, limited, side)

    def __len__(self) -> int:
        return len(self.start)

    def within(self, box: Box) -> Self:
        """Those whose bounding box touches `box`. One comparison of arrays beats any tree at the 5,000 of LIMITS."""
        x0, y0, x1, y1 = box
        sx, sy, ex, ey = self.start[:, 0], self.start[:, 1], self.end[:, 0], self.end[:, 1]
        near = (np.minimum(sx, ex) <= x1) & (np.maximum(sx, ex) >= x0)
        near &= (np.minimum(sy, ey) <= y1) & (np.maximum(sy, ey) >= y0)
        return self[near]

    def facing(self, x: float, y: float) -> Self:
        """Those that stop whoever is at (x, y): the ones of both sides, and one-way ones seen from their side."""
        if not self.side.any():
            return self
        ahead = self.end - self.start
        # y grows downward: a positive cross product has the point on the right hand of the wall's direction.
        cross = ahead[:, 0] * (y - self.start[:, 1]) - ahead[:, 1] * (x - self.start[:, 0])
        return self[(self.side == BOTH) | (np.sign(cross) == self.side)]

    def __getitem__(self, chosen: Any) -> Self:
        return type(self)(self.start[chosen], self.end[chosen], self.limited[chosen], self.side[chosen])


def _cut_at_crossings(start: Points, end: Points) -> tuple[Points, Points, Indexes]:
    """The pieces of all segments between their crossings, and of which segment each is."""
    one, other, points = _crossings(start, end)
    if not len(one):
        return start, end, np.arange(len(start))
    # Both get the very same point, so that no ray finds its way between the pieces.
    whose, where = np.concatenate([one, other]), np.concatenate([points, points])
    of = np.concatenate([np.arange(len(start)), whose, np.arange(len(start))])
    corners = np.concatenate([start, where, end])
    direction = (end - start)[of]
    how_far = ((corners - start[of]) * direction).sum(axis=1) / (direction**2).sum(axis=1)
    how_far[: len(start)], how_far[-len(start) :] = 0.0, 1.0
    order = np.lexsort((how_far, of))
    corners, of = corners[order], of[order]
    piece = (of[1:] == of[:-1]) & np.any(corners[1:] != corners[:-1], axis=1)
    return corners[:-1][piece], corners[1:][piece], of[:-1][piece]


def _crossings(start: Points, end: Points) -> tuple[Indexes, Indexes, Points]:
    """Pairs that cross within both, and where; at most MOST_CROSSINGS of them."""
    lines = shapely.linestrings(np.stack([start, end], axis=1))
    tree = shapely.STRtree(lines)
    ones, others, points = [], [], []
    found = 0
    for first in range(0, len(lines), AT_ONCE):
        one, other = tree.query(lines[first : first + AT_ONCE])
        one += first
        one, other = one[one < other], other[one < other]
        along, across = end[one] - start[one], end[other] - start[other]
        between = start[other] - start[one]
        turned = cross(along, across)
        with np.errstate(divide="ignore", invalid="ignore"):
            at, there = cross(between, across) / turned, cross(between, along) / turned
        inside = (at > NEAR_END) & (at < 1 - NEAR_END) & (there > NEAR_END) & (there < 1 - NEAR_END)
        one, other, at = one[inside], other[inside], at[inside]
        ones.append(one)
        others.append(other)
        points.append(start[one] + at[:, None] * along[inside])
        found += len(one)
        if found > MOST_CROSSINGS:
            break
    return np.concatenate(ones), np.concatenate(others), np.concatenate(points)


def cross(a: Points, b: Points) -> Any:
    """The cross products of two rows of vectors."""
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
