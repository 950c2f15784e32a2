"""What each viewer sees of areas, drawings and map notes. What lies outside what one knows is not sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np

from rooms.live.projecting import projects
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.models import Area, Drawing, MapNote, Scene, Shared
from scenes.projections.scene import in_focus
from scenes.sight import Seen, seen_by

OF_AREA = ("shape", "x", "y", "size", "width", "angle", "rotation", "colour", "opacity", "label", "effect", "revealed")
OF_DRAWING = ("kind", "points", "text", "stroke", "fill", "width", "size", "layer", "locked")
OF_NOTE = ("x", "y", "icon", "title", "text")
STROKES = frozenset({Drawing.Kind.FREEHAND, Drawing.Kind.LINE})
MOST_STEPS = 400
"""So many places of a stroke are looked at, at most."""


def fields_of(row: Any, *names: str) -> dict[str, Any]:
    return {"id": row.pk, "scene": row.scene_id, **{name: getattr(row, name) for name in names}}


def sight_of(viewer: Viewer, scene: Scene) -> Seen | None:
    """What the viewer knows of the scene; None when they do not know that there is one."""
    return seen_by(viewer, scene) if viewer.leads or scene.active else None


@projects(
    "area",
    Area,
    within=lambda viewer: Area.objects.visible_to(viewer).filter(**in_focus(viewer)).select_related("scene"),
)
def area(viewer: Viewer, area: Area) -> dict[str, Any] | None:
    """Unrevealed ones are for those who lead."""
    if not viewer.leads:
        seen = sight_of(viewer, area.scene)
        if seen is None or not area.revealed or not (seen.everything or _covers_known(seen, area)):
            return None
    return {**fields_of(area, *OF_AREA), "user": area.user_id}


def _covers_known(seen: Seen, area: Area) -> bool:
    left, top, right, bottom = area.box()
    if area.shape in (Area.Shape.CIRCLE, Area.Shape.CYLINDER):
        return seen.known(area.x, area.y, (right - left) / 2)
    return seen.box(left, top, right, bottom)


@projects(
    "drawing",
    Drawing,
    within=lambda viewer: Drawing.objects.visible_to(viewer).filter(**in_focus(viewer)).select_related("scene"),
)
def drawing(viewer: Viewer, drawing: Drawing) -> dict[str, Any] | None:
    shown = {**fields_of(drawing, *OF_DRAWING), "user": drawing.user_id}
    if viewer.leads:
        return {**shown, "hidden": drawing.hidden}
    seen = sight_of(viewer, drawing.scene)
    if seen is None or drawing.hidden or not (seen.everything or _drawn_on_known(seen, drawing)):
        return None
    return shown


def _drawn_on_known(seen: Seen, drawing: Drawing) -> bool:
    """A stroke is looked at all along: the box around it may reach into a room that it does not enter."""
    if not seen.box(*drawing.box()):
        return False
    if drawing.kind not in STROKES:
        return True
    return seen.known(*_along(drawing))


def _along(drawing: Drawing) -> tuple[Any, Any, Any]:
    """Discs that cover a stroke: x, y, radius, as arrays. A scene may hold 2,000 strokes of 1,000 points."""
    points, edge = np.array(drawing.points, dtype=np.float64), drawing.width / 2
    if len(points) == 1:
        return points[:, 0], points[:, 1], edge
    begin, step = points[:-1], np.diff(points, axis=0)
    lengths = np.hypot(step[:, 0], step[:, 1])
    parts = np.ceil(lengths / max(drawing.scene.grid_size / 2, lengths.sum() / MOST_STEPS)).astype(np.int64).clip(1)
    leg = np.repeat(np.arange(len(parts)), parts)
    nth = np.arange(len(leg)) - np.repeat(np.cumsum(parts) - parts, parts)
    x, y = (begin[leg] + step[leg] * ((nth + 0.5) / parts[leg])[:, None]).T
    return x, y, (lengths / parts / 2 + edge)[leg]


@projects(
    "map_note",
    MapNote,
    within=lambda viewer: MapNote.objects.read_by(viewer).filter(**in_focus(viewer)).select_related("scene"),
)
def map_note(viewer: Viewer, note: MapNote) -> dict[str, Any] | None:
    """For those who lead, and for everybody when it is shared with everybody."""
    if viewer.leads:
        return {**fields_of(note, *OF_NOTE), "gm_notes": note.gm_notes, "shared": note.shared, "readers": note.readers}
    seen = sight_of(viewer, note.scene)
    if seen is None or note.shared != Shared.ALL or not seen.known(note.x, note.y):
        return None
    return fields_of(note, *OF_NOTE)


def named_readers(note: MapNote) -> Iterable[str]:
    """Players it is shared with by name, as far as they know the place where it lies."""
    if note.shared != Shared.NAMED or not note.scene.active:
        return []
    anybody = Viewer.audience(Room(pk=note.scene.room_id), "open")
    knowing = {user: seen_by(replace(anybody, eyes=UUID(user)), note.scene) for user in note.readers}
    return [f"user:{user}" for user, seen in knowing.items() if seen.known(note.x, note.y)]


@projects("named_note", MapNote, keys=named_readers)
def named_note(viewer: Viewer, note: MapNote) -> dict[str, Any]:
    """Another kind: it reaches its readers by their own key, and would go away there when it is shared with all."""
    return fields_of(note, *OF_NOTE)
