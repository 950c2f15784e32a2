"""How loud the table is."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, UnsetType

from audio.events.conducting import Conducting, Volume
from audio.models import RoomMix
from rooms.live import Input
from rooms.models import Room


class MixSet(Conducting):
    """Set the volume of all, or of a group, for everybody at the table; only what is named changes. Each page has its own
    mix besides.
    """

    type = "mix.set"
    undoable = True
    example = {"master": 0.8, "ambience": 0.5}
    mix: RoomMix | None = None

    class Input(Input):
        master: Volume | UnsetType = UNSET
        music: Volume | UnsetType = UNSET
        ambience: Volume | UnsetType = UNSET
        effects: Volume | UnsetType = UNSET

    def touched(self, room: Room) -> list[Any]:
        if self.mix is None:
            self.mix = RoomMix.objects.filter(room=room).first()
        return [self.mix] if self.mix else []

    def apply(self, room: Room) -> RoomMix | None:
        fields = self.data.given()
        if self.mix is None:
            return RoomMix.objects.create(room=room, **fields)
        for name, value in fields.items():
            setattr(self.mix, name, value)
        self.mix.save(update_fields=[*fields, "updated_at"])
        return None
