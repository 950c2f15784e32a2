"""From an uploaded file to a map in the library: told apart by content, read, re-encoded, stored."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import StoredFile
from accounts.models.stored_file import remove_unused
from config.files import images, uploads, videos
from maps.formats import uvtt
from maps.formats.structure import Malformed
from maps.models import Map, MapFolder
from maps.naming import MIN_CELL_PX, hint
from maps.words import refusal

HEAD_BYTES = 256
TILES = "map-tiles"
SLOW_VIDEO = 20 * 1024 * 1024


class Upload:
    """An uploaded file on disk, told apart. `picture` is the file itself, or what a Universal VTT file carried."""

    def __init__(self, path: Path, filename: str, directory: Path) -> None:
        """Raises UnsupportedType, Unprocessable or TooLarge, before any pixel is decoded."""
        self.path, self.hint = path, hint(filename)
        self.parsed: uvtt.Uvtt | None = None
        self.picture = path
        with open(path, "rb") as file:
            head = file.read(HEAD_BYTES)
        self.video = videos.looks_like(head)
        if self.video:
            return
        if uvtt.looks_like(head):
            self.picture = directory / "embedded"
            self.parsed = self._parse(self.picture)
        self.header = images.inspect(self.picture, kind="map")

    def _parse(self, target: Path) -> uvtt.Uvtt:
        try:
            with open(self.path, "rb") as file, open(target, "wb") as out:
                # Mapped, not read: the file may be 500 MB, nearly all of it the picture that is decoded piece by piece.
                parsed = uvtt.parse(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
                parsed.write_image(out)
        except Malformed as error:
            raise refusal(error) from None
        # The map is unmapped with the last view into it.
        return replace(parsed, image=memoryview(b""))

    def keep(
        self, *, owner: Any, folder: MapFolder | None, sha256: str, name: str | None = None, id: UUID | None = None,
        progress: Callable[[float, str], None] = lambda part, words: None,
    ) -> Map:  # fmt: skip
        """Re-encodes it, cuts it into tiles and stores both. `sha256` is the upload's own; `id` makes a repeat harmless:
        a map of this id is returned as it is. `progress` hears how far it is, from 0 to 1, and in words.
        """
        id = id or uuid4()
        known = Map.objects.filter(pk=id).first()
        if known is not None:
            return known
        with ExitStack() as made:
            picture, media = self._made(made, progress)
            files: dict[str, tuple[str, images.Image]] = {
                "picture": ("map", picture),
                "thumbnail": ("map-thumbnail", picture.thumbnail),
            }
            fields: dict[str, Any] = {"media": media}
            if media == Map.Media.PICTURE:
                progress(0.4, _("cutting it into tiles"))
                tiles = made.enter_context(images.tiles(self.picture, kind="map"))
                files["tiles"] = (TILES, tiles)
                fields.update(tiling=Map.Tiling.DONE, levels=tiles.levels, alpha=tiles.alpha)
            progress(0.9, _("storing it"))
            return _store(
                files,
                id=id,
                owner=owner,
                folder=folder,
                name=name or self.hint.name,
                content_sha256=sha256,
                width=picture.width,
                height=picture.height,
                animated=picture.animated,
                **fields,
                **self._grid(picture.width, picture.height),
            )

    def _made(self, made: ExitStack, progress: Callable[[float, str], None]) -> tuple[images.Picture, Map.Media]:
        if self.video:
            progress(0.1, _("reading the video"))
            return made.enter_context(videos.remux(self.path)), Map.Media.VIDEO
        progress(0.1, _("re-encoding %(width)d x %(height)d px") % self.size)
        picture = made.enter_context(images.reencode(self.picture, kind="map"))
        return picture, Map.Media.ANIMATED if picture.animated else Map.Media.PICTURE

    @property
    def slow(self) -> bool:
        """Whether it takes so long that a job should do it."""
        return self.path.stat().st_size > SLOW_VIDEO if self.video else self.header.large

    @property
    def size(self) -> dict[str, int]:
        """`width` and `height` in pixels, before it is turned upright."""
        return {"width": self.header.width, "height": self.header.height}

    def _grid(self, width: int, height: int) -> dict[str, Any]:
        if self.parsed is not None:
            fitted = self.parsed.fitted_to(width, height)
            cell = fitted.pixels_per_grid
            return {
                "source": Map.Source.UVTT,
                "cell_width": cell,
                "cell_height": cell * (height / fitted.height),
                "structure": fitted.structure(),
                "report": fitted.report,
            }
        if self.hint.columns and self.hint.rows:
            across, down = width / self.hint.columns, height / self.hint.rows
            if min(across, down) >= MIN_CELL_PX:
                return {"cell_width": across, "cell_height": down}
        return {}


def store(owner: Any, kind: str, made: images.Image) -> StoredFile:
    return StoredFile.objects.store(
        made.path, owner=owner, kind=kind, sha256=made.sha256, size=made.size, content_type=made.content_type,
        extension=made.extension, width=made.width, height=made.height,
    )  # fmt: skip


def _store(files: dict[str, tuple[str, images.Image]], *, owner: Any, **fields: Any) -> Map:
    stored: dict[str, StoredFile] = {}
    try:
        with transaction.atomic():
            for field, (kind, made) in files.items():
                stored[field] = store(owner, kind, made)
            return Map.objects.create(owner=owner, **stored, **fields)
    except BaseException:
        for file in stored.values():
            remove_unused(file.key, owner.pk)
        raise


def take_in(source: Any, filename: str, *, owner: Any, folder: MapFolder | None, id: UUID | None = None) -> Map:
    """The uploaded `source` (an upload or a path) as a map of `owner`. Nothing is left behind when it fails."""
    with uploads.workspace() as directory, uploads.spooled(source, max_bytes=images.KINDS["map"].max_bytes) as spool:
        upload = Upload(spool.path, filename, directory)
        return upload.keep(owner=owner, folder=folder, sha256=spool.sha256, id=id)
