"""What happens in the library, told to the tables that use it."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from audio.events.conducting import Conducting
from audio.models import Sound
from audio.playback import rows_with
from rooms.live import Input
from rooms.models import Room


class TrackChanged(Conducting):
    """The library changed what tables show of a track. The server's own."""

    type = "track.changed"
    internal = True
    example = {"track": "$track", "name": "Rain on slate"}
    rows: list[Any] | None = None

    class Input(Input):
        track: UUID
        name: str | UnsetType = UNSET
        kind: str | UnsetType = UNSET
        artist: str | UnsetType = UNSET
        duration: float | UnsetType = UNSET
        loudness: float | None | UnsetType = UNSET

    def touched(self, room: Room) -> list[Any]:
        if self.rows is None:
            self.rows = rows_with([self.data.track], room)
        return self.rows

    def apply(self, room: Room) -> None:
        """Only in these rows: the library stores it, once for all rooms, in the transaction that performs this."""
        fields = self.data.given()
        del fields["track"]
        for row in self.rows or ():
            for name, value in fields.items():
                setattr(row.track, name, value)
            if "duration" in fields and isinstance(row, Sound):
                row.reckon()
                row.keep()


class TrackTake(Conducting):
    """Tracks are deleted from the library: what sounds of them stops, pads and entries go. The server's own."""

    type = "track.take"
    internal = True
    example = {"tracks": ["$track"]}
    rows: list[Any] | None = None

    class Input(Input):
        tracks: Annotated[list[UUID], Meta(max_length=10_000)]

    def touched(self, room: Room) -> list[Any]:
        if self.rows is None:
            self.rows = rows_with(self.data.tracks, room)
        return self.rows

    def apply(self, room: Room) -> None:
        for row in self.rows or ():
            row.delete()
