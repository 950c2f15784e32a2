"""What lies ready to be played. Players know neither what will come nor that there is anything."""

from __future__ import annotations

from typing import Any

from audio.models import Pad, Playlist, PlaylistEntry
from audio.projections.tracks import heard_track
from rooms.live.projecting import projects
from rooms.viewer import Viewer

OF_PLAYLIST = ("name", "order", "repeat", "crossfade", "group", "volume")
OF_PAD = ("name", "place", "hotkey", "colour", "icon", "volume", "loop", "random_start", "group")


@projects("playlist", Playlist, within=lambda viewer: Playlist.objects.visible_to(viewer))
def playlist(viewer: Viewer, playlist: Playlist) -> dict[str, Any] | None:
    if not viewer.leads:
        return None
    return {"id": playlist.pk, **{name: getattr(playlist, name) for name in OF_PLAYLIST}}


@projects(
    "playlist_entry",
    PlaylistEntry,
    within=lambda viewer: PlaylistEntry.objects.visible_to(viewer).select_related("track"),
)
def playlist_entry(viewer: Viewer, entry: PlaylistEntry) -> dict[str, Any] | None:
    if not viewer.leads:
        return None
    place = {"playlist": entry.playlist_id, "place": entry.place, "volume": entry.volume}
    return {"id": entry.pk, **place, "track": heard_track(entry.track)}


@projects("pad", Pad, within=lambda viewer: Pad.objects.visible_to(viewer).select_related("track"))
def pad(viewer: Viewer, pad: Pad) -> dict[str, Any] | None:
    if not viewer.leads:
        return None
    return {"id": pad.pk, "track": heard_track(pad.track), **{name: getattr(pad, name) for name in OF_PAD}}
