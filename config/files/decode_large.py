"""Pictures over 4,096 px a side, streamed by libvips: a strip of the picture is in memory, never the whole of it.

Progressive JPEG, interlaced PNG, WebP and AVIF cannot be streamed by their formats; there the child's memory limit is
the bound, and a picture that does not fit is refused as too large.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyvips

from config.files.decode import QUALITY, described

pyvips.block_untrusted_set(True)
pyvips.cache_set_max(0)

STRIP = 64
LOADERS = {"PNG": "pngload", "JPEG": "jpegload", "WEBP": "webpload", "AVIF": "heifload", "GIF": "gifload"}


def _open(path: str, format: str, *, access: str = "sequential") -> Any:
    image = getattr(pyvips.Image, LOADERS[format])(path, access=access, fail_on="truncated")
    if image.get_typeof("orientation") and image.get("orientation") != 1:
        if access == "sequential":
            # Turning needs the rows in another order: libvips then spills to a temporary file of this directory.
            return _open(path, format, access="random")
        image = image.autorot()
    if image.get_typeof("icc-profile-data"):
        try:
            image = image.icc_transform("srgb", embedded=True)
        except pyvips.Error:
            pass  # an unusable profile: the numbers are taken as sRGB, as browsers do
    return image.colourspace("srgb").cast("uchar")


def reencode(path: str, format: str, directory: str) -> dict[str, Any]:
    """JPEG, or PNG for a picture that is transparent somewhere."""
    image = _open(path, format)
    if image.hasalpha():
        opaque = image.extract_band(image.bands - 1).min() == 255
        image = _open(path, format)
        if not opaque:
            target = os.path.join(directory, "picture.png")
            image.pngsave(target, compression=6, keep="none")
            return described(target, "png", image.width, image.height)
        image = image.extract_band(0, n=image.bands - 1)
    target = os.path.join(directory, "picture.jpg")
    image.jpegsave(target, Q=QUALITY, subsample_mode="off", keep="none")
    return described(target, "jpeg", image.width, image.height)


def strips(path: str, format: str) -> tuple[int, int, Iterator[Any]]:
    """Width, height, and the picture from top to bottom in arrays of 64 rows x width x 3 or 4 bytes."""
    image = _open(path, format)

    def read() -> Iterator[Any]:
        region = pyvips.Region.new(image)
        for top in range(0, image.height, STRIP):
            high = min(STRIP, image.height - top)
            data = region.fetch(0, top, image.width, high)
            yield np.frombuffer(data, dtype=np.uint8).reshape(high, image.width, image.bands)

    return image.width, image.height, read()


def thumbnail(path: str, format: str, directory: str, box: int) -> dict[str, Any]:
    image = pyvips.Image.thumbnail(path, box, height=box, size="down")
    target = os.path.join(directory, "thumbnail.webp")
    image.webpsave(target, Q=80, keep="none")
    return described(target, "webp", image.width, image.height)
