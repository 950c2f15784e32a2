"""Files of an archive, or beside a document, on their way into libraries: as if they had been uploaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec

from accounts.models import StoredFile
from audio.models import Track
from config.files import images, uploads
from maps.intake import Upload, store
from maps.models import Map
from scenes.archive.schema import LibraryFields
from scenes.models.handout import FILE_KIND, PREVIEW_KIND


class Taken:
    """What has become `owner`'s so far, to be taken back when the rest fails. `directory` is for files in between."""

    def __init__(self, owner: Any, directory: Path) -> None:
        self.owner, self.directory = owner, directory
        self.rows: list[Any] = []

    def map_at(self, path: Path, name: str, known: LibraryFields | None = None, *, id: UUID | None = None) -> Map:
        """The picture at `path` as a map, with what a library knew of it. `id` makes a repeat harmless."""
        folder = self.directory / uuid4().hex
        folder.mkdir()
        sha256 = uploads.Spool(path, path.stat().st_size).sha256
        entry = Upload(path, f"{name[:100]}.map", folder).keep(owner=self.owner, folder=None, sha256=sha256, id=id)
        self.rows.append(entry)
        if name:
            entry.name = name[:120]
        for field, value in msgspec.structs.asdict(known).items() if known is not None else ():
            if field != "name":
                setattr(entry, field, value)
        entry.save()
        return entry

    def picture_at(self, path: Path, *, handed: bool) -> tuple[StoredFile, StoredFile | None]:
        """The picture of a token or portrait; of a handout, where it is to be handed out, with its preview."""
        with images.reencode(path, kind="attachment" if handed else "token") as picture:
            kept = self._stored(FILE_KIND if handed else "token", picture)
            return kept, self._stored(PREVIEW_KIND, picture.thumbnail) if handed else None

    def _stored(self, kind: str, picture: images.Image) -> StoredFile:
        row = store(self.owner, kind, picture)
        self.rows.append(row)
        return row

    def undo(self) -> None:
        for row in self.rows:
            row.remove() if isinstance(row, Map | Track) else row.delete()
