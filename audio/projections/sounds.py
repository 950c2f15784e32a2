"""What sounds and how loud: for everybody at the table. What it was started from is for those who lead."""

from __future__ import annotations

from typing import Any

from audio.models import RoomMix, Sound
from audio.projections.tracks import heard_track
from rooms.live.projecting import projects
from rooms.viewer import Viewer

OF_SOUND = ("group", "state", "started", "offset", "rate", "volume", "loop", "fade", "ends")
SOURCE = ("playlist", "entry", "pad")
OF_MIX = ("master", "music", "ambience", "effects")


@projects("sound", Sound, within=lambda viewer: Sound.objects.visible_to(viewer).select_related("track"))
def sound(viewer: Viewer, sound: Sound) -> dict[str, Any]:
    shown = {"id": sound.pk, "track": heard_track(sound.track), **{name: getattr(sound, name) for name in OF_SOUND}}
    return {**shown, **{name: getattr(sound, name) for name in SOURCE}} if viewer.leads else shown


@projects("mix", RoomMix, within=lambda viewer: RoomMix.objects.visible_to(viewer))
def mix(viewer: Viewer, mix: RoomMix) -> dict[str, Any]:
    return {"id": mix.pk, **{name: getattr(mix, name) for name in OF_MIX}}
