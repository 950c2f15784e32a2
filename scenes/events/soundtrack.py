"""The soundtrack of a table: what those who lead make of the music of the universe that the scene on it is in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from msgspec import UNSET, UnsetType

from accounts.models import Model
from rooms.live import Event, Input
from rooms.models import Room
from scenes.events.fields import Unit
from scenes.models import Soundtrack

PresetName = Literal["calm", "travel", "mystery", "dread", "combat", "triumph", "grief", "tavern"]


class SoundtrackEvent(Event):
    """Base of what is done to it. Whatever changes the notes is heard from the next bar on, by everybody."""

    permission = "audio.conduct"
    streams = frozenset({"room"})
    soundtrack: Soundtrack | None = None
    asked = False

    def touched(self, room: Room) -> Iterable[Model]:
        if not self.asked:
            self.asked, self.soundtrack = True, Soundtrack.objects.filter(room=room).first()
        return [self.soundtrack] if self.soundtrack else []

    def dial(self, room: Room, **fields: Any) -> Soundtrack | None:
        """The room's soundtrack with these fields; returned if it had to be made."""
        assert self.at is not None
        if self.soundtrack is None:
            return Soundtrack.objects.create(room=room, **fields)
        self.soundtrack.dial(self.at.timestamp(), **fields)
        return None


class SoundtrackPlay(SoundtrackEvent):
    """Let the scene's universe be heard; another scene that is put on the table brings its own."""

    type = "soundtrack.play"
    undoable = True

    def apply(self, room: Room) -> Soundtrack | None:
        return self.dial(room, playing=True)


class SoundtrackStop(SoundtrackEvent):
    """End the music. No scene begins it again, `soundtrack.play` does."""

    type = "soundtrack.stop"
    undoable = True

    def apply(self, room: Room) -> Soundtrack | None:
        return self.dial(room, playing=False)


class SoundtrackSet(SoundtrackEvent):
    """Set the dials: intensity adds and removes voices, tension makes it uneasy; null leaves them to the universe. The volume
    follows at once; only what is named changes.
    """

    type = "soundtrack.set"
    undoable = True
    example = {"intensity": 0.8, "tension": 0.4}

    class Input(Input):
        intensity: Unit | None | UnsetType = UNSET
        tension: Unit | None | UnsetType = UNSET
        volume: Unit | UnsetType = UNSET

    def apply(self, room: Room) -> Soundtrack | None:
        return self.dial(room, **self.data.given())


class SoundtrackPreset(SoundtrackEvent):
    """Play in the manner of a preset, with its intensity and tension; null is the universe's own again."""

    type = "soundtrack.preset"
    undoable = True
    example = {"preset": "combat"}

    class Input(Input):
        preset: PresetName | None

    def apply(self, room: Room) -> Soundtrack | None:
        return self.dial(room, preset=self.data.preset or "", intensity=None, tension=None)


class SoundtrackChanged(SoundtrackEvent):
    """Another scene, or its universe, changed what is to be heard."""

    type = "soundtrack.changed"
    internal = True

    def apply(self, room: Room) -> Soundtrack | None:
        return self.dial(room)
