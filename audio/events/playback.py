"""Playing a playlist, and going back and forth in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, UnsetType

from audio.events.conducting import Conducting
from audio.models import Playlist, PlaylistEntry, Sound
from audio.playing import change_over, of_room, start
from config.api.errors import Conflict
from rooms.live import Input
from rooms.viewer import Viewer


class PlaylistPlaying(Conducting):
    """Base of what makes a playlist sound; what sounds already makes way."""

    undoable = True

    def target(self, who: Viewer) -> Any:
        return Playlist.objects.select_related("room").seen(who, pk=self.data.playlist)

    def touched(self, playlist: Playlist) -> list[Any]:
        if self.sounds is None:
            self.sounds = of_room(self.who.room)
        return [*self.sounds, playlist]


class PlaylistPlay(PlaylistPlaying):
    """Play a playlist from its beginning, or from one of its entries. Another one of the same group makes way, one fading
    into the other as the new one's crossfade says.
    """

    type = "playlist.play"
    example = {"playlist": "$playlist"}

    class Input(Input):
        playlist: UUID
        entry: UUID | UnsetType = UNSET

    def apply(self, playlist: Playlist) -> Sound:
        entry = None
        if self.data.entry is not UNSET:
            of_list = PlaylistEntry.objects.filter(playlist=playlist).select_related("track")
            entry = of_list.seen(self.who, pk=self.data.entry)
        sound = start(playlist, self.sounds or (), self.now, entry)
        if sound is None:
            raise Conflict(_("There is nothing in this playlist yet."), code="empty")
        return sound


class PlaylistStep(PlaylistPlaying):
    """Base of going on and back."""

    step = 1

    def apply(self, playlist: Playlist) -> Sound | None:
        mine = [one for one in self.sounds or () if one.playlist == playlist.pk]
        if not mine:
            raise Conflict(_("This playlist is not playing."), code="not_playing")
        entry = playlist.beside(mine[-1].entry, self.step)
        if entry is None:
            for one in mine:
                one.leave(self.now, playlist.crossfade)
                one.keep()
            return None
        return change_over(mine, playlist, entry, self.soon)


class PlaylistNext(PlaylistStep):
    """Go on to the next track. After the last one the list begins again, or ends if it is not to."""

    type = "playlist.next"
    example = {"playlist": "$playing_playlist"}

    class Input(Input):
        playlist: UUID


class PlaylistPrevious(PlaylistStep):
    """Go back to the track before; from the first one, to the last if the list begins again."""

    type = "playlist.previous"
    step = -1
    example = {"playlist": "$playing_playlist"}

    class Input(Input):
        playlist: UUID
