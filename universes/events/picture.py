"""The picture of a universe."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from accounts.models import StoredFile
from rooms.live import Input
from universes.events.changing import Changing
from universes.models import Universe

PICTURES = "universe"
"""The kind of stored file."""


class UniversePicture(Changing):
    """Show another picture, or none. The server's own, after REST has taken it in; the one before is deleted."""

    type = "universe.picture"
    internal = True
    undoable = False
    example: ClassVar[dict[str, Any]] = {}

    class Input(Input):
        picture: UUID | None = None

    def touched(self, universe: Universe) -> list[Any]:
        return [universe]

    def apply(self, universe: Universe) -> None:
        before = universe.picture
        given = self.data.picture
        universe.change(picture=StoredFile.objects.get(pk=given, owner=self.who.user) if given else None)
        # A copy may show the same one.
        if before is not None and not Universe.objects.filter(picture=before).exists():
            before.delete()
