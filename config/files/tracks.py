"""Untrusted sounds for the library: `inspect` says what one is, `measure` how loud, `twin` makes an MP3 of it.

`progress` hears which part was read. The file stays as it came: it was decoded whole before anybody hears it, and goes out under a type of our own list.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from config.files import uploads
from config.files.images import Image
from config.files.kinds import CONTENT_TYPES, EXTENSIONS, MEGABYTE, SOUNDS
from config.files.pool import SOUND, Heard, pool
from config.files.sounds import problem

KIND = "track"
MAX_BYTES = SOUNDS[KIND].max_bytes
# Beyond this a file holds many minutes: it waits for the turn of the large ones.
HEAVY_BYTES = 2 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Inspected:
    """`with inspect(...) as found`: what a sound is. `duration` is in seconds, really decoded; `peaks` are 200 values
    from 0 to 100; `words` are title, artist, album and genre; `cover` is a WebP in a temporary directory.
    """

    format: str
    duration: float
    channels: int
    sample_rate: int
    peaks: list[int]
    words: dict[str, str]
    cover: Image | None
    directory: Path

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format]

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.format]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.directory, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Twin:
    """An MP3 of a sound in a temporary directory: `with twin(...) as made`."""

    path: Path
    format: str
    sha256: str
    size: int

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format]

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.format]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path.parent, ignore_errors=True)


def inspect(path: Path, progress: Heard | None = None) -> Inspected:
    """Decodes the sound at `path` whole. Raises UnsupportedType (415) for anything but MP3, Ogg, Opus, FLAC, WAV and M4A
    without a film, Unprocessable (422) for a damaged one, TooLarge (413) beyond 200 MB or three hours, StorageFull (507)
    when the disk ends.
    """
    with uploads.spooled(path, max_bytes=MAX_BYTES), uploads.kept_on_success("track-") as directory:
        told = _ask("track", path, progress=progress, directory=str(directory))
        cover = told.pop("cover")
        return Inspected(
            **told, directory=directory, cover=Image(**{**cover, "path": Path(cover["path"])}) if cover else None
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """`loudness` in LUFS and `true_peak` in dBTP, None where nothing can be said; `needs_twin`: some browser cannot play
    the sound.
    """

    loudness: float | None
    true_peak: float | None
    needs_twin: bool


def measure(path: Path, progress: Heard | None = None) -> Measured:
    """How loud a sound is that was inspected."""
    return Measured(**_ask("loudness", path, progress=progress))


def twin(path: Path, progress: Heard | None = None) -> Twin:
    """An MP3 of a sound that was inspected. Raises as `inspect`."""
    with uploads.kept_on_success("twin-") as directory:
        made = _ask("twin", path, progress=progress, directory=str(directory))
        return Twin(**{**made, "path": Path(made["path"])})


def _ask(do: str, path: Path, **arguments: Any) -> dict[str, Any]:
    answer = pool.run(do, heavy=path.stat().st_size > HEAVY_BYTES, limits=SOUND, path=str(path), **arguments)
    if "refused" in answer:
        raise problem(answer["refused"], KIND)
    found: dict[str, Any] = answer["ok"]
    return found
