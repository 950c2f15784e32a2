"""Out of the server: what the owner of a room may read of it, as an archive."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import StoredFile
from config.files import archives
from rooms.archive.parts import PARTS
from rooms.archive.schema import FORMAT, Manifest, Member, PersonFields, RoomFields
from rooms.models import Room
from rooms.viewer import Viewer

INDEX = "room.json"
CARRIED = 4 * 1024**3
"""So many bytes of files are taken along, in the order in which parts name them; of those beyond only the name."""
MOST_CARRIED = 19_000
"""And so many of them, so that with the texts no archive has more members than can be read again."""
Tell = Callable[[float, str], None]


def silent(_fraction: float, _words: str) -> None:
    """Nobody wants to know."""


class Packing:
    """An archive in the making. `viewer` is the owner, by whose eyes parts read; `head` the number of the newest entry when
    it began. `left_out` counts files that are named and do not come along, because their object is lost or there was no
    more room.
    """

    def __init__(self, viewer: Viewer, directory: Path, *, carried: int, tell: Tell = silent) -> None:
        self.viewer, self.room, self.directory, self.tell = viewer, viewer.room, directory, tell
        self.head: int = Room.objects.values_list("head", flat=True).get(pk=viewer.room.pk)
        self.texts: dict[str, Path] = {}
        self.files: dict[str, StoredFile] = {}
        self.left_out = 0
        self._left = carried
        self._names: dict[str, str] = {}
        self._members: dict[str, Member] = {}

    def text(self, name: str, said: Any) -> None:
        """Puts a document, a Struct, into the archive."""
        data = msgspec.json.encode(said)
        path = self.directory / f"text{len(self.texts)}"
        path.write_bytes(data)
        self.texts[name] = path
        self._members[name] = Member(size=len(data), sha256=hashlib.sha256(data).hexdigest())

    def name_of(self, folder: str, file: StoredFile) -> str:
        """The member of the archive that the file is, the same for rows that share one object."""
        known = self._names.get(file.key)
        if known is None:
            known = f"{folder}/{len(self._names) + 1}.{file.key.rsplit('.', 1)[-1]}"
            self._names[file.key] = known
            if file.size <= self._left and len(self.files) < MOST_CARRIED and default_storage.exists(file.key):
                self._left -= file.size
                self.files[known] = file
                self._members[known] = Member(size=file.size, sha256=file.sha256)
            else:
                self.left_out += 1
        return known

    def manifest(self) -> Manifest:
        room: Any = self.room
        people = room.members.select_related("user").order_by("created_at", "id")
        return Manifest(
            schema=FORMAT,
            version=1,
            program=settings.VERSION,
            made_at=timezone.now(),
            room=RoomFields(**{name: getattr(room, name) for name in RoomFields.__struct_fields__}),
            head=self.head,
            people=[
                PersonFields(name=one.user.display_name, role=one.role, colour=one.user.colour) for one in people
            ],
            files=self._members,
        )  # fmt: skip


def written(packing: Packing) -> Iterator[bytes]:
    """The archive, piece by piece. `packing.tell` hears how far it is."""
    for at, part in enumerate(PARTS):
        packing.tell(0.4 * at / len(PARTS), str(part.words))
        part.pack(packing)
    manifest = msgspec.json.encode(packing.manifest())
    whole = max(sum(file.size for file in packing.files.values()), 1)
    done = 0
    for block in archives.written({INDEX: manifest, **packing.texts}, packing.files, default_storage):
        yield block
        done += len(block)
        packing.tell(min(0.4 + 0.6 * done / whole, 1.0), "")
