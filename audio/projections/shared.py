"""What a room may listen to for itself: for everybody at the table."""

from __future__ import annotations

from typing import Any

from audio.models import SharedTrack
from audio.projections.tracks import heard_track
from rooms.live.projecting import projects
from rooms.viewer import Viewer


@projects(
    "shared_track", SharedTrack, within=lambda viewer: SharedTrack.objects.visible_to(viewer).select_related("track")
)
def shared_track(viewer: Viewer, shared: SharedTrack) -> dict[str, Any]:
    return {"id": shared.pk, "track": heard_track(shared.track)}
