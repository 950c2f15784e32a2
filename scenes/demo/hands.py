"""The demo's game master: does at a table what a person would, each evening's work once and whole."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from maps.intake import take_in
from maps.models import Map
from rooms.live import perform
from rooms.models import Entry, Member, Room
from rooms.viewer import Viewer
from scenes import token_pictures
from scenes.demo import portraits

Line = tuple[float, float, float, float]


class Hands:
    """Those of `owner` at `room`. What a piece of work is known by is the mark of its first command, so that a second
    time does nothing, whatever has become of it.
    """

    def __init__(self, room: Room, owner: Any) -> None:
        self.room, self.owner = room, owner
        self.viewer = Viewer.of(room, Member.objects.get(room=room, user=owner), user=owner)
        self.pictures: dict[str, UUID] = {}

    def does(self, type: str, mark: str | None = None, /, **data: Any) -> Any:
        """Returns the first thing it made."""
        made = perform(self.viewer, type, data, client_id=mark and f"demo:{mark}").made
        return made[0] if made else None

    def has_done(self, mark: str) -> bool:
        return Entry.objects.filter(room=self.room, user=self.owner, client_id=f"demo:{mark}").exists()

    def made(self, mark: str, kind: str) -> str | None:
        """The id of what the command of this mark made."""
        entry = Entry.objects.filter(room=self.room, user=self.owner, client_id=f"demo:{mark}").first()
        ops = entry.views.get("gm", ()) if entry else ()
        return next((op[2] for op in ops if op[:2] == ["put", kind]), None)

    @contextmanager
    def once(self, mark: str) -> Iterator[bool]:
        """Whether this is still to be done; all of it or nothing. Its first command takes the mark."""
        with transaction.atomic():
            yield not self.has_done(mark)

    def map(self, draw: Callable[[Path], None], name: str, size: tuple[int, int]) -> Map:
        """A picture that is drawn now, in the owner's library. The hint in its name tells the number of cells."""
        with tempfile.TemporaryDirectory() as folder:
            picture = Path(folder) / "map.webp"
            draw(picture)
            return take_in(picture, f"{name} [{size[0]}x{size[1]}].webp", owner=self.owner, folder=None)

    def face(self, name: str) -> str:
        """The id of this portrait among the owner's pictures."""
        if name not in self.pictures:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"{name}.webp"
                portraits.draw(name, path)
                self.pictures[name] = token_pictures.take_in(self.owner, path).pk
        return str(self.pictures[name])

    def walls(self, scene: str, cell: float, **lines: Iterable[Line]) -> None:
        """Lines in cells, by the kind of wall that they are."""
        built = [
            {"kind": kind, "x1": x1 * cell, "y1": y1 * cell, "x2": x2 * cell, "y2": y2 * cell}
            for kind, some in lines.items()
            for x1, y1, x2, y2 in some
        ]
        for at in range(0, len(built), 500):
            self.does("wall.create", scene=scene, walls=built[at : at + 500])

    def lights(self, scene: str, cell: float, lamps: Iterable[tuple[float, float, float]], **look: Any) -> None:
        """Lamps (column, row, reach in cells of five feet)."""
        for column, row, reach in lamps:
            ways = {"bright": reach * 2.5, "dim": reach * 6.0}
            self.does("light.create", scene=scene, x=column * cell, y=row * cell, **ways, **look)

    def token(self, scene: str, cell: float, face: str, *, at: tuple[float, float], **fields: Any) -> Any:
        made = self.does("token.create", scene=scene, x=at[0] * cell, y=at[1] * cell, **fields)
        if "character" not in fields:
            self.does("token.picture", token=str(made.pk), picture=self.face(face))
        return made
