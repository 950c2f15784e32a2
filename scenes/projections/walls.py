"""What each viewer sees of walls: those who lead all of them, others the doors that they know, and no secret one."""

from __future__ import annotations

from typing import Any

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import Wall
from scenes.projections.scene import in_focus
from scenes.sight import seen_by

OF_WALL = ("x1", "y1", "x2", "y2", "kind", "move", "sight", "light", "sound", "direction", "state")


def walls_in(viewer: Viewer) -> Any:
    """Also for players: which of them a door is that they know, the projection says."""
    room = Wall.objects.filter(scene__room=viewer.room, **in_focus(viewer)).select_related("scene")
    return room if viewer.leads else room.filter(kind=Wall.Kind.DOOR)


@projects("wall", Wall, within=walls_in)
def wall(viewer: Viewer, wall: Wall) -> dict[str, Any] | None:
    if not viewer.leads:
        return None
    return {"id": wall.pk, "scene": wall.scene_id, **{name: getattr(wall, name) for name in OF_WALL}}


def is_shown(viewer: Viewer, wall: Wall) -> bool:
    """Whether it is a door, to this viewer's knowledge."""
    return wall.kind == Wall.Kind.DOOR and seen_by(viewer, wall.scene).box(*wall.box())


@projects("door", Wall)
def door(viewer: Viewer, wall: Wall) -> dict[str, Any] | None:
    if viewer.leads or not is_shown(viewer, wall):
        return None
    return {
        "id": wall.pk,
        "scene": wall.scene_id,
        "x1": wall.x1,
        "y1": wall.y1,
        "x2": wall.x2,
        "y2": wall.y2,
        "kind": "door",
        "open": wall.state == Wall.State.OPEN,
        "locked": wall.state == Wall.State.LOCKED,
    }
