"""The outline of an area of effect on the plane of cells (`Grid.plane`).

Turned by degrees clockwise; at 0 it points north, as tokens do. A circle or cylinder lies around its point, a square or
cube too; a cone or line begins there. A cone of 53.13 degrees is as wide as it is long at each point (SRD 5.1), with a
straight end; one of 90 degrees is a quarter of a circle (SRD 3.5). Of the things with a height only the ground is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, tan

from scenes.geometry.grid import Grid, Point

ROUND = frozenset({"circle", "cylinder"})
STRAIGHT_CONE = 60.0
"""Cones of a smaller angle than this end straight."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`x`, `y` in scene pixels; `size` (radius, length or edge) and `width` (of a line) in the scene's unit."""

    shape: str
    x: float
    y: float
    size: float
    width: float = 5.0
    angle: float = 53.13
    rotation: float = 0.0

    def outline(self, grid: Grid) -> Outline:
        at, turn = grid.plane((self.x, self.y)), radians(self.rotation)
        size, width = self.size / grid.distance, self.width / grid.distance
        if self.shape in ROUND:
            return Outline(at, size, None)
        if self.shape == "cone":
            half = radians(self.angle / 2)
            if self.angle >= STRAIGHT_CONE:
                far = size * 2  # the wedge ends beyond the arc that cuts it
                edges = [(far * sin(side), -far * cos(side)) for side in (-half, half)]
                return Outline(at, size, _placed(at, turn, [(0.0, 0.0), *edges]))
            end = size * tan(half)
            return Outline(at, None, _placed(at, turn, [(0.0, 0.0), (-end, -size), (end, -size)]))
        if self.shape == "line":
            half = width / 2
            return Outline(at, None, _placed(at, turn, [(-half, 0.0), (-half, -size), (half, -size), (half, 0.0)]))
        half = size / 2
        corners = [(-half, -half), (half, -half), (half, half), (-half, half)]
        return Outline(at, None, _placed(at, turn, corners))


@dataclass(frozen=True, slots=True)
class Outline:
    """A convex outline in cells: what lies within `radius` of `centre` (when given) and within `corners` (when given)."""

    centre: Point
    radius: float | None
    corners: list[Point] | None

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        boxes = []
        if self.radius is not None:
            (x, y), r = self.centre, self.radius
            boxes.append((x - r, y - r, x + r, y + r))
        if self.corners is not None:
            across, down = [x for x, _ in self.corners], [y for _, y in self.corners]
            boxes.append((min(across), min(down), max(across), max(down)))
        return (
            max(box[0] for box in boxes),
            max(box[1] for box in boxes),
            min(box[2] for box in boxes),
            min(box[3] for box in boxes),
        )


def _placed(at: Point, turn: float, corners: list[Point]) -> list[Point]:
    across, down = cos(turn), sin(turn)
    return [(at[0] + x * across - y * down, at[1] + x * down + y * across) for x, y in corners]
