"""Fog by hand: shapes drawn with a tool, and what they leave revealed and hidden in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from scenes.vision.areas import NOTHING, area_of, areal, common, union, without
from scenes.vision.barriers import Barriers
from scenes.vision.sweep import ring_seen
from scenes.vision.ways import Point, samples

Tool = Literal["rect", "polygon", "circle", "brush"]


class Shape(NamedTuple):
    """`points`: two opposite corners of a rect, the corners of a polygon, the middle of a circle, the way of a brush.
    `radius` is of circle and brush.
    """

    kind: Tool
    points: Sequence[Point]
    radius: float = 0.0

    def area(self) -> BaseGeometry:
        points = [(float(x), float(y)) for x, y in self.points]
        if self.kind == "rect":
            (x0, y0), (x1, y1) = points
            return shapely.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if self.kind == "polygon":
            return areal(shapely.Polygon(points)) if len(points) >= 3 else NOTHING
        middle = shapely.Point(points[0]) if len(points) == 1 else shapely.LineString(points)
        return shapely.buffer(middle, self.radius, quad_segs=12)

    def cut(self, barriers: Barriers) -> BaseGeometry:
        """What of it one sees from its middle; of a brush, from along its way."""
        area = self.area()
        if area.is_empty:
            return area
        if self.kind in ("circle", "brush"):
            places, reach = samples(self.points, self.radius / 2), self.radius
        else:
            middle = shapely.point_on_surface(area)
            places, reach = [(middle.x, middle.y)], None
        return common(
            area,
            union([area_of(ring_seen(barriers, x, y, bounds=area.bounds, radius=reach)) for x, y in places]),
        )


def by_hand(
    shapes: Iterable[tuple[Literal["reveal", "hide"], BaseGeometry]],
    *,
    before: tuple[BaseGeometry, BaseGeometry] = (NOTHING, NOTHING),
) -> tuple[BaseGeometry, BaseGeometry]:
    """(revealed, hidden): where the last shape over a place reveals it, and where it hides it. They do not overlap.
    `before` is what earlier shapes made.
    """
    revealed, hidden = before
    for mode, group in groupby(shapes, key=lambda shape: shape[0]):
        new = union([area for _mode, area in group])
        if mode == "reveal":
            revealed, hidden = union([revealed, new]), without(hidden, new)
        else:
            revealed, hidden = without(revealed, new), union([hidden, new])
    return revealed, hidden
