"""What the events about sounds share: who may, the moment it happens at, bounded inputs."""

from __future__ import annotations

from time import time
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import Meta

from audio.models import LEAD, Pad, Playlist, PlaylistEntry, Sound, Track
from config.api.errors import Conflict
from rooms.live import Event
from rooms.live.changes import as_json
from rooms.viewer import Viewer

Volume = Annotated[float, Meta(ge=0, le=1)]
Seconds = Annotated[float, Meta(ge=0, le=30)]
"""Of a fade."""
Offset = Annotated[float, Meta(ge=0, le=86_400)]
"""Into a track, in seconds; beyond its end is its end."""
GroupName = Literal["music", "ambience", "effects"]

PLACES: dict[type[Any], str] = {Sound: "room_id", Pad: "room_id", Playlist: "room_id", PlaylistEntry: "playlist_id"}
"""What must have room for one more, and where."""


class Conducting(Event):
    """Base of what those who lead do with sounds."""

    permission = "audio.conduct"
    streams = frozenset({"room"})
    sounds: list[Sound] | None = None
    """Those that it may end."""

    @property
    def now(self) -> float:
        """The moment of this event by the server's clock, in seconds since 1970."""
        assert self.at is not None
        return self.at.timestamp()

    @property
    def soon(self) -> float:
        """When what is begun now is heard everywhere."""
        return self.now + LEAD

    def touched(self, target: Any) -> list[Any]:
        return []

    def remembers(self) -> dict[str, Any]:
        """Of the sounds that fade out all fields: the server takes them away when they are silent, and an undo after that
        brings them back.
        """
        leaving = {str(one.pk): as_json(one) for one in self.sounds or () if one.pk and one.leaving}
        return {"leaving": leaving} if leaving else {}

    @classmethod
    def gone(cls, model: Any, pk: str, remembered: dict[str, Any]) -> dict[str, Any] | None:
        found: dict[str, Any] | None = remembered.get("leaving", {}).get(pk) if model is Sound else None
        return found

    @classmethod
    def require_place(cls, row: Any) -> None:
        if isinstance(row, Sound) and row.playlist is None and row.ends is not None and row.ends <= time():
            raise Conflict(_("It would be over by now."), code="over")
        if type(row) in PLACES:
            row.require_place(getattr(row, PLACES[type(row)]))


def track_of(who: Viewer, id: UUID) -> Track:
    """A track of one's library, or one that a room one leads uses. Raises NotFound."""
    track: Track = Track.objects.seen(who, pk=id)
    return track


def tracks_of(who: Viewer, ids: list[UUID]) -> list[Track]:
    """The same of several, in their order, in one query."""
    found = Track.objects.visible_to(who).in_bulk(set(ids))
    return [found[id] if id in found else track_of(who, id) for id in ids]
