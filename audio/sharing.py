"""What sharing a track with a room lets its people do: fetch its sound whenever they like."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from audio import usages
from audio.models import SharedTrack
from audio.playback import holds_tracks


def register() -> None:
    """Called once, in this app's `ready()`."""
    holds_tracks(SharedTrack, "room")
    usages.register(hearable_by=shared_with)


def shared_with(who: Any) -> QuerySet[Any]:
    """The tracks shared with a table of `who`: a person, or a device at its one table. Asked at each fetch, so that what
    is taken back is gone with the next.
    """
    return SharedTrack.objects.visible_to(who).order_by().values("track")
