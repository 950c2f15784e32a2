"""Which cells an area covers, by the scene's rule.

- centre: those whose centre lies inside; on the edge counts
- any: those of which any part lies inside; touching at the edge does not count
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, hypot
from typing import Literal

from scenes.geometry.areas import Outline, Shape
from scenes.geometry.grid import ROOT3, Cell, Grid, Point

Rule = Literal["centre", "any"]

MOST_CELLS = 20_000
"""An area whose box holds more cells than this is drawn without them."""

NEAR = 1e-6
"""Of a cell: nearer than this is on the edge."""


def covered(grid: Grid, shape: Shape, rule: str) -> list[Cell] | None:
    """The covered cells by row and column; none without a grid. None: too many to tell one by one."""
    if grid.type == "none":
        return []
    outline = shape.outline(grid)
    left, top, right, bottom = outline.box()
    if (right - left + 3) * (bottom - top + 3) > MOST_CELLS:
        return None
    inside = _centre_inside if rule == "centre" else _any_inside
    cells = _cells_in(grid, left, top, right, bottom)
    return sorted((cell for cell in cells if inside(grid, cell, outline)), key=lambda cell: (cell[1], cell[0]))


def _cells_in(grid: Grid, left: float, top: float, right: float, bottom: float) -> Iterator[Cell]:
    """All cells that may lie in a box of the plane, and a few around it."""
    line = ROOT3 / 2 if grid.hex else 1.0
    across, down = (line if grid.flat else 1.0), (line if grid.hex and not grid.flat else 1.0)
    for row in range(floor((top - 1) / down) - 1, ceil((bottom + 1) / down) + 1):
        for column in range(floor((left - 1) / across) - 1, ceil((right + 1) / across) + 1):
            yield column, row


def _centre_inside(grid: Grid, cell: Cell, outline: Outline) -> bool:
    x, y = grid.centre_in_plane(cell)
    if outline.radius is not None and hypot(x - outline.centre[0], y - outline.centre[1]) > outline.radius + NEAR:
        return False
    return outline.corners is None or all(_side(a, b, (x, y)) >= -NEAR for a, b in _edges(outline.corners))


def _any_inside(grid: Grid, cell: Cell, outline: Outline) -> bool:
    part = grid.corners_in_plane(cell)
    if outline.corners is not None:
        part = _cut(part, outline.corners)
        if _extent(part) < NEAR:
            return False
    return outline.radius is None or _away(outline.centre, part) < outline.radius - NEAR


def _edges(corners: list[Point]) -> list[tuple[Point, Point]]:
    return list(zip(corners, corners[1:] + corners[:1], strict=True))


def _side(a: Point, b: Point, point: Point) -> float:
    """How far `point` is on the inner side of the edge from `a` to `b`, corners being clockwise on the screen."""
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    return ((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])) / length


def _cut(part: list[Point], corners: list[Point]) -> list[Point]:
    """What of a convex polygon lies inside another (Sutherland and Hodgman, 1974)."""
    for a, b in _edges(corners):
        kept: list[Point] = []
        for one, other in _edges(part) if part else []:
            here, there = _side(a, b, one), _side(a, b, other)
            if here >= 0:
                kept.append(one)
            if (here >= 0) != (there >= 0):
                share = here / (here - there)
                kept.append((one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share))
        part = kept
    return part


def _extent(part: list[Point]) -> float:
    """The area of a convex polygon."""
    return abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in _edges(part))) / 2 if part else 0.0


def _away(point: Point, part: list[Point]) -> float:
    """How far a point is from a convex polygon; 0 inside."""
    if all(_side(a, b, point) >= 0 for a, b in _edges(part)):
        return 0.0
    return min(_from_line(point, a, b) for a, b in _edges(part))


def _from_line(point: Point, a: Point, b: Point) -> float:
    x, y = b[0] - a[0], b[1] - a[1]
    squared = x * x + y * y
    share = min(1.0, max(0.0, ((point[0] - a[0]) * x + (point[1] - a[1]) * y) / squared)) if squared else 0.0
    return hypot(point[0] - a[0] - share * x, point[1] - a[1] - share * y)
