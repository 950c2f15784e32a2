"""Who may do what with sounds."""

from __future__ import annotations

from typing import Any

from accounts.models import owner_of
from accounts.rules import rule
from audio.models import SoundFolder, Track
from rooms.permissions import RIGHTS
from rooms.viewer import Viewer


@rule("audio.conduct")
def conduct(who: Viewer, _: Any) -> bool:
    """Play, stop and mix what the table hears, prepare playlists and pads, set up speakers and remote controls: those
    who lead.
    """
    return who.leads


@rule("audio.edit")
def edit(who: Any, entry: Track | SoundFolder) -> bool:
    """The owner alone: others who lead a room use a sound as it is."""
    return bool(entry.owner_id == owner_of(who).pk)


RIGHTS.append("audio.conduct")
