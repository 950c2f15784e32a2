"""What each viewer sees of scenes and their folders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import Scene, SceneFolder

SHARED = ("distance_mode", "coverage", "snap", "trails", "staged", "start", "vision", "fog", "darkness", "night")
OF_LEADS = ("order", "folder", "playlist", "universe_order", "physics_overrides", "music_overrides")


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
        **{name: getattr(scene, name) for name in SHARED},
    }
    if not viewer.leads:
        return seen
    within = {"universe": scene.universe_id, "own_universe": scene.own_universe_id}
    return {**seen, **within, **{name: getattr(scene, name) for name in OF_LEADS}}


def focus(viewer: Viewer) -> UUID | None:
    """A game master's state holds one scene: the one they look at, else the active one. Players' hold what they see."""
    if not viewer.leads:
        return None
    return viewer.scene or Scene.objects.filter(room=viewer.room, active=True).values_list("pk", flat=True).first()


def in_focus(viewer: Viewer) -> dict[str, Any]:
    """The scene whose things a snapshot holds: the one a game master looks at, else the active one."""
    return {"scene_id": viewer.scene} if viewer.scene else {"scene__active": True}


@projects("scene_folder", SceneFolder, within=lambda viewer: SceneFolder.objects.visible_to(viewer))
def scene_folder(viewer: Viewer, folder: SceneFolder) -> dict[str, Any] | None:
    return {"id": folder.pk, "path": folder.path} if viewer.leads else None
