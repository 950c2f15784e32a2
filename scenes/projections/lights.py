"""What each viewer sees of lights: those who lead all, others those that burn where they look."""

from __future__ import annotations

from typing import Any

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import Light
from scenes.projections.scene import in_focus
from scenes.sight import seen_by

SHOWN = ("x", "y", "bright", "dim", "angle", "rotation", "colour", "alpha")


@projects(
    "light",
    Light,
    within=lambda viewer: Light.objects.visible_to(viewer).filter(**in_focus(viewer)).select_related("scene"),
)
def light(viewer: Viewer, light: Light) -> dict[str, Any] | None:
    if not viewer.leads and not (light.on and seen_by(viewer, light.scene).spot(light.x, light.y)):
        return None
    seen = {"id": light.pk, "scene": light.scene_id, **{name: getattr(light, name) for name in SHOWN}}
    return {**seen, "on": light.on, "walls": light.walls} if viewer.leads else seen
