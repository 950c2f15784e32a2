"""What goes over the wire of a track wherever it is used."""

from __future__ import annotations

from typing import Any

from audio.models import Track

SHOWN = ("name", "artist", "duration", "loudness", "kind", "format", "sample_rate")


def heard_track(track: Track) -> dict[str, Any]:
    """What it takes to play it. Who may fetch the sound, its address asks each time."""
    return {
        "id": track.pk,
        **{name: getattr(track, name) for name in SHOWN},
        "url": f"/api/v1/tracks/{track.pk}/stream",
    }
