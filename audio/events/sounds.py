"""What sounds: play, pause, stop, seek, louder and softer, one into another."""

from __future__ import annotations

from random import SystemRandom
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, UnsetType

from audio.events.conducting import Conducting, GroupName, Offset, Seconds, Volume, track_of
from audio.models import Sound
from audio.playing import of_room
from config.api.errors import Conflict
from rooms.live import Input
from rooms.models import Room
from rooms.viewer import Viewer


def somewhere(seconds: float) -> float:
    """A place to begin at; nobody is to guess it."""
    return SystemRandom().uniform(0.0, seconds)


class SoundPlay(Conducting):
    """Play a track. Group and `loop` are as its kind says unless given; it comes up over `fade` seconds. A page starts it
    when its clock shows `started`, which lies a little ahead, so that all begin at once.
    """

    type = "sound.play"
    undoable = True
    example = {"track": "$track", "volume": 0.8}

    class Input(Input):
        track: UUID
        group: GroupName | UnsetType = UNSET
        volume: Volume = 1.0
        loop: bool | UnsetType = UNSET
        fade: Seconds = 0.0
        offset: Offset = 0.0
        random_start: bool = False

    def apply(self, room: Room) -> Sound:
        track = track_of(self.who, self.data.track)
        Sound.require_place(room.pk)
        offset = somewhere(track.duration) if self.data.random_start else self.data.offset
        how = self.data.given("group", "loop", "volume", "fade")
        return Sound.begin(room, track, at=self.soon, offset=offset, **how)


class SoundEvent(Conducting):
    """Base of what happens to one sound."""

    undoable = True

    def target(self, who: Viewer) -> Any:
        return Sound.objects.select_related("track").seen(who, pk=self.data.sound)

    def touched(self, sound: Sound) -> list[Any]:
        self.sounds = [sound]
        return self.sounds

    def apply(self, sound: Sound) -> Any:
        self.do(sound)
        sound.keep()

    def do(self, sound: Sound) -> None:
        raise NotImplementedError


class SoundPause(SoundEvent):
    """Pause a sound where it is, after fading out if asked to."""

    type = "sound.pause"
    example = {"sound": "$sound"}

    class Input(Input):
        sound: UUID
        fade: Seconds = 0.0

    def do(self, sound: Sound) -> None:
        if sound.paused:
            raise Conflict(_("It is paused already."))
        sound.hold(self.now, self.data.fade)


class SoundResume(SoundEvent):
    """Play on a paused sound."""

    type = "sound.resume"
    example = {"sound": "$paused_sound"}

    class Input(Input):
        sound: UUID
        fade: Seconds = 0.0

    def do(self, sound: Sound) -> None:
        if not sound.paused:
            raise Conflict(_("It is not paused."))
        sound.resume(self.soon, self.data.fade)


class SoundStop(SoundEvent):
    """Stop a sound, at once or over `fade` seconds. A playlist that it belongs to does not go on."""

    type = "sound.stop"
    example = {"sound": "$sound", "fade": 2.0}

    class Input(Input):
        sound: UUID
        fade: Seconds = 0.0

    def apply(self, sound: Sound) -> None:
        stop(sound, self.now, self.data.fade)


class SoundSeek(SoundEvent):
    """Go to another place of a sound, in seconds from its beginning."""

    type = "sound.seek"
    example = {"sound": "$sound", "offset": 12.5}

    class Input(Input):
        sound: UUID
        offset: Offset

    def do(self, sound: Sound) -> None:
        sound.seek(self.soon, self.data.offset)


class SoundVolume(SoundEvent):
    """Make a sound louder or softer, within `seconds`. One that was fading out stays."""

    type = "sound.volume"
    example = {"sound": "$sound", "volume": 0.4, "seconds": 1.5}

    class Input(Input):
        sound: UUID
        volume: Volume
        seconds: Seconds = 0.0

    def do(self, sound: Sound) -> None:
        sound.turn(self.data.volume, self.now, self.data.seconds)


class SoundLoop(SoundEvent):
    """Let a sound play over and over, or end after this time round."""

    type = "sound.loop"
    example = {"sound": "$sound", "loop": True}

    class Input(Input):
        sound: UUID
        loop: bool

    def do(self, sound: Sound) -> None:
        sound.repeat(self.data.loop, self.now)


class SoundCrossfade(SoundEvent):
    """Lead one sound into another track within `seconds`: the one goes while the other comes up, in the same group."""

    type = "sound.crossfade"
    example = {"sound": "$sound", "track": "$track", "seconds": 3.0}

    class Input(Input):
        sound: UUID
        track: UUID
        seconds: Seconds = 2.0

    def apply(self, sound: Sound) -> Sound:
        track = track_of(self.who, self.data.track)
        Sound.require_place(sound.room_id)
        volume, group = sound.volume, sound.group
        if sound.paused:
            sound.delete()
        else:
            sound.leave(self.soon, self.data.seconds)
            sound.keep()
        return Sound.begin(self.who.room, track, at=self.soon, volume=volume, fade=self.data.seconds, group=group)


class SoundStopAll(Conducting):
    """Stop everything, or everything of a group, at once or over `fade` seconds."""

    type = "sound.stop_all"
    undoable = True
    example: ClassVar[dict[str, Any]] = {}

    class Input(Input):
        fade: Seconds = 0.0
        group: GroupName | UnsetType = UNSET

    def touched(self, room: Room) -> list[Any]:
        if self.sounds is None:
            self.sounds = [one for one in of_room(room) if self.data.group in (UNSET, one.group)]
        return self.sounds

    def apply(self, room: Room) -> None:
        for sound in self.sounds or ():
            stop(sound, self.now, self.data.fade)


def stop(sound: Sound, now: float, fade: float) -> None:
    if fade > 0 and not sound.paused:
        sound.leave(now, fade)
        sound.keep()
    else:
        sound.delete()
