"""What may be uploaded as what: the bounds of LIMITS, shared by the server and the child process. Imports nothing."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LARGE_SIDE = 4096
MAX_SIDE = 16_384
MAX_PIXELS = MAX_SIDE * MAX_SIDE
MAX_FRAMES = 1000
MAX_VIDEO_SIDE, MAX_VIDEO_SECONDS = 4096, 600
THUMBNAIL_BOX = 512
PEAKS = 200

CONTENT_TYPES = {
    "webp": "image/webp",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "tiles": "application/octet-stream",
}
EXTENSIONS = {**{name: name for name in CONTENT_TYPES}, "jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Kind:
    """`max_side` px is refused beyond, `box` px is shrunk to (None: kept as large as it came)."""

    max_bytes: int
    max_side: int
    box: int | None
    thumbnail: int = THUMBNAIL_BOX


@dataclass(frozen=True, slots=True)
class SoundKind:
    """`max_seconds` is refused beyond; more than `channels` are mixed down. `bit_rate` of the MP3, in bits a second."""

    max_bytes: int
    max_seconds: int
    channels: int
    bit_rate: int


KINDS = {
    "map": Kind(max_bytes=500 * MEGABYTE, max_side=MAX_SIDE, box=None),
    "token": Kind(max_bytes=25 * MEGABYTE, max_side=LARGE_SIDE, box=2048),
    "cover": Kind(max_bytes=25 * MEGABYTE, max_side=LARGE_SIDE, box=2048),
    "track-cover": Kind(max_bytes=25 * MEGABYTE, max_side=LARGE_SIDE, box=512),
    "avatar": Kind(max_bytes=5 * MEGABYTE, max_side=LARGE_SIDE, box=512),
    "attachment": Kind(max_bytes=25 * MEGABYTE, max_side=MAX_SIDE, box=None, thumbnail=640),
}
SOUNDS = {
    "voice": SoundKind(max_bytes=25 * MEGABYTE, max_seconds=600, channels=1, bit_rate=64_000),
    "attachment": SoundKind(max_bytes=25 * MEGABYTE, max_seconds=3600, channels=2, bit_rate=128_000),
    "track": SoundKind(max_bytes=200 * MEGABYTE, max_seconds=3 * 3600, channels=2, bit_rate=192_000),
}
