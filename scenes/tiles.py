"""Tiles of a placed map as one audience may see it: what is not known to them is one colour before anything is encoded.

A block of 8 x 8 px of the map is shown when all of it, turned and scaled into the scene, is known; a pixel of a level
that stands for more is shown when all it stands for is. The container's tiles are made so that a block depends on its
own pixels alone (`config/files/decode_tiles.py`), so two maps that differ where nobody has been give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.core.files.storage import default_storage
from PIL import Image

from accounts.models import StoredFile
from config.api.errors import NotFound
from config.files import ranges, tile_file
from config.files.kept import Kept
from config.files.tile_file import SIZE, Index
from scenes.models import PlacedMap
from scenes.vision import Mask

BLOCK = 8
FOG = (20, 18, 26)
"""The one colour of what is not known: #14121a, the colour of an empty table."""
QUALITY = 92
JPEG = b"\xff\xd8"
TOUCH = 1e-6
"""Scene pixels by which a block may reach into its neighbour's cell: rounding, not seeing."""

SQUARE, FEW = 16, 64 * 64

kept = Kept(96 * 1024 * 1024)

Known = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile as it is sent. `etag` follows from the place and from what is known there, not from what is hidden."""

    etag: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Tiles:
    """The tiles of one placed map (`file` is their container), for whom `mask` of the scene is known; None: all of it."""

    placed: PlacedMap
    file: StoredFile
    mask: Mask | None

    def tile(self, level: int, x: int, y: int, *, unless: str = "") -> Tile | None:
        """None when nothing of it is known. Without content when the asker's tag `unless` is its tag still. Raises
        NotFound for a tile that there is not.
        """
        if self._index().place(level, x, y) is None:
            raise NotFound()
        known = self._known(level, x, y)
        if known is not None and not known.any():
            return None
        etag = self._etag(known, level, x, y)
        if etag == unless:
            return Tile(etag, "", b"")
        made: Tile = kept(etag, lambda: self._make(etag, known, level, x, y), lambda tile: len(tile.content))
        return made

    def _etag(self, known: Known | None, level: int, x: int, y: int) -> str:
        words = f"{self.file.pk.hex} {level} {x} {y} {'all' if known is None else known.shape}".encode()
        bits = b"" if known is None else np.packbits(known).tobytes()
        return hashlib.blake2s(words + bits, digest_size=16).hexdigest()

    def _index(self) -> Index:
        def read() -> Index:
            return tile_file.index(ranges.part(default_storage, self.file.key, 0, tile_file.MOST_HEAD))

        found: Index = kept(("index", self.file.pk), read, lambda index: len(index.entries))
        return found

    def _known(self, level: int, x: int, y: int) -> Known | None:
        """Which blocks of the tile are wholly known, by row and column; None when all are."""
        if self.mask is None:
            return None
        pyramid, side, step = self._index().pyramid, SIZE << level, max(BLOCK, 1 << level)
        across = borders(x * side, min((x + 1) * side, pyramid.width), step)
        down = borders(y * side, min((y + 1) * side, pyramid.height), step)
        known = whole(self.mask, self.placed, across, down)
        return None if known.all() else known

    def _make(self, etag: str, known: Known | None, level: int, x: int, y: int) -> Tile:
        if known is None and level == 0:
            colour, clear = self._stored(level, x, y)
            if not clear:
                return Tile(etag, "image/jpeg" if colour.startswith(JPEG) else "image/webp", colour)
        pixels, jpeg = self._pixels(level, x, y)
        if known is not None:
            pixels = painted(pixels, spread(~known, max(BLOCK >> level, 1), pixels.shape[:2]))
        return Tile(etag, *encoded(pixels, exact=level == 0 and not jpeg))

    def _stored(self, level: int, x: int, y: int) -> tuple[bytes, bytes]:
        """The container's own bytes of a tile: colour, and transparency if there is any."""
        place = self._index().place(level, x, y)
        assert place is not None
        both = ranges.part(default_storage, self.file.key, place.offset, place.colour + place.transparency)
        return both[: place.colour], both[place.colour :]

    def _pixels(self, level: int, x: int, y: int) -> tuple[Any, bool]:
        """Its pixels, and whether their colours came as a JPEG. Kept, so that cutting them anew reads nothing."""

        def read() -> tuple[Any, bool]:
            colour, clear = self._stored(level, x, y)
            pixels = np.asarray(Image.open(io.BytesIO(colour)).convert("RGB"))
            if clear:
                pixels = np.dstack([pixels, np.asarray(Image.open(io.BytesIO(clear)).convert("L"))])
            return pixels, colour.startswith(JPEG)

        found: tuple[Any, bool] = kept(("pixels", self.file.pk, level, x, y), read, lambda found: found[0].nbytes)
        return found


def borders(first: int, last: int, step: int) -> Any:
    """The borders of blocks of `step` map px from `first` to `last`, which ends the last block."""
    return np.append(np.arange(first, last, step, dtype=np.float64), float(last))


def whole(mask: Mask, placed: PlacedMap, across: Any, down: Any) -> Known:
    """Which blocks between the borders `across` and `down` (map px) are known in the scene with all that is in them.

    Many blocks are asked for in squares of 16 x 16 first: most of a tile is known or not known by the square.
    """
    columns, rows = len(across) - 1, len(down) - 1
    if columns * rows <= FEW:
        known = mask.whole(*boxes(placed, across[None, :-1], down[:-1, None], across[None, 1:], down[1:, None]))
        return np.asarray(np.broadcast_to(known, (rows, columns)))
    wide, high = (np.append(borders[:-1:SQUARE], borders[-1]) for borders in (across, down))
    squares = boxes(placed, wide[None, :-1], high[:-1, None], wide[None, 1:], high[1:, None])
    all_of, some_of = mask.whole(*squares), mask.any(*squares)
    found: Known = all_of.repeat(SQUARE, axis=0).repeat(SQUARE, axis=1)[:rows, :columns].copy()
    row, column = np.nonzero(some_of & ~all_of)
    # A square that ends early asks for its last blocks again.
    row = np.minimum(row[:, None] * SQUARE + np.arange(SQUARE), rows - 1)[:, :, None]
    column = np.minimum(column[:, None] * SQUARE + np.arange(SQUARE), columns - 1)[:, None, :]
    found[row, column] = mask.whole(*boxes(placed, across[column], down[row], across[column + 1], down[row + 1]))
    return found


def boxes(placed: PlacedMap, left: Any, top: Any, right: Any, bottom: Any) -> tuple[Any, Any, Any, Any]:
    """Where blocks of the map (px, arrays that numpy can spread) lie in the scene: the upright box around each, which
    is more than a turned block covers and never less.
    """
    cos, sin = turn(placed.rotation)
    middle_x, middle_y = placed.map.width / 2, placed.map.height / 2
    x, half_x = (left + right) / 2 - middle_x, (right - left) / 2
    y, half_y = (top + bottom) / 2 - middle_y, (bottom - top) / 2
    if sin == 0:
        # Columns of an upright map share their x and rows their y: numpy need not spread them over all blocks.
        in_x, in_y, reach_x, reach_y = x * cos, y * cos, half_x, half_y
    else:
        in_x, in_y = x * cos - y * sin, x * sin + y * cos
        reach_x, reach_y = half_x * abs(cos) + half_y * abs(sin), half_x * abs(sin) + half_y * abs(cos)
    in_x, in_y = placed.x + (middle_x + in_x) * placed.scale, placed.y + (middle_y + in_y) * placed.scale
    reach_x, reach_y = (np.maximum(reach * placed.scale - TOUCH, 0) for reach in (reach_x, reach_y))
    return in_x - reach_x, in_y - reach_y, in_x + reach_x, in_y + reach_y


def turn(degrees: float) -> tuple[float, float]:
    """Cosine and sine, exact for right angles."""
    right = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}
    angle = math.radians(degrees)
    return right.get(degrees % 360.0) or (math.cos(angle), math.sin(angle))


def spread(answers: Known, pixels: int, shape: tuple[int, int]) -> Known:
    """A block's answer for each of its `pixels` x `pixels` px, cut to the tile's `shape`."""
    if pixels == 1:
        return answers
    return answers.repeat(pixels, axis=0).repeat(pixels, axis=1)[: shape[0], : shape[1]]


def painted(pixels: Any, hidden: Known) -> Any:
    """A copy in which all that is hidden has the colour of what is not known."""
    made = pixels.copy()
    # Each band for itself: numpy fills whole pixels eight times as slowly.
    for band, value in enumerate((*FOG, 255)[: made.shape[2]]):
        made[:, :, band][hidden] = value
    return made


def encoded(pixels: Any, *, exact: bool) -> tuple[str, bytes]:
    """Content type and bytes: JPEG, or WebP where something is transparent or has to stay exact."""
    out = io.BytesIO()
    if pixels.shape[2] == 4 and (pixels[:, :, 3] == 255).all():
        pixels = np.ascontiguousarray(pixels[:, :, :3])
    if exact:
        Image.fromarray(pixels).save(out, "WEBP", lossless=True, quality=0, method=0)
    elif pixels.shape[2] == 4:
        Image.fromarray(pixels).save(out, "WEBP", quality=QUALITY, method=0)
    else:
        Image.fromarray(pixels).save(out, "JPEG", quality=QUALITY, subsampling=0)
        return "image/jpeg", out.getvalue()
    return "image/webp", out.getvalue()
