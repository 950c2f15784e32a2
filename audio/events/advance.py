"""What the server does by itself when the time has come."""

from __future__ import annotations

from typing import Any, ClassVar

from audio.events.conducting import Conducting
from audio.playing import of_room, see_to
from rooms.models import Room


class SoundAdvance(Conducting):
    """What has ended goes, and playlists go on with their next track. The server's own, when a sound is due."""

    type = "sound.advance"
    internal = True
    example: ClassVar[dict[str, Any]] = {}

    def touched(self, room: Room) -> list[Any]:
        if self.sounds is None:
            self.sounds = of_room(room)
        return self.sounds

    def apply(self, room: Room) -> list[Any]:
        return list(see_to(self.sounds or (), self.now))
