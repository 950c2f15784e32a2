"""What the child process does to cut a picture into tiles (`tile_file.py` has the container).

A player is sent tiles with the unexplored parts painted over, so what is shown must not depend on what is not. Level 0
is JPEG without subsampled colours: each 8 x 8 block is coded from its own pixels alone. The levels above are lossless,
each pixel the mean of the 2 x 2 below it, so one of level k depends on its own 2^k px square of the picture. How a tile
is coded follows from the file's header or from its own pixels, never from the rest of the picture.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import Any

import numpy as np
from PIL import Image

from config.files.decode import described, header, plain, upright
from config.files.refusal import Refused
from config.files.tile_file import SIZE, Place, Pyramid, head

QUALITY = 92
FEW_COLOURS = ("1", "P")
"""Modes of files that hold at most 256 colours: line art and pixel art, which stay exact."""


def tiles(path: str, kind: str, directory: str) -> dict[str, Any]:
    """Writes `picture.tiles` into `directory`, from an upload or a picture of ours. Refused for moving pictures."""
    found = header(path, kind)
    if found.frames > 1:
        raise Refused("unsupported", "a moving picture has no tiles")
    with Image.open(path, formats=[found.format]) as picture:
        exact = picture.mode in FEW_COLOURS
    if found.large:
        from config.files import decode_large

        width, height, strips = decode_large.strips(path, found.format)
    else:
        pixels = _pixels(path, found.format)
        height, width = pixels.shape[:2]
        strips = (pixels[top : top + SIZE] for top in range(0, height, SIZE))
    target = os.path.join(directory, "picture.tiles")
    alpha = write(target, strips, Pyramid(width, height), exact=exact)
    return {**described(target, "tiles", width, height), "levels": Pyramid(width, height).levels, "alpha": alpha}


def write(target: str, strips: Iterator[Any], pyramid: Pyramid, *, exact: bool) -> bool:
    """The container of a picture that comes in strips of RGB or RGBA, each as high as a divisor of 512, the last one of
    what is left. Returns whether some pixel was transparent.
    """
    places = [Place(0, 0, 0)] * pyramid.total
    with open(target, "xb") as file:
        file.write(head(pyramid, alpha=False, places=places))
        top = _Level(file, pyramid, places, 0, exact=exact)
        for strip in strips:
            top.take(strip)
        top.end()
        alpha = any(place.transparency for place in places)
        file.seek(0)
        file.write(head(pyramid, alpha=alpha, places=places))
    return alpha


class _Level:
    """One level: collects rows until they are a row of tiles, cuts them, and hands half their size to the next.

    Rows come in numbers that divide 512, but for the last.
    """

    def __init__(self, file: Any, pyramid: Pyramid, places: list[Place], level: int, *, exact: bool) -> None:
        self.file, self.pyramid, self.places, self.level, self.exact = file, pyramid, places, level, exact
        self.band: Any = None
        self.filled = self.row = 0
        more = level + 1 < pyramid.levels
        self.next = _Level(file, pyramid, places, level + 1, exact=exact) if more else None

    def take(self, strip: Any) -> None:
        if self.band is None:
            self.band = np.empty((SIZE, *strip.shape[1:]), dtype=np.uint8)
        self.band[self.filled : self.filled + len(strip)] = strip
        self.filled += len(strip)
        if self.filled == SIZE:
            self._cut()

    def end(self) -> None:
        if self.filled:
            self._cut()
        if self.next is not None:
            self.next.end()

    def _cut(self) -> None:
        band, self.filled = self.band[: self.filled], 0
        for column in range(-(-band.shape[1] // SIZE)):
            number = self.pyramid.number(self.level, column, self.row)
            assert number is not None
            self.places[number] = self._write(band[:, column * SIZE : (column + 1) * SIZE])
        self.row += 1
        if self.next is not None:
            self.next.take(halved(band))

    def _write(self, tile: Any) -> Place:
        colour = np.ascontiguousarray(tile[:, :, :3])
        lossless = self.exact or self.level > 0
        first = _lossless(colour) if lossless else _jpeg(colour)
        opaque = tile.shape[2] < 4 or bool((tile[:, :, 3] == 255).all())
        second = b"" if opaque else _lossless(np.ascontiguousarray(tile[:, :, 3]))
        place = Place(self.file.tell(), len(first), len(second))
        self.file.write(first)
        self.file.write(second)
        return place


def halved(pixels: Any) -> Any:
    """Each pixel the rounded mean of a square of 2 x 2; a last odd row or column is doubled. Colours weigh by alpha."""
    height, width = pixels.shape[:2]
    if height % 2 or width % 2:
        pixels = np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    # In bands, so that the sums of a strip of 16,384 px do not lie in memory at once.
    bands = [_halved(pixels[:, left : left + 4 * SIZE]) for left in range(0, pixels.shape[1], 4 * SIZE)]
    return np.concatenate(bands, axis=1)


def _halved(pixels: Any) -> Any:
    opaque = pixels.shape[2] < 4 or bool((pixels[:, :, 3] == 255).all())
    if opaque:
        return ((_sum(pixels.astype(np.uint16)) + 2) // 4).astype(np.uint8)
    wide = pixels.astype(np.uint32)
    alpha = wide[:, :, 3:]
    weight = _sum(alpha)
    colour = (_sum(wide[:, :, :3] * alpha) + weight // 2) // np.maximum(weight, 1)
    return np.concatenate([colour, (weight + 2) // 4], axis=2).astype(np.uint8)


def _sum(pixels: Any) -> Any:
    return pixels[0::2, 0::2] + pixels[1::2, 0::2] + pixels[0::2, 1::2] + pixels[1::2, 1::2]


def _pixels(path: str, format: str) -> Any:
    with Image.open(path, formats=[format]) as picture:
        picture.load()
        return np.asarray(plain(upright(picture)))


def _jpeg(colour: Any) -> bytes:
    out = io.BytesIO()
    Image.fromarray(colour).save(out, "JPEG", quality=QUALITY, subsampling=0)
    return out.getvalue()


def _lossless(pixels: Any) -> bytes:
    out = io.BytesIO()
    # The least effort: of PNG and the others of WebP none was both faster and smaller.
    Image.fromarray(pixels).save(out, "WEBP", lossless=True, quality=0, method=0)
    return out.getvalue()
