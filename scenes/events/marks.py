"""What the events about areas, drawings and map notes share."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta

from config.api.errors import NotFound
from rooms.live import Event
from rooms.live.projecting import PROJECTED
from rooms.viewer import Viewer, sights_of
from scenes.models import Scene

Length = Annotated[float, Meta(ge=0.1, le=10_000)]
"""In the scene's unit."""


def seen_mark(who: Viewer, model: Any, pk: UUID) -> Any:
    """The area, drawing or note that `who` may see, walls and light asked. Raises NotFound."""
    row = model.objects.select_related("scene").seen(who, pk=pk)
    if not _sees(who, row):
        raise NotFound()
    return row


def _sees(who: Viewer, row: Any) -> bool:
    return PROJECTED[type(row)].projections[0].function(who, row) is not None


class OnScene(Event):
    """Base of what puts something into a scene."""

    permission = "scenes.draw"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def touched(self, scene: Scene) -> list[Any]:
        return []

    @classmethod
    def require_place(cls, row: Any) -> None:
        row.require_place(row.scene_id)


class MarkDrag(Event):
    """Base of a mark under somebody's hand: a preview that passes, for those who see it both where it lies and where the
    hand has it. Others forget it three seconds after the last one.
    """

    permission = "scenes.change_mark"
    streams = frozenset({"scene"})
    kept = False

    def moved(self, row: Any) -> Any:
        """A copy of the mark, not to be saved, where the hand has it."""
        raise NotImplementedError

    def keys(self, row: Any) -> frozenset[str]:
        room = self.who.room
        keys = frozenset(sight for sight in sights_of(room) if _sees(Viewer.audience(room, sight), row))
        self.hearers(row, keys)  # which reads what it needs here, on a thread of the database
        return keys

    def hearers(self, row: Any, keys: frozenset[str]) -> frozenset[str]:
        moved = self.moved(row)
        return frozenset(key for key in keys if _sees(Viewer.audience(self.who.room, key), moved))
