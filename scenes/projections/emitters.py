"""Sources of sound: those who lead know where they stand, players only what arrives where their tokens are."""

from __future__ import annotations

from typing import Any

from audio.projections.tracks import heard_track
from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.hearing import heard_by
from scenes.models import Emitter, at_the_table
from scenes.projections.scene import in_focus

SHOWN = ("x", "y", "radius", "volume", "walls", "on", "started")


def in_the_scene(viewer: Viewer) -> Any:
    """Players' too: what they hear follows from rows that they must not see."""
    here = Emitter.objects.filter(at_the_table(viewer, prefix="scene__")).filter(**in_focus(viewer))
    return here.select_related("scene", "track")


@projects("emitter", Emitter, within=in_the_scene)
def emitter(viewer: Viewer, emitter: Emitter) -> dict[str, Any] | None:
    if not viewer.leads:
        return None
    shown = {name: getattr(emitter, name) for name in SHOWN}
    return {"id": emitter.pk, "scene": emitter.scene_id, "track": heard_track(emitter.track), **shown}


@projects("heard", Emitter)
def heard(viewer: Viewer, emitter: Emitter) -> dict[str, Any] | None:
    """Rounded: a step of a finger's breadth is nobody's news."""
    arrives = heard_by(viewer, emitter)
    if arrives is None:
        return None
    shown = {"id": emitter.pk, "scene": emitter.scene_id, "track": heard_track(emitter.track)}
    numbers = {"gain": arrives.gain, "muffle": arrives.muffle, "pan": arrives.pan}
    return {**shown, "started": emitter.started, **{name: round(value, 2) for name, value in numbers.items()}}
