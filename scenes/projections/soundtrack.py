"""What each viewer knows of the soundtrack: what is to be heard, and from when on. Nothing of the universe that plays it."""

from __future__ import annotations

from typing import Any

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import Soundtrack


@projects("soundtrack", Soundtrack, within=lambda viewer: Soundtrack.objects.visible_to(viewer))
def soundtrack(viewer: Viewer, soundtrack: Soundtrack) -> dict[str, Any]:
    """`revision` names the notes that are heard from bar `bar` on, which begins at `bar_at` by the server's clock; None is
    silence. `intensity` and `tension` are as they are heard; `dials`, for those who lead, as they are set.
    """
    music = soundtrack.heard
    heard = {
        "id": soundtrack.pk,
        "playing": soundtrack.playing,
        "revision": soundtrack.revision,
        "piece": soundtrack.piece,
        "bar": soundtrack.bar,
        "bar_at": soundtrack.bar_at,
        "preset": soundtrack.preset or None,
        "volume": soundtrack.volume,
        "mood": music and music.mood,
        "intensity": music and music.intensity,
        "tension": music and music.tension,
    }
    if not viewer.leads:
        return heard
    return {**heard, "dials": {"intensity": soundtrack.intensity, "tension": soundtrack.tension}}
