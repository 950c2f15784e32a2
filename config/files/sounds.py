"""Untrusted sounds made safe: `reencode` decodes in a child process and writes an MP3, which every browser plays.

The tags go; what is true of the sound comes back: how long it really is, and its peaks.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.api.errors import Problem, StorageFull, TooLarge, Unprocessable, UnsupportedType
from config.files import uploads
from config.files.kinds import CONTENT_TYPES, EXTENSIONS, MEGABYTE, SOUNDS
from config.files.pool import SOUND, pool

SoundName = Literal["voice", "attachment"]
# Beyond this a file may hold an hour: it waits for the turn of the large ones.
HEAVY_BYTES = 2 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Sound:
    """A finished file of ours in a temporary directory: `with reencode(...) as sound`.

    `duration` is in seconds; `peaks` are 200 values from 0 to 100 over the whole length, 100 the sound's own loudest.
    """

    path: Path
    format: str
    duration: float
    channels: int
    peaks: list[int]
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
        self.discard()

    def discard(self) -> None:
        """Removes the file. What is to stay has been stored by then."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def reencode(source: Any, *, kind: SoundName = "voice") -> Sound:
    """A clean MP3 of `source` (a path, an upload or a file). The source is left as it is.

    Raises UnsupportedType (415) for anything but MP3, Ogg, Opus, FLAC, WAV, M4A and WebM without a picture,
    Unprocessable (422) for a damaged one, TooLarge (413) beyond the bytes or seconds of `kind`, StorageFull (507) when
    the disk ends.
    """
    bounds = SOUNDS[kind]
    with uploads.spooled(source, max_bytes=bounds.max_bytes) as spool, uploads.kept_on_success("sound-") as directory:
        answer = pool.run(
            "sound", heavy=spool.size > HEAVY_BYTES, limits=SOUND,
            path=str(spool.path), kind=kind, directory=str(directory),
        )  # fmt: skip
        if "refused" in answer:
            raise problem(answer["refused"], kind)
        made = answer["ok"]
        return Sound(**{**made, "path": Path(made["path"])})


def problem(reason: str, kind: str) -> Problem:
    """What a person is told of a sound that the child refused."""
    bounds = SOUNDS[kind]
    if reason == "recorder":
        return UnsupportedType(
            _(
                "This is a recording in WebM, which not every browser plays: send it in the chat, or save it as Ogg, Opus, "
                "FLAC or WAV for the library."
            )
        )
    if reason == "unsupported" and kind == "track":
        return UnsupportedType(_("This is not an MP3, Ogg, Opus, FLAC, WAV or M4A sound."))
    if reason == "unsupported":
        return UnsupportedType(_("This is not an MP3, Ogg, Opus, FLAC, WAV, M4A or WebM sound."))
    if reason == "too_long":
        minutes = bounds.max_seconds // 60
        return TooLarge(
            ngettext(
                "This sound is too long: %(minutes)d minute at most.",
                "This sound is too long: %(minutes)d minutes at most.",
                minutes,
            )
            % {"minutes": minutes}
        )
    if reason == "too_large":
        return TooLarge(
            _("This sound is too large: %(megabytes)d MB at most.") % {"megabytes": bounds.max_bytes // MEGABYTE}
        )
    if reason == "disk_full":
        return StorageFull(_("The server's disk is full."))
    return Unprocessable(_("This sound could not be read. Is the file damaged?"))
