"""Untrusted videos made fit for a map: `remux` looks into them in the child process and keeps their pictures alone."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from django.utils.translation import gettext as _

from config.api.errors import Problem, StorageFull, TooLarge, Unprocessable, UnsupportedType
from config.files import magic, uploads
from config.files.images import Image, Picture
from config.files.kinds import KINDS, MAX_VIDEO_SECONDS, MAX_VIDEO_SIDE, MEGABYTE
from config.files.pool import pool


@dataclass(frozen=True, slots=True)
class Video(Picture):
    """A finished video with a thumbnail of its first picture: `with remux(...) as video`. `duration` is in seconds."""

    duration: float

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path.parent, ignore_errors=True)


def looks_like(head: bytes) -> bool:
    """Whether a file that begins so may be a video, or a sound in the same kind of container."""
    return magic.sound(head) in ("MP4", "WEBM") and not magic.picture(head)


def remux(source: Any) -> Video:
    """The pictures of `source` (a path or an upload) in a new MP4 or WebM without sound and tags.

    Raises UnsupportedType (415) for what browsers do not play, Unprocessable (422) for a damaged one, TooLarge (413)
    beyond 500 MB, 4,096 px a side or ten minutes, StorageFull (507) when the disk ends.
    """
    with (
        uploads.spooled(source, max_bytes=KINDS["map"].max_bytes) as spool,
        uploads.kept_on_success("video-") as directory,
    ):
        answer = pool.run("video", heavy=True, path=str(spool.path), directory=str(directory))
        if "refused" in answer:
            raise _problem(answer["refused"])
        made, small = answer["ok"], answer["ok"].pop("thumbnail")
        small = Image(**{**small, "path": Path(small["path"])})
        return Video(**{**made, "path": Path(made["path"]), "thumbnail": small})


def _problem(reason: str) -> Problem:
    if reason == "unsupported":
        return UnsupportedType(
            _("This is not a video that browsers play: MP4 with H.264, or WebM with VP8, VP9 or AV1.")
        )
    if reason in ("too_large", "too_long"):
        return TooLarge(
            _("This video is too large: at most %(side)d px a side, %(minutes)d minutes and %(megabytes)d MB.")
            % {
                "side": MAX_VIDEO_SIDE,
                "minutes": MAX_VIDEO_SECONDS // 60,
                "megabytes": KINDS["map"].max_bytes // MEGABYTE,
            }
        )
    if reason == "disk_full":
        return StorageFull(_("The server's disk is full."))
    return Unprocessable(_("This video could not be read. Is the file damaged?"))
