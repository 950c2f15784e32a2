"""Playlists: make, change, fill, order, delete."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from audio.events.conducting import Conducting, GroupName, Volume, tracks_of
from audio.events.pads import put_in_order
from audio.models import Playlist, PlaylistEntry
from audio.models.playlist import MOST_ENTRIES
from config.api.errors import NotFound
from rooms.live import Input
from rooms.models import Room
from rooms.viewer import Viewer

Name = Annotated[str, Meta(min_length=1, max_length=60)]
Crossfade = Annotated[float, Meta(ge=0, le=20)]
Many = Annotated[list[UUID], Meta(max_length=100)]
"""One command's worth; a long list comes in several."""
OPTIONS = ("name", "order", "repeat", "crossfade", "group", "volume")


class PlaylistCreate(Conducting):
    """Make a playlist, empty or of these tracks."""

    type = "playlist.create"
    undoable = True
    example = {"name": "Under the mountain", "order": "shuffled", "tracks": ["$track"]}

    class Input(Input):
        name: Name
        order: Literal["listed", "shuffled"] | UnsetType = UNSET
        repeat: bool | UnsetType = UNSET
        crossfade: Crossfade | UnsetType = UNSET
        group: GroupName | UnsetType = UNSET
        volume: Volume | UnsetType = UNSET
        tracks: Many = []

    def apply(self, room: Room) -> list[Any]:
        Playlist.require_place(room.pk)
        tracks = tracks_of(self.who, self.data.tracks)
        playlist = Playlist.objects.create(room=room, **self.data.given(*OPTIONS))
        return [playlist, *playlist.add(tracks)]


class PlaylistEvent(Conducting):
    """Base of what happens to one playlist; `entries` are its own, as they were."""

    undoable = True

    def target(self, who: Viewer) -> Any:
        playlist = Playlist.objects.select_related("room").seen(who, pk=self.data.playlist)
        self.entries = list(playlist.entries.select_related("track"))
        return playlist

    def touched(self, playlist: Playlist) -> list[Any]:
        # The list behind its entries: when both are deleted, an undo brings it back first.
        return [*self.entries, playlist]


class PlaylistUpdate(PlaylistEvent):
    """Change a playlist; only what is named changes. What sounds of it goes on as it began."""

    type = "playlist.update"
    example = {"playlist": "$playlist", "crossfade": 4.0}

    class Input(Input):
        playlist: UUID
        name: Name | UnsetType = UNSET
        order: Literal["listed", "shuffled"] | UnsetType = UNSET
        repeat: bool | UnsetType = UNSET
        crossfade: Crossfade | UnsetType = UNSET
        group: GroupName | UnsetType = UNSET
        volume: Volume | UnsetType = UNSET

    def apply(self, playlist: Playlist) -> None:
        fields = self.data.given(*OPTIONS)
        for name, value in fields.items():
            setattr(playlist, name, value)
        playlist.save(update_fields=[*fields, "updated_at"])


class PlaylistDelete(PlaylistEvent):
    """Delete a playlist; its tracks stay in the library, and what sounds of it plays out."""

    type = "playlist.delete"
    example = {"playlist": "$playlist"}

    class Input(Input):
        playlist: UUID

    def apply(self, playlist: Playlist) -> None:
        for entry in self.entries:
            entry.delete()
        playlist.delete()


class PlaylistAdd(PlaylistEvent):
    """Add tracks to a playlist, at its end or from place `at` on (0 is the first)."""

    type = "playlist.add"
    example = {"playlist": "$playlist", "tracks": ["$track"]}

    class Input(Input):
        playlist: UUID
        tracks: Annotated[Many, Meta(min_length=1)]
        at: Annotated[int, Meta(ge=0, le=MOST_ENTRIES)] | None = None

    def apply(self, playlist: Playlist) -> list[Any]:
        return list(playlist.add(tracks_of(self.who, self.data.tracks), self.entries, self.data.at))


class PlaylistRemove(PlaylistEvent):
    """Take entries out of a playlist."""

    type = "playlist.remove"
    example = {"playlist": "$playlist", "entries": ["$entry"]}

    class Input(Input):
        playlist: UUID
        entries: Annotated[list[UUID], Meta(min_length=1, max_length=MOST_ENTRIES)]

    def apply(self, playlist: Playlist) -> None:
        named = [entry for entry in self.entries if entry.pk in set(self.data.entries)]
        if len(named) < len(set(self.data.entries)):
            raise NotFound()
        for entry in named:
            entry.delete()


class PlaylistOrder(PlaylistEvent):
    """Say in which order the entries stand: all of them, by id."""

    type = "playlist.order"
    example = {"playlist": "$playlist", "entries": ["$entry"]}

    class Input(Input):
        playlist: UUID
        entries: Annotated[list[UUID], Meta(max_length=MOST_ENTRIES)]

    def apply(self, playlist: Playlist) -> None:
        put_in_order(self.entries, self.data.entries, "entries")


class PlaylistEntryVolume(Conducting):
    """Make one track of a playlist louder or softer than the others, from when it is next begun."""

    type = "playlist.entry"
    undoable = True
    example = {"entry": "$entry", "volume": 0.7}

    class Input(Input):
        entry: UUID
        volume: Volume

    def target(self, who: Viewer) -> Any:
        return PlaylistEntry.objects.select_related("track").seen(who, pk=self.data.entry)

    def touched(self, entry: PlaylistEntry) -> list[Any]:
        return [entry]

    def apply(self, entry: PlaylistEntry) -> None:
        entry.volume = self.data.volume
        entry.save(update_fields=["volume", "updated_at"])
