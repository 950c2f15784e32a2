"""Untrusted pictures made safe: `reencode` decodes in a child process and writes a new picture without metadata."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from django.utils.translation import gettext as _

from config.api.errors import Problem, StorageFull, TooLarge, Unprocessable, UnsupportedType
from config.files import uploads
from config.files.kinds import CONTENT_TYPES, EXTENSIONS, KINDS, LARGE_SIDE, MEGABYTE
from config.files.pool import pool

PictureKind = Literal["map", "avatar", "token", "cover", "attachment"]


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture says of itself before its pixels are decoded."""

    format: str
    width: int
    height: int
    frames: int

    @property
    def large(self) -> bool:
        """Over 4,096 px a side, or a film of as many pixels: re-encode it in a job, not while somebody waits."""
        return max(self.width, self.height) > LARGE_SIDE or self.width * self.height * self.frames > LARGE_SIDE**2


@dataclass(frozen=True, slots=True)
class Image:
    """A finished file of ours. `format` is webp, jpeg or png."""

    path: Path
    format: str
    width: int
    height: int
    animated: bool
    sha256: str
    size: int

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format]

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.format]


@dataclass(frozen=True, slots=True)
class Picture(Image):
    """A re-encoded picture with its thumbnail, both in a temporary directory: `with reencode(...) as picture`."""

    thumbnail: Image

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.discard()

    def discard(self) -> None:
        """Removes both files. What is to stay has been stored by then."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Tiles(Image):
    """The tiles of a still picture in one file (`tile_file.py`), in a temporary directory: `with tiles(...) as made`."""

    levels: int
    alpha: bool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path.parent, ignore_errors=True)


def inspect(source: Any, *, kind: PictureKind) -> Header:
    """The header of `source` (a path or an upload), after the bounds of `kind` were checked on it.

    Raises UnsupportedType, Unprocessable or TooLarge.
    """
    with uploads.spooled(source, max_bytes=KINDS[kind].max_bytes) as spool:
        return Header(**_ask("inspect", kind, path=str(spool.path), kind=kind))


def reencode(source: Any, *, kind: PictureKind) -> Picture:
    """A clean copy of `source` (a path, an upload or a file) and its thumbnail. The source is left as it is.

    Raises UnsupportedType (415) for anything but PNG, JPEG, WebP, AVIF and GIF, Unprocessable (422) for a broken
    picture, TooLarge (413) beyond the bounds of `kind`, StorageFull (507) when the disk ends.
    """
    with uploads.spooled(source, max_bytes=KINDS[kind].max_bytes) as spool:
        header = Header(**_ask("inspect", kind, path=str(spool.path), kind=kind))
        with uploads.kept_on_success("picture-") as directory:
            arguments = {"path": str(spool.path), "kind": kind, "directory": str(directory)}
            made = _ask("reencode", kind, heavy=header.large, **arguments)
            small = made.pop("thumbnail")
            return Picture(**_image(made), thumbnail=Image(**_image(small)))


def tiles(source: Any, *, kind: PictureKind = "map") -> Tiles:
    """The tiles of `source`, an upload or a picture of ours that does not move. Raises as `reencode` does."""
    with uploads.spooled(source, max_bytes=KINDS[kind].max_bytes) as spool:
        header = Header(**_ask("inspect", kind, path=str(spool.path), kind=kind))
        with uploads.kept_on_success("tiles-") as directory:
            arguments = {"path": str(spool.path), "kind": kind, "directory": str(directory)}
            return Tiles(**_image(_ask("tiles", kind, heavy=header.large, **arguments)))


def thumbnail(path: Path, *, box: int) -> Path:
    """A WebP of at most `box` px a side of a picture that `reencode` made. The caller removes its directory."""
    format = {"webp": "WEBP", "jpg": "JPEG", "png": "PNG"}[Path(path).suffix.removeprefix(".")]
    with uploads.kept_on_success("picture-") as directory:
        made = _ask("thumbnail", "map", path=str(path), directory=str(directory), box=box, format=format)
        return Path(made["path"])


def _ask(do: str, of_kind: str, *, heavy: bool = False, **arguments: Any) -> dict[str, Any]:
    answer = pool.run(do, heavy=heavy, **arguments)
    if "refused" in answer:
        raise _problem(answer["refused"], of_kind)
    return answer["ok"]


def _problem(reason: str, kind: str) -> Problem:
    if reason == "unsupported":
        return UnsupportedType(_("This is not a PNG, JPEG, WebP, AVIF or GIF picture."))
    if reason == "too_large":
        bounds = KINDS[kind]
        return TooLarge(
            _("This picture is too large: at most %(side)d px a side and %(megabytes)d MB.")
            % {"side": bounds.max_side, "megabytes": bounds.max_bytes // MEGABYTE}
        )
    if reason == "disk_full":
        return StorageFull(_("The server's disk is full."))
    return Unprocessable(_("This picture could not be read. Is the file damaged?"))


def _image(made: dict[str, Any]) -> dict[str, Any]:
    return {**made, "path": Path(made["path"])}
