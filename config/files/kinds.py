"""What may be uploaded as what: the bounds of LIMITS, shared by the server and the child process. Imports nothing."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LARGE_SIDE = 4096
MAX_SIDE = 16_384
MAX_PIXELS = MAX_SIDE * MAX_SIDE
MAX_FRAMES = 1000
THUMBNAIL_BOX = 512

CONTENT_TYPES = {"webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
EXTENSIONS = {"webp": "webp", "jpeg": "jpg", "png": "png"}


@dataclass(frozen=True, slots=True)
class Kind:
    """`max_side` px is refused beyond, `box` px is shrunk to (None: kept as large as it came)."""

    max_bytes: int
    max_side: int
    box: int | None


KINDS = {
    "map": Kind(max_bytes=500 * MEGABYTE, max_side=MAX_SIDE, box=None),
    "token": Kind(max_bytes=25 * MEGABYTE, max_side=LARGE_SIDE, box=2048),
    "cover": Kind(max_bytes=25 * MEGABYTE, max_side=LARGE_SIDE, box=2048),
    "avatar": Kind(max_bytes=5 * MEGABYTE, max_side=LARGE_SIDE, box=512),
}
