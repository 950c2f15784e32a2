"""The area of visibility from a point, exactly, by directions in order.

The directions of all wall ends (and of samples along the rim) cut the full turn into intervals. Since no two walls
cross, one wall is the nearest all the way through an interval: it is found at the interval's middle, and the interval's
two corners are that wall's at its two bounds. So at each wall end both one-sided limits appear, without any nudging of
angles. This is the angular sweep (Asano 1985; de Berg et al., Computational Geometry, 15.2) with the status structure
replaced by arrays: each wall is listed for the intervals that it spans, and the nearest of each interval is a minimum.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.vision.barriers import Barriers, Box, Indexes, Points, cross

TURN = 2.0 * np.pi
SAME_DIRECTION = 1e-10
RIM_ERROR = 0.2
MOST_PAIRS = 2_000_000


def ring_seen(
    barriers: Barriers,
    x: float,
    y: float,
    *,
    bounds: Box,
    radius: float | None = None,
    angle: float = 360.0,
    rotation: float = 0.0,
) -> Points:
    """The closed outline (k, 2), without its first point repeated, of what is seen from (x, y): up to `radius` (None:
    up to `bounds`, widened to hold the point), within a cone of `angle` degrees that looks to `rotation`. The rim's
    chords stay within 0.2 px of the circle. Empty when nothing is seen.
    """
    if (radius is not None and radius <= 0) or angle <= 0:
        return np.empty((0, 2))
    if radius is None:
        start, end, limited = _within_bounds(barriers, x, y, bounds)
    else:
        start, end, limited = _within_circle(barriers, x, y, radius)
    start, end, limited = _counter_clockwise(start, end, limited)
    cone = _cone(angle, rotation)
    rim = _rim(radius) if radius is not None else np.empty(0)
    first, last = _direction(start), _direction(end)
    directions, place = _in_order(np.concatenate([first, last, rim, cone]))
    count, n = len(directions), len(start)
    begin, stop = place[:n], place[n : 2 * n]
    middle = directions + np.diff(directions, append=directions[:1] + TURN) / 2.0
    nearest = _nearest(start, end, limited, begin, (stop - begin) % count, middle)
    order = np.arange(count)
    if len(cone):
        within = np.mod(middle - cone[0], TURN) < np.radians(angle)
        order = np.roll(order, -place[-2])
        order = order[within[order]]
    ring = _outline(order, nearest, start, end, begin, stop, directions, radius)
    if len(cone):
        ring = np.concatenate([np.zeros((1, 2)), ring])
    ring = ring[np.any(np.abs(ring - np.roll(ring, 1, axis=0)) > 1e-9, axis=1)]
    return ring + (x, y) if len(ring) >= 3 else np.empty((0, 2))


def _within_circle(barriers: Barriers, x: float, y: float, radius: float) -> tuple[Points, Points, Any]:
    """The parts of the barriers inside the circle, seen from its middle."""
    near = barriers.within((x - radius, y - radius, x + radius, y + radius)).facing(x, y)
    start, along = near.start - (x, y), near.end - near.start
    # |start + t along| = radius
    a = (along**2).sum(axis=1)
    b = (start * along).sum(axis=1)
    under = b**2 - a * ((start**2).sum(axis=1) - radius**2)
    root = np.sqrt(np.maximum(under, 0.0))
    enter, leave = np.maximum((-b - root) / a, 0.0), np.minimum((-b + root) / a, 1.0)
    inside = (under > 0.0) & (enter < leave)
    return _parts(start, near.end - (x, y), along, enter, leave, inside, near.limited)


def _within_bounds(barriers: Barriers, x: float, y: float, bounds: Box) -> tuple[Points, Points, Any]:
    """The parts of the barriers inside the bounds, and the four sides of those, seen from (x, y)."""
    x0, y0, x1, y1 = min(bounds[0], x - 1), min(bounds[1], y - 1), max(bounds[2], x + 1), max(bounds[3], y + 1)
    near = barriers.within((x0, y0, x1, y1)).facing(x, y)
    start, along = near.start - (x, y), near.end - near.start
    low, high = np.array([x0 - x, y0 - y]), np.array([x1 - x, y1 - y])
    # Liang and Barsky: between the later entry and the earlier exit of the two slabs.
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b = (low - start) / along, (high - start) / along
    still = along == 0.0
    enter = np.maximum(np.where(still, -np.inf, np.minimum(a, b)).max(axis=1, initial=0.0), 0.0)
    leave = np.minimum(np.where(still, np.inf, np.maximum(a, b)).min(axis=1, initial=1.0), 1.0)
    inside = (enter < leave) & np.all(~still | ((start >= low) & (start <= high)), axis=1)
    start, end, limited = _parts(start, near.end - (x, y), along, enter, leave, inside, near.limited)
    corners = np.array([low, (high[0], low[1]), high, (low[0], high[1])])
    frame = np.roll(corners, -1, axis=0)
    return np.concatenate([start, corners]), np.concatenate([end, frame]), np.concatenate([limited, np.zeros(4, bool)])


def _parts(
    start: Points, end: Points, along: Points, enter: Any, leave: Any, inside: Any, limited: Any
) -> tuple[Points, Points, Any]:
    """From `enter` to `leave`; ends that are not cut stay the same to the last bit, for neighbours share them."""
    begin = np.where((enter > 0.0)[:, None], start + enter[:, None] * along, start)
    stop = np.where((leave < 1.0)[:, None], start + leave[:, None] * along, end)
    return begin[inside], stop[inside], limited[inside]


def _counter_clockwise(start: Points, end: Points, limited: Any) -> tuple[Points, Points, Any]:
    """Each from its smaller direction to its larger; those seen edge-on hide nothing and are left out."""
    turned = cross(start, end)
    swap = (turned < 0.0)[:, None]
    begin, stop = np.where(swap, end, start), np.where(swap, start, end)
    wide = np.abs(turned) > 1e-12 * np.abs(begin).max(axis=1, initial=1.0) * np.abs(stop).max(axis=1, initial=1.0)
    return begin[wide], stop[wide], limited[wide]


def _direction(points: Points) -> Any:
    found = np.mod(np.arctan2(points[:, 1], points[:, 0]), TURN)
    return np.where(found >= TURN, 0.0, found)


def _cone(angle: float, rotation: float) -> Any:
    """The two sides of the cone; nothing for a full turn."""
    if angle >= 360.0:
        return np.empty(0)
    sides = np.mod(np.radians(np.array([rotation - 90.0 - angle / 2.0, rotation - 90.0 + angle / 2.0])), TURN)
    return np.where(sides >= TURN, 0.0, sides)


def _rim(radius: float) -> Any:
    """Directions along a circle between which a chord strays from it by at most RIM_ERROR."""
    step = 2.0 * np.arccos(max(1.0 - RIM_ERROR / radius, 0.5))
    return np.linspace(0.0, TURN, int(np.ceil(TURN / step)), endpoint=False)


def _in_order(angles: Any) -> tuple[Any, Indexes]:
    """The different directions in order, and which of them each of `angles` is; closer than 1e-10 is the same (a
    micrometre at the end of a map): a gap that narrow is no gap.
    """
    found, place = np.unique(angles, return_inverse=True)
    new = np.concatenate([[True], np.diff(found) > SAME_DIRECTION])
    return found[new], (np.cumsum(new) - 1)[place]


def _nearest(
    start: Points, end: Points, limited: Any, begin: Indexes, span: Indexes, middle: Any
) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Which barrier stops the look in each interval; -1: none. Of limited ones it is the second."""
    count = len(middle)
    solid = _first_hit(start, end, np.flatnonzero(~limited), begin, span, middle, None)
    if not limited.any():
        return solid[0]
    thin = np.flatnonzero(limited)
    through = _first_hit(start, end, thin, begin, span, middle, None)
    second = _first_hit(start, end, thin, begin, span, middle, through[0])
    return np.where(second[1] < solid[1], second[0], solid[0]).reshape(count)


def _first_hit(
    start: Points, end: Points, chosen: Indexes, begin: Indexes, span: Indexes, middle: Any, but: Indexes | None
) -> tuple[Indexes, Any]:
    """Of the `chosen` barriers, without that of `but` in each interval, the nearest and how far it is."""
    count = len(middle)
    nearest, distance = np.full(count, -1), np.full(count, np.inf)
    for some in _in_portions(chosen, span):
        spans = span[some]
        which = np.repeat(some, spans)
        steps = np.arange(spans.sum()) - np.repeat(np.cumsum(spans) - spans, spans)
        interval = (begin[which] + steps) % count
        if but is not None:
            other = but[interval] != which
            which, interval = which[other], interval[other]
        dx, dy = np.cos(middle), np.sin(middle)
        along = end - start
        far = cross(start, end)[which] / (dx[interval] * along[which, 1] - dy[interval] * along[which, 0])
        least = distance.copy()
        np.minimum.at(least, interval, far)
        wins = far <= least[interval]
        wins &= far < distance[interval]
        nearest[interval[wins]] = which[wins]
        distance = least
    return nearest, distance


def _in_portions(chosen: Indexes, span: Indexes) -> list[Indexes]:
    """`chosen` in portions that spread over a bounded number of intervals, so that memory is bounded too."""
    if not len(chosen):
        return []
    total = np.cumsum(span[chosen])
    return np.split(chosen, np.searchsorted(total, np.arange(MOST_PAIRS, total[-1], MOST_PAIRS)))


def _outline(
    order: Indexes,
    nearest: Indexes,
    start: Points,
    end: Points,
    begin: Indexes,
    stop: Indexes,
    directions: Any,
    radius: float | None,
) -> Points:
    """Two corners an interval, without those in the midst of one wall."""
    count = len(directions)
    of = nearest[order]
    bare = of < 0
    if radius is None and bare.any():  # a direction lost to rounding at a corner of the bounds
        order, of, bare = order[~bare], of[~bare], np.zeros(int((~bare).sum()), bool)
    following = (order + 1) % count
    here = _on(start, end, of, directions[order], radius)
    there = _on(start, end, of, directions[following], radius)
    if len(start):
        here = np.where((~bare & (begin[of] == order))[:, None], start[of], here)
        there = np.where((~bare & (stop[of] == following))[:, None], end[of], there)
    same = (of == np.roll(of, 1)) & (order == np.roll(following, 1))
    corners = np.stack([here, there], axis=1).reshape(-1, 2)
    keep = np.stack([~same | bare, ~np.roll(same, -1)], axis=1).reshape(-1)
    return corners[keep]


def _on(start: Points, end: Points, of: Indexes, direction: Any, radius: float | None) -> Points:
    """Where a look to `direction` meets barrier `of`, or the rim where there is none."""
    ahead = np.stack([np.cos(direction), np.sin(direction)], axis=1)
    if not len(start):
        return ahead * (radius or 0.0)
    along = (end - start)[of]
    with np.errstate(divide="ignore", invalid="ignore"):
        far = cross(start, end)[of] / (ahead[:, 0] * along[:, 1] - ahead[:, 1] * along[:, 0])
    farthest = np.sqrt(np.maximum((start[of] ** 2).sum(axis=1), (end[of] ** 2).sum(axis=1)))
    far = np.clip(np.nan_to_num(far, nan=0.0), 0.0, farthest)
    if radius is not None:
        far = np.where(of < 0, radius, far)
    return ahead * far[:, None]
