"""A raster of what is known: cells of a few pixels on a lattice that all masks of a scene share.

A cell counts as painted when its middle is. A mask that would pass 2,048 cells a side gets cells of twice the width,
of which each counts only when all four within it did: coarser never tells more.
"""

from __future__ import annotations

import base64
import io
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import shapely
from PIL import Image
from shapely.geometry.base import BaseGeometry

from scenes.vision.barriers import Box

Cells = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = Any
MOST_CELLS = 2_048
PER_GRID_CELL = 16


def cell_of(grid_size: float) -> int:
    """The width in pixels of a mask's cells for a grid of this width."""
    return max(1, round(grid_size / PER_GRID_CELL))


@dataclass(frozen=True, eq=False)
class Mask:
    """`cells[row, column]` covers [left + column * cell, top + row * cell) and on; left and top are multiples of cell."""

    cell: int
    left: int
    top: int
    cells: Cells

    @classmethod
    def empty(cls, cell: int) -> Self:
        return cls(cell, 0, 0, np.zeros((0, 0), dtype=bool))

    @property
    def width(self) -> int:
        return int(self.cells.shape[1])

    @property
    def height(self) -> int:
        return int(self.cells.shape[0])

    # Painting --------------------------------------------------------------------------------------------------------

    @classmethod
    def of(cls, area: BaseGeometry, cell: int) -> Self:
        """The cells whose middle lies in the area, by counting how often its outline is crossed to the left of each."""
        if area.is_empty:
            return cls.empty(cell)
        x0, y0, x1, y1 = area.bounds
        while max(x1 - x0, y1 - y0) / cell > MOST_CELLS - 2:
            cell *= 2
        left, top = int(np.floor(x0 / cell)), int(np.floor(y0 / cell))
        width, height = int(np.ceil(x1 / cell)) - left, int(np.ceil(y1 / cell)) - top
        crossed = np.zeros((max(height, 1), max(width, 1) + 1), dtype=np.int32)
        for ring in shapely.get_rings(shapely.get_parts(area)):
            _count_crossings(crossed, shapely.get_coordinates(ring) / cell - (left, top))
        return cls(cell, left * cell, top * cell, (np.cumsum(crossed, axis=1)[:, :-1] & 1).astype(bool))

    def __or__(self, other: Mask) -> Self:
        return self._with(other, np.logical_or)

    def __sub__(self, other: Mask) -> Self:
        """What is in this one and not in the other; of a coarse cell of which some is in the other, nothing is left."""
        return self._with(other, lambda mine, theirs: mine & ~theirs, all_of_other=False)

    def _with(self, other: Mask, how: Any, *, all_of_other: bool = True) -> Self:
        if not other.cells.size:
            return self
        mine, theirs = self, other
        while True:
            cell = max(mine.cell, theirs.cell)
            mine, theirs = mine.coarser(cell), theirs.coarser(cell, all_of_four=all_of_other)
            left, top, right, bottom = _around(mine, theirs)
            if max(right - left, bottom - top) <= MOST_CELLS * cell:
                break
            mine = mine.coarser(cell * 2)
        frame = (left, top, right, bottom)
        return type(self)(cell, left, top, how(mine._framed(frame), theirs._framed(frame)))

    def coarser(self, cell: int, *, all_of_four: bool = True) -> Self:
        """The same with cells as wide as `cell`, this one's width times a power of two."""
        mask = self
        while mask.cell < cell:
            wide = mask.cell * 2
            left, top = mask.left // wide * wide, mask.top // wide * wide
            right = -(-(mask.left + mask.width * mask.cell) // wide) * wide
            bottom = -(-(mask.top + mask.height * mask.cell) // wide) * wide
            whole = mask._framed((left, top, right, bottom))
            fours = whole.reshape(whole.shape[0] // 2, 2, whole.shape[1] // 2, 2)
            wider: Cells = np.all(fours, axis=(1, 3)) if all_of_four else np.any(fours, axis=(1, 3))
            mask = type(self)(wide, left, top, wider)
        return mask

    def trimmed(self) -> Self:
        """The same without what lies around the known cells: where a mask was cut, its size tells nothing."""
        box = self.box()
        if box is None:
            return self.empty(self.cell)
        left, top, right, bottom = (int(edge) for edge in box)
        return type(self)(self.cell, left, top, self._cropped((left, top, right, bottom)))

    def _cropped(self, frame: tuple[int, int, int, int]) -> Cells:
        columns = slice((frame[0] - self.left) // self.cell, (frame[2] - self.left) // self.cell)
        rows = slice((frame[1] - self.top) // self.cell, (frame[3] - self.top) // self.cell)
        return self.cells[rows, columns]

    def _framed(self, frame: tuple[int, int, int, int]) -> Cells:
        left, top, right, bottom = frame
        cells = np.zeros(((bottom - top) // self.cell, (right - left) // self.cell), dtype=bool)
        row, column = (self.top - top) // self.cell, (self.left - left) // self.cell
        cells[row : row + self.height, column : column + self.width] = self.cells
        return cells

    # Asking ----------------------------------------------------------------------------------------------------------

    @cached_property
    def _sums(self) -> Any:
        """Summed areas (Crow 1984) with a row and column of zeros before."""
        sums = np.zeros((self.height + 1, self.width + 1), dtype=np.int32)
        np.cumsum(np.cumsum(self.cells, axis=0, dtype=np.int32), axis=1, out=sums[1:, 1:])
        return sums

    def _known_in(self, x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers) -> tuple[Any, Any]:
        """How many cells that the boxes touch are known, and how many they touch."""
        c0, r0 = np.floor((np.asarray(x0) - self.left) / self.cell), np.floor((np.asarray(y0) - self.top) / self.cell)
        c1, r1 = np.ceil((np.asarray(x1) - self.left) / self.cell), np.ceil((np.asarray(y1) - self.top) / self.cell)
        touched = (c1 - c0) * (r1 - r0)
        a, b = (np.clip(c, 0, self.width).astype(np.int64) for c in (c0, c1))
        c, d = (np.clip(r, 0, self.height).astype(np.int64) for r in (r0, r1))
        return self._sums[d, b] - self._sums[c, b] - self._sums[d, a] + self._sums[c, a], touched

    def whole(self, x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers) -> Any:
        """Whether all of each box (arrays, scene pixels, x0 < x1) is known."""
        known, touched = self._known_in(x0, y0, x1, y1)
        return known == touched

    def count(self, x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers) -> Any:
        """How many cells of each box are known."""
        return self._known_in(x0, y0, x1, y1)[0]

    def any(self, x0: Numbers, y0: Numbers, x1: Numbers, y1: Numbers) -> Any:
        """Whether any of each box is known."""
        return self._known_in(x0, y0, x1, y1)[0] > 0

    def at(self, x: Numbers, y: Numbers) -> Any:
        """Whether each point is known."""
        column = np.floor((np.asarray(x) - self.left) / self.cell).astype(np.int64)
        row = np.floor((np.asarray(y) - self.top) / self.cell).astype(np.int64)
        inside = (column >= 0) & (column < self.width) & (row >= 0) & (row < self.height)
        found = np.zeros(np.shape(inside), dtype=bool)
        found[inside] = self.cells[row[inside], column[inside]]
        return found

    def box(self) -> Box | None:
        """Around all that is known, in scene pixels; None when nothing is."""
        rows, columns = np.flatnonzero(self.cells.any(axis=1)), np.flatnonzero(self.cells.any(axis=0))
        if not len(rows):
            return None
        return (
            self.left + int(columns[0]) * self.cell,
            self.top + int(rows[0]) * self.cell,
            self.left + (int(columns[-1]) + 1) * self.cell,
            self.top + (int(rows[-1]) + 1) * self.cell,
        )

    # Keeping ---------------------------------------------------------------------------------------------------------

    def packed(self) -> str:
        """As text: bits in rows, deflated, base64."""
        return base64.b64encode(zlib.compress(np.packbits(self.cells).tobytes(), 6)).decode()

    @classmethod
    def unpacked(cls, text: str, *, cell: int, left: int, top: int, width: int, height: int) -> Self:
        """What `packed` made. Raises ValueError when the text holds something else."""
        if not (0 <= width <= MOST_CELLS and 0 <= height <= MOST_CELLS and cell > 0):
            raise ValueError("a mask of no size that any is")
        wanted = (width * height + 7) // 8
        inflate = zlib.decompressobj()
        try:
            raw = inflate.decompress(base64.b64decode(text), wanted + 1) if text else b""
        except zlib.error as error:
            raise ValueError(str(error)) from None
        if len(raw) != wanted or (wanted and not inflate.eof):
            raise ValueError("a mask of another size")
        bits = np.unpackbits(np.frombuffer(raw, dtype=np.uint8), count=width * height)
        return cls(cell, left, top, bits.astype(bool).reshape(height, width))

    def png(self) -> bytes:
        """A picture with one pixel a cell: white is known. Of nothing, one black pixel."""
        cells = self.cells if self.cells.size else np.zeros((1, 1), dtype=bool)
        out = io.BytesIO()
        Image.fromarray(cells.astype(np.uint8) * 255).convert("1").save(out, "PNG")
        return out.getvalue()


def _around(one: Mask, other: Mask) -> tuple[int, int, int, int]:
    full = [mask for mask in (one, other) if mask.cells.size]
    return (
        min(mask.left for mask in full),
        min(mask.top for mask in full),
        max(mask.left + mask.width * mask.cell for mask in full),
        max(mask.top + mask.height * mask.cell for mask in full),
    )


def _count_crossings(crossed: Any, ring: Any) -> None:
    """Adds, for each row of cells, where the ring (in cells) crosses the line through the middles of that row."""
    (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
    low, high = np.minimum(y0, y1), np.maximum(y0, y1)
    first = np.clip(np.ceil(low - 0.5), 0, len(crossed)).astype(np.int64)
    count = np.clip(np.ceil(high - 0.5), 0, len(crossed)).astype(np.int64) - first
    edge = np.repeat(np.arange(len(first)), count)
    row = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    slope = (x1[edge] - x0[edge]) / (y1[edge] - y0[edge])
    x = x0[edge] + (row + 0.5 - y0[edge]) * slope
    column = np.clip(np.ceil(x - 0.5), 0, crossed.shape[1] - 1).astype(np.int64)
    np.add.at(crossed, (row, column), 1)
