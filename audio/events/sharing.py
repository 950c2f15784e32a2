"""Tracks that a room may listen to for itself: shared, and taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from audio.events.conducting import Conducting, track_of
from audio.models import SharedTrack
from rooms.live import Input
from rooms.models import Room
from rooms.viewer import Viewer


class Sharing(Conducting):
    """Base of both: either one, done or taken back, may bring a row."""

    undoable = True

    @classmethod
    def require_place(cls, row: Any) -> None:
        row.require_place(row.room_id, row.track_id)


class TrackShare(Sharing):
    """Share a track with the room: everybody at the table finds it among their sounds and may listen to it alone, until
    it is taken back. Nothing begins to sound by that.
    """

    type = "track.share"
    example = {"track": "$track"}

    class Input(Input):
        track: UUID

    def apply(self, room: Room) -> SharedTrack:
        track = track_of(self.who, self.data.track)
        SharedTrack.require_place(room.pk, track.pk)
        return SharedTrack.objects.create(room=room, track=track)


class TrackUnshare(Sharing):
    """Take a shared track back. From then on its sound is fetched by those alone for whom it plays, or whose it is."""

    type = "track.unshare"
    example = {"shared": "$shared"}

    class Input(Input):
        shared: UUID

    def target(self, who: Viewer) -> Any:
        return SharedTrack.objects.select_related("track").seen(who, pk=self.data.shared)

    def touched(self, shared: SharedTrack) -> list[Any]:
        return [shared]

    def apply(self, shared: SharedTrack) -> None:
        shared.delete()
