"""What each audience sees of a scene as a whole: the area in view and the light in it, and where the mask of what is
explored is fetched; and, for those who lead, the strokes of fog."""

from __future__ import annotations

from typing import Any

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.eyes import eyes_of
from scenes.models import FogShape, Scene
from scenes.projections.scene import in_focus
from scenes.sight import Seen, glow_for, seen_by

OF_STROKE = ("order", "mode", "kind", "points", "radius", "polygons")


@projects("sight", Scene)
def sight(viewer: Viewer, scene: Scene) -> dict[str, Any] | None:
    if viewer.leads or not scene.active:
        return None
    seen = seen_by(viewer, scene)
    return {
        "id": scene.pk,
        "scene": scene.pk,
        "visible": seen.polygons,
        **glow_for(viewer, scene),
        "explored": None if seen.everything else _explored(viewer, scene, seen),
    }


def _explored(viewer: Viewer, scene: Scene, seen: Seen) -> dict[str, Any]:
    """Under which address the mask lies, and where on the scene: one pixel of it is `cell` pixels there."""
    mask, row = seen.mask, seen.explored
    assert mask is not None
    revision = row.revision if row else 0
    return {
        "revision": revision,
        "url": f"/api/v1/scenes/{scene.pk}/explored/{eyes_of(viewer, scene)}?v={revision}",
        "left": mask.left,
        "top": mask.top,
        "width": mask.width,
        "height": mask.height,
        "cell": mask.cell,
        "changes": row.changes if row else [],
    }


@projects(
    "fog_shape",
    FogShape,
    within=lambda viewer: FogShape.objects.visible_to(viewer).filter(**in_focus(viewer)),
)
def fog_shape(viewer: Viewer, stroke: FogShape) -> dict[str, Any] | None:
    if not viewer.leads:
        return None
    return {"id": stroke.pk, "scene": stroke.scene_id, **{name: getattr(stroke, name) for name in OF_STROKE}}
