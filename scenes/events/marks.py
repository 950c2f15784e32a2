"""What the events about areas, drawings and map notes share."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta

from config.api.errors import NotFound
from rooms.live import Event
from rooms.live.projecting import PROJECTED
from rooms.viewer import Viewer
from scenes.models import Scene

Length = Annotated[float, Meta(ge=0.1, le=10_000)]
"""In the scene's unit."""


def seen_mark(who: Viewer, model: Any, pk: UUID) -> Any:
    """The area, drawing or note that `who` may see, walls and light asked. Raises NotFound."""
    row = model.objects.select_related("scene").seen(who, pk=pk)
    if PROJECTED[model].projections[0].function(who, row) is None:
        raise NotFound()
    return row


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
