"""Which cell a point is in, where things snap to, the corners of a cell.

A square grid has cells of `size` by `size_y` pixels, its first corner at the offset. A hexagonal grid's `size` is the
distance between two opposite sides, so that a token of one cell fits in it; the first cell's centre lies half a cell from
the offset. "pointy" has rows, "flat" has columns; "odd" or "even" says which of them are shifted by half a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, hypot, pi, sin, sqrt
from typing import Any

Point = tuple[float, float]
Cell = tuple[int, int]
"""Column and row."""

ROOT3 = sqrt(3.0)


@dataclass(frozen=True, slots=True)
class Grid:
    """`type` square, hex_pointy_odd, hex_pointy_even, hex_flat_odd, hex_flat_even or none; a cell measures `distance`
    of `unit`; `mode` is how distances count (see `scenes.geometry.distance`).
    """

    type: str = "square"
    size: float = 100.0
    size_y: float | None = None
    offset_x: float = 0.0
    offset_y: float = 0.0
    distance: float = 5.0
    unit: str = "ft"
    mode: str = "chebyshev"

    @classmethod
    def of(cls, scene: Any) -> Grid:
        return cls(
            scene.grid_type,
            scene.grid_size,
            scene.grid_size_y,
            scene.grid_offset_x,
            scene.grid_offset_y,
            scene.grid_distance,
            scene.grid_unit,
            scene.distance_mode,
        )

    @property
    def hex(self) -> bool:
        return self.type.startswith("hex")

    @property
    def flat(self) -> bool:
        return self.type.startswith("hex_flat")

    @property
    def height(self) -> float:
        """Pixels from one row of squares to the next; hexagons have one size."""
        return self.size if self.hex else self.size_y or self.size

    def shifted(self, line: int) -> bool:
        """Whether a row (pointy) or column (flat) of hexagons lies half a cell further."""
        return (line % 2 == 1) == self.type.endswith("odd")

    def pixels(self, length: float) -> float:
        """A length in the scene's unit as pixels across."""
        return length / self.distance * self.size

    def plane(self, point: Point) -> Point:
        """A point counted in cells from the offset, in which every cell is as high as it is wide."""
        return (point[0] - self.offset_x) / self.size, (point[1] - self.offset_y) / self.height

    def centre_of(self, cell: Cell) -> Point:
        x, y = self.centre_in_plane(cell)
        return self.offset_x + x * self.size, self.offset_y + y * self.height

    def centre_in_plane(self, cell: Cell) -> Point:
        column, row = cell
        if not self.hex:
            return column + 0.5, row + 0.5
        if self.flat:
            return 0.5 + column * ROOT3 / 2, row + 0.5 + (0.5 if self.shifted(column) else 0.0)
        return column + 0.5 + (0.5 if self.shifted(row) else 0.0), 0.5 + row * ROOT3 / 2

    def corners_in_plane(self, cell: Cell) -> list[Point]:
        """Clockwise as the screen shows them (y points south)."""
        x, y = self.centre_in_plane(cell)
        if not self.hex:
            return [(x - 0.5, y - 0.5), (x + 0.5, y - 0.5), (x + 0.5, y + 0.5), (x - 0.5, y + 0.5)]
        first = 0.0 if self.flat else pi / 6
        turns = [first + corner * pi / 3 for corner in range(6)]
        return [(x + cos(turn) / ROOT3, y + sin(turn) / ROOT3) for turn in turns]

    def cell_of(self, point: Point) -> Cell:
        x, y = self.plane(point)
        if not self.hex:
            return floor(x), floor(y)
        along = ((x if self.flat else y) - 0.5) / (ROOT3 / 2)
        return min(
            (self._in_line(line, (x, y)) for line in (floor(along), floor(along) + 1)),
            key=lambda cell: _apart(self.centre_in_plane(cell), (x, y)),
        )

    def _in_line(self, line: int, point: Point) -> Cell:
        across = floor((point[1] if self.flat else point[0]) - (0.5 if self.shifted(line) else 0.0))
        return (line, across) if self.flat else (across, line)

    def snap(self, point: Point, cells: float = 1.0) -> Point:
        """Where a token of so many cells lands: on a centre, on a corner when it covers an even number of squares, in
        a quarter of a square when it is half as wide. Without a grid: on a whole pixel.
        """
        if self.type == "none":
            return float(floor(point[0] + 0.5)), float(floor(point[1] + 0.5))
        if self.hex:
            return self.centre_of(self.cell_of(point))
        x, y = self.plane(point)
        return self.offset_x + _line(x, cells) * self.size, self.offset_y + _line(y, cells) * self.height

    def axial(self, cell: Cell) -> Cell:
        """Axial coordinates of a hexagon, redblobgames.com/grids/hexagons (offset coordinates, conversions)."""
        column, row = cell
        line = column if self.flat else row
        odd = line % 2
        shift = (line - odd) // 2 if self.type.endswith("odd") else (line + odd) // 2
        return (column, row - shift) if self.flat else (column - shift, row)


def _line(value: float, cells: float) -> float:
    if cells <= 0.5:
        return (floor(value * 2) + 0.5) / 2
    even = cells >= 2 and round(cells) % 2 == 0
    return float(floor(value + 0.5)) if even else floor(value) + 0.5


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
