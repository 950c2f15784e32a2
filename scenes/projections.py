"""What each viewer sees of scenes, placed maps and tokens. Hidden things and notes are for those who lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import PlacedMap, Scene, Token


def scenes_of(viewer: Viewer) -> Iterable[Scene]:
    return Scene.objects.visible_to(viewer)


@projects("scene", Scene, within=scenes_of)
def scene(viewer: Viewer, scene: Scene) -> dict[str, Any] | None:
    """Players know the active scene only: neither the names nor the number of the others."""
    if not (viewer.leads or scene.active):
        return None
    seen = {
        "id": scene.pk,
        "name": scene.name,
        "active": scene.active,
        "background": scene.background,
        "grid": scene.grid(),
    }
    return {**seen, "order": scene.order, "folder": scene.folder} if viewer.leads else seen


def focus(viewer: Viewer) -> UUID | None:
    """A game master's state holds one scene: the one they look at, else the active one. Players' hold what they see."""
    if not viewer.leads:
        return None
    return viewer.scene or Scene.objects.filter(room=viewer.room, active=True).values_list("pk", flat=True).first()


def in_focus(viewer: Viewer) -> dict[str, Any]:
    """The scene whose things a snapshot holds: the one a game master looks at, else the active one."""
    return {"scene_id": viewer.scene} if viewer.scene else {"scene__active": True}


@projects(
    "placed_map",
    PlacedMap,
    within=lambda viewer: (
        PlacedMap.objects.visible_to(viewer).filter(**in_focus(viewer)).select_related("map", "scene")
    ),
)
def placed_map(viewer: Viewer, placed: PlacedMap) -> dict[str, Any] | None:
    if not viewer.leads and (placed.hidden or not placed.scene.active):
        return None
    seen = {
        "id": placed.pk,
        "scene": placed.scene_id,
        # The version is of the stored file's random id: it says nothing of the picture's content or name.
        "url": f"/api/v1/scenes/{placed.scene_id}/maps/{placed.pk}/picture?v={placed.map.picture_id.hex[:8]}",
        "width": placed.map.width,
        "height": placed.map.height,
        "x": placed.x,
        "y": placed.y,
        "scale": placed.scale,
        "rotation": placed.rotation,
        "z": placed.z,
        "opacity": placed.opacity,
    }
    if not viewer.leads:
        return seen
    return {**seen, "name": placed.map.name, "map": placed.map_id, "hidden": placed.hidden, "locked": placed.locked}


@projects(
    "token",
    Token,
    within=lambda viewer: Token.objects.visible_to(viewer).filter(**in_focus(viewer)).select_related("scene"),
)
def token(viewer: Viewer, token: Token) -> dict[str, Any] | None:
    if not viewer.leads and (token.hidden or not token.scene.active):
        return None
    seen = {
        "id": token.pk,
        "scene": token.scene_id,
        "name": token.name,
        "x": token.x,
        "y": token.y,
        "size": token.size,
        "rotation": token.rotation,
        "z": token.z,
        "disposition": token.disposition,
    }
    if not viewer.leads:
        return seen
    return {
        **seen,
        "gm_name": token.gm_name,
        "gm_notes": token.gm_notes,
        "hidden": token.hidden,
        "owners": token.owner_ids,
        "version": token.version,
    }


def controllers(token: Token) -> Iterable[str]:
    """Whom it is told that they control the token: nobody, while they may not know that it exists."""
    return [] if token.hidden or not token.scene.active else [f"user:{user}" for user in token.owner_ids]


@projects("control", Token, keys=controllers)
def control(viewer: Viewer, token: Token) -> dict[str, Any]:
    return {"id": token.pk, "token": token.pk}
