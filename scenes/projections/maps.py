"""What each viewer sees of placed maps."""

from __future__ import annotations

from typing import Any

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import PlacedMap
from scenes.pictures import tiles_data, whole_url
from scenes.projections.scene import in_focus


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
        "media": placed.map.media,
        "url": whole_url(viewer, placed),
        "tiles": tiles_data(viewer, placed),
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
