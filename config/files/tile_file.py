"""The container of a picture's tiles: one file for all levels, read at offsets. Pure; the child writes it, the server reads.

Level 0 is full size, each further one half of it (odd sizes round up), until a level is one tile. A level's tiles are
512 px squares from the top left, smaller at the right and lower edge. Layout, little-endian:

    8 bytes   MAGIC
    12 bytes  width u32, height u32, levels u8, whether some pixel is transparent u8, 2 bytes nothing
    16 bytes  for each tile, by level, row, column: offset u64, bytes of colour u32, bytes of transparency u32
    the tiles: colour as JPEG or lossless WebP, then transparency as a grey one, absent where the tile is opaque
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

MAGIC = b"DTTILES1"
SIZE = 512
HEAD = struct.Struct("<8sIIBBxx")
ENTRY = struct.Struct("<QII")
MOST_HEAD = 32 * 1024
"""Bytes from the beginning in which the head and the index of the largest picture (1,365 tiles) lie."""


class NotTiles(ValueError):
    """The bytes are no such container."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tile lies in the file. `transparency` is 0 for an opaque tile."""

    offset: int
    colour: int
    transparency: int


@dataclass(frozen=True, slots=True)
class Pyramid:
    """The sizes of all levels of a picture of `width` x `height` px."""

    width: int
    height: int

    @property
    def levels(self) -> int:
        return max(-(-max(self.width, self.height) // SIZE) - 1, 0).bit_length() + 1

    def size(self, level: int) -> tuple[int, int]:
        return -(-self.width >> level), -(-self.height >> level)

    def tiles(self, level: int) -> tuple[int, int]:
        """Columns and rows of tiles."""
        width, height = self.size(level)
        return -(-width // SIZE), -(-height // SIZE)

    def number(self, level: int, x: int, y: int) -> int | None:
        """The tile's place in the index, None for one that does not exist."""
        if not 0 <= level < self.levels:
            return None
        columns, rows = self.tiles(level)
        if not (0 <= x < columns and 0 <= y < rows):
            return None
        return sum(across * down for across, down in map(self.tiles, range(level))) + y * columns + x

    def tile_size(self, level: int, x: int, y: int) -> tuple[int, int]:
        width, height = self.size(level)
        return min(SIZE, width - x * SIZE), min(SIZE, height - y * SIZE)

    @property
    def total(self) -> int:
        return sum(across * down for across, down in map(self.tiles, range(self.levels)))


@dataclass(frozen=True, slots=True)
class Index:
    """The head of a container. `alpha` says whether some pixel of the picture is transparent."""

    pyramid: Pyramid
    alpha: bool
    entries: bytes

    def place(self, level: int, x: int, y: int) -> Place | None:
        number = self.pyramid.number(level, x, y)
        return None if number is None else Place(*ENTRY.unpack_from(self.entries, number * ENTRY.size))


def head(pyramid: Pyramid, *, alpha: bool, places: list[Place]) -> bytes:
    """The first bytes of a container, as long for any values as for these."""
    entries = b"".join(ENTRY.pack(place.offset, place.colour, place.transparency) for place in places)
    return HEAD.pack(MAGIC, pyramid.width, pyramid.height, pyramid.levels, alpha) + entries


def index(first: bytes) -> Index:
    """Reads the beginning of a container, `MOST_HEAD` bytes of it or all. Raises NotTiles."""
    if len(first) < HEAD.size:
        raise NotTiles("too short")
    magic, width, height, levels, alpha = HEAD.unpack_from(first)
    pyramid = Pyramid(width, height)
    if magic != MAGIC or min(width, height) < 1 or levels != pyramid.levels:
        raise NotTiles("another kind of file")
    entries = first[HEAD.size : HEAD.size + pyramid.total * ENTRY.size]
    if len(entries) < pyramid.total * ENTRY.size:
        raise NotTiles("the index is cut off")
    return Index(pyramid, bool(alpha), entries)
