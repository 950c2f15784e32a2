"""A picture before it is drawn: shapes of plain numbers. The rasteriser, the SVG writer and the tests read the same.

Lengths are pixels, y downward; colours are #rrggbb; `opacity` is 0 to 1.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Point = tuple[float, float]


class Polygon(Struct, frozen=True):
    points: list[Point]
    color: str
    opacity: float = 1.0


class Line(Struct, frozen=True):
    points: list[Point]
    color: str
    width: float
    opacity: float = 1.0


class Circle(Struct, frozen=True):
    x: float
    y: float
    radius: float
    color: str
    opacity: float = 1.0


class Raster(Struct, frozen=True):
    """Pixels of their own (an array of shape (rows, columns, 3) of bytes), stretched over the whole picture."""

    pixels: Any


Shape = Polygon | Line | Circle | Raster


class Picture(Struct, frozen=True):
    width: int
    height: int
    background: str
    shapes: list[Shape]


def rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mixed(first: str, second: str, part: float) -> str:
    """The colour `part` (0 to 1, held there) of the way from `first` to `second`."""
    part = min(max(part, 0.0), 1.0)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(rgb(first), rgb(second), strict=True))
