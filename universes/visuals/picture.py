"""A picture before it is drawn: shapes of plain numbers. The rasteriser, the SVG writer and the tests read the same.

Lengths are pixels, y downward; colours are #rrggbb; `opacity` is 0 to 1. As JSON each shape names its `type`, so that the
page (`static/universes/visuals`) can be held to the same cases.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Point = tuple[float, float]


class Polygon(Struct, frozen=True, tag=str.lower):
    points: list[Point]
    color: str
    opacity: float = 1.0


class Line(Struct, frozen=True, tag=str.lower):
    points: list[Point]
    color: str
    width: float
    opacity: float = 1.0


class Circle(Struct, frozen=True, tag=str.lower):
    x: float
    y: float
    radius: float
    color: str
    opacity: float = 1.0


class Raster(Struct, frozen=True, tag=str.lower):
    """Pixels of their own (an array of shape (rows, columns, 3) of bytes), stretched over the whole picture."""

    pixels: Any


Shape = Polygon | Line | Circle | Raster


class Picture(Struct, frozen=True):
    """`halo` is how strongly what is drawn shines beyond its edges, 0 to 1."""

    width: int
    height: int
    background: str
    shapes: list[Shape]
    halo: float = 0.0


def rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mixed(first: str, second: str, part: float) -> str:
    """The colour `part` (0 to 1, held there) of the way from `first` to `second`."""
    part = min(max(part, 0.0), 1.0)
    # Halves go up, as they do in JavaScript.
    parts = (int(a + (b - a) * part + 0.5) for a, b in zip(rgb(first), rgb(second), strict=True))
    return "#" + "".join(f"{each:02x}" for each in parts)
