"""Into the server: a new room from an archive, seen by nobody until all of it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec import structs

from config.files import uploads
from rooms.archive.opening import Opened
from rooms.archive.packing import Tell, silent
from rooms.archive.parts import PARTS
from rooms.live.reducer import WINDOWS
from rooms.live.replay import keep_beginning
from rooms.models import Member, Message, Role, Room
from rooms.projections.messages import complete

LONGEST_NAME = 50


@dataclass(frozen=True)
class Preview:
    """What an archive holds: `counts` of things by kind ("messages", "scenes", …), `size` in bytes of its file."""

    name: str
    description: str
    kind: str
    made_at: datetime
    people: list[str]
    counts: dict[str, int]
    size: int


def preview(path: Path) -> Preview:
    """Reads all of the archive but its files, and makes nothing. Raises Unprocessable for what is none."""
    return _looked(path, Opened(path))


def _looked(path: Path, archive: Opened) -> Preview:
    counts: dict[str, int] = {}
    for part in PARTS:
        counts.update(part.look(archive))
    said = archive.manifest
    return Preview(
        name=said.room.name,
        description=said.room.description,
        kind=said.room.kind,
        made_at=said.made_at,
        people=[one.name for one in said.people],
        counts=counts,
        size=path.stat().st_size,
    )


@dataclass
class Arriving:
    """A room on its way in. Parts put what they take in under the names of the archive's members into `things` (a Map, a
    Track, a StoredFile, …), and the rows of what must go again if this fails into `made`.
    """

    archive: Opened
    owner: Any
    directory: Path
    tell: Tell
    id: UUID
    things: dict[str, Any] = field(default_factory=dict)
    made: list[Callable[[], object]] = field(default_factory=list)
    room: Any = None

    def id_of(self, name: str) -> UUID:
        """The same in each attempt, so that a second one makes nothing twice."""
        return uuid5(self.id, name)

    def file(self, name: str) -> Path:
        """The member of this name on disk, for as long as `directory` is there; the next one takes its place."""
        return self.archive.take_out(name, self.directory / "member")

    def undo(self) -> None:
        if self.room is not None:
            self.room.delete()
        for forget in reversed(self.made):
            forget()


def read_room(path: Path, owner: Any, *, id: UUID | None = None, tell: Tell = silent) -> Room:
    """A new room of `owner` from the archive. Under an `id` that was given, one that is complete already is returned, and
    one that is not is begun anew. Raises Unprocessable for what is no sound archive, StorageFull, and what uploads of its
    files would; then nothing of it stays.
    """
    id = id or uuid4()
    known = Room.objects.filter(pk=id).first()
    if known is not None and known.members.exists():
        return known
    if known is not None:
        known.delete()
    tell(0.0, _("reading it"))
    archive = Opened(path)
    _looked(path, archive)
    with uploads.workspace("room-") as directory:
        arriving = Arriving(archive, owner, directory, tell, id)
        try:
            for at, part in enumerate(PARTS):
                tell(0.1 + 0.6 * at / len(PARTS), str(part.words))
                part.take_in(arriving)
            arriving.room = _empty(arriving)
            for at, part in enumerate(PARTS):
                tell(0.7 + 0.3 * at / len(PARTS), str(part.words))
                part.build(arriving)
            return _opened(arriving)
        except BaseException:
            arriving.undo()
            raise


def _empty(arriving: Arriving) -> Room:
    """Closed to everybody: it has no members, and is not public."""
    said = arriving.archive.manifest
    settings = structs.asdict(said.room) | {"name": free_name(arriving.owner, said.room.name)}
    return Room.objects.create(id=arriving.id, owner=arriving.owner, head=said.head, **settings)


@transaction.atomic
def _opened(arriving: Arriving) -> Room:
    room: Room = Room.objects.select_for_update().get(pk=arriving.id)
    Member.objects.create(room=room, user=arriving.owner, role=Role.OWNER, read_seq=room.head)
    newest = complete(Message.objects.filter(room=room).order_by("-seq"))[: WINDOWS["message"]]
    keep_beginning(room, reversed(newest))
    return room


def free_name(owner: Any, name: str) -> str:
    """`name`, with a number behind it where the owner has a room of that name."""
    name = " ".join(name.split())
    taken = {one.casefold() for one in Room.objects.gatherings().filter(owner=owner).values_list("name", flat=True)}
    found, number = name, 2
    while found.casefold() in taken:
        found = f"{name[: LONGEST_NAME - len(f' ({number})')]} ({number})"
        number += 1
    return found
