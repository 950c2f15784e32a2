"""How far it is along a way, by the scene's rule.

- chebyshev: a diagonal costs one cell (SRD 5.1)
- alternating: the first diagonal costs one, the second two, and so on along the whole way (SRD 3.5)
- manhattan: a diagonal costs two
- euclidean: as the crow flies

Hexagons are counted one by one unless the rule is euclidean; without a grid all is euclidean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, hypot
from typing import Literal

from scenes.geometry.grid import Grid, Point

Mode = Literal["chebyshev", "alternating", "euclidean", "manhattan"]


@dataclass(frozen=True, slots=True)
class Measured:
    """`cells` along the whole way, `length` the same in the scene's unit, `legs` the length of each part."""

    cells: float
    length: float
    legs: tuple[float, ...]

    @property
    def shown(self) -> float:
        """The length in tenths, as people read it."""
        return floor(self.length * 10 + 0.5) / 10


def measure(grid: Grid, way: Sequence[Point]) -> Measured:
    """The way through `way`, points in scene pixels, by `grid.mode`."""
    diagonals = 0
    legs: list[float] = []
    for start, end in zip(way, way[1:], strict=False):
        across, down = _steps(grid, start, end)
        if grid.type == "none" or grid.mode == "euclidean":
            legs.append(_crow(grid, start, end))
        elif grid.hex:
            legs.append(_hexagons(grid, start, end))
        elif grid.mode == "manhattan":
            legs.append(across + down)
        else:
            diagonal = min(across, down)
            twice = (diagonals % 2 + diagonal) // 2 if grid.mode == "alternating" else 0
            diagonals += diagonal
            legs.append(max(across, down) + twice)
    cells = float(sum(legs))
    return Measured(cells, cells * grid.distance, tuple(leg * grid.distance for leg in legs))


def _steps(grid: Grid, start: Point, end: Point) -> tuple[int, int]:
    across, down = abs(end[0] - start[0]) / grid.size, abs(end[1] - start[1]) / grid.height
    return floor(across + 0.5), floor(down + 0.5)


def _crow(grid: Grid, start: Point, end: Point) -> float:
    return hypot((end[0] - start[0]) / grid.size, (end[1] - start[1]) / grid.height)


def _hexagons(grid: Grid, start: Point, end: Point) -> int:
    """Cube distance (redblobgames.com/grids/hexagons)."""
    (aq, ar), (bq, br) = grid.axial(grid.cell_of(start)), grid.axial(grid.cell_of(end))
    return (abs(aq - bq) + abs(ar - br) + abs(aq + ar - bq - br)) // 2
