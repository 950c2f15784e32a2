"""From an uploaded file to a map in the library: told apart by content, read, re-encoded, stored."""

from __future__ import annotations

import mmap
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import StoredFile
from accounts.models.stored_file import remove_unused
from config.files import images, uploads
from maps.formats import uvtt
from maps.formats.structure import Malformed
from maps.models import Map, MapFolder
from maps.naming import MIN_CELL_PX, hint
from maps.words import refusal

HEAD_BYTES = 256


class Upload:
    """An uploaded file on disk, told apart. `picture` is the file itself, or what a Universal VTT file carried."""

    def __init__(self, path: Path, filename: str, directory: Path) -> None:
        """Raises UnsupportedType, Unprocessable or TooLarge, before any pixel is decoded."""
        self.path, self.hint = path, hint(filename)
        self.parsed: uvtt.Uvtt | None = None
        self.picture = path
        with open(path, "rb") as file:
            head = file.read(HEAD_BYTES)
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

    def keep(self, *, owner: Any, folder: MapFolder | None, name: str | None = None, id: UUID | None = None) -> Map:
        """Re-encodes and stores it. `id` makes a repeat harmless: a map of this id is returned as it is."""
        id = id or uuid4()
        known = Map.objects.filter(pk=id).first()
        if known is not None:
            return known
        with images.reencode(self.picture, kind="map") as picture:
            fields = {
                "id": id,
                "owner": owner,
                "folder": folder,
                "name": name or self.hint.name,
                "width": picture.width,
                "height": picture.height,
                "animated": picture.animated,
                **self._grid(picture.width, picture.height),
            }
            return _store(fields, picture)

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


def _store(fields: dict[str, Any], picture: images.Picture) -> Map:
    owner, stored = fields["owner"], []
    try:
        with transaction.atomic():
            for kind, made in (("map", picture), ("map-thumbnail", picture.thumbnail)):
                stored.append(
                    StoredFile.objects.store(
                        made.path, owner=owner, kind=kind, sha256=made.sha256, size=made.size,
                        content_type=made.content_type, extension=made.extension,
                        width=made.width, height=made.height,
                    )
                )  # fmt: skip
            return Map.objects.create(picture=stored[0], thumbnail=stored[1], **fields)
    except BaseException:
        for file in stored:
            remove_unused(file.key, owner.pk)
        raise


def take_in(source: Any, filename: str, *, owner: Any, folder: MapFolder | None, id: UUID | None = None) -> Map:
    """The uploaded `source` (an upload or a path) as a map of `owner`. Nothing is left behind when it fails."""
    with uploads.workspace() as directory, uploads.spooled(source, max_bytes=images.KINDS["map"].max_bytes) as spool:
        return Upload(spool.path, filename, directory).keep(owner=owner, folder=folder, id=id)
