"""The soundboard: make, change, order and press its pads."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from audio.events.conducting import Conducting, GroupName, Volume, track_of
from audio.events.sounds import somewhere, stop
from audio.models import Pad, Sound, Track
from audio.models.pad import MOST_PADS
from audio.models.playlist import last_place
from audio.models.sound import GROUP_OF
from config.api.errors import Invalid
from rooms.live import Input
from rooms.models import Room
from rooms.viewer import Viewer

Name = Annotated[str, Meta(min_length=1, max_length=40)]
Key = Annotated[str, Meta(max_length=1)]
Colour = Annotated[str, Meta(pattern=r"\A#[0-9a-f]{6}\Z")]
Icon = Annotated[str, Meta(max_length=40, pattern=r"\A[a-z0-9-]*\Z")]
OPTIONS = ("name", "hotkey", "colour", "icon", "volume", "loop", "random_start", "group")
STOPS_IN = 0.3
"""A loop that ends at once sounds torn."""


class PadCreate(Conducting):
    """Put a track on the soundboard, behind the other pads. It is called and grouped as the track unless said otherwise."""

    type = "pad.create"
    undoable = True
    example = {"track": "$track", "name": "Thunder", "hotkey": "t"}

    class Input(Input):
        track: UUID
        name: Name | UnsetType = UNSET
        hotkey: Key | UnsetType = UNSET
        colour: Colour | UnsetType = UNSET
        icon: Icon | UnsetType = UNSET
        volume: Volume | UnsetType = UNSET
        loop: bool | UnsetType = UNSET
        random_start: bool | UnsetType = UNSET
        group: GroupName | UnsetType = UNSET

    def apply(self, room: Room) -> Pad:
        track = track_of(self.who, self.data.track)
        Pad.require_place(room.pk)
        usual = {"name": track.name[:40], "group": GROUP_OF[Track.Kind(track.kind)], "loop": track.kind == "loop"}
        place = last_place(Pad.objects.filter(room=room)) + 1
        return Pad.objects.create(room=room, track=track, place=place, **{**usual, **self.data.given(*OPTIONS)})


class PadEvent(Conducting):
    def target(self, who: Viewer) -> Any:
        return Pad.objects.select_related("track").seen(who, pk=self.data.pad)

    def touched(self, pad: Pad) -> list[Any]:
        return [pad]


class PadUpdate(PadEvent):
    """Change a pad, or put another track on it; only what is named changes."""

    type = "pad.update"
    undoable = True
    example = {"pad": "$pad", "volume": 0.6, "colour": "#6fb3d2"}

    class Input(Input):
        pad: UUID
        track: UUID | UnsetType = UNSET
        name: Name | UnsetType = UNSET
        hotkey: Key | UnsetType = UNSET
        colour: Colour | UnsetType = UNSET
        icon: Icon | UnsetType = UNSET
        volume: Volume | UnsetType = UNSET
        loop: bool | UnsetType = UNSET
        random_start: bool | UnsetType = UNSET
        group: GroupName | UnsetType = UNSET

    def apply(self, pad: Pad) -> None:
        fields = self.data.given(*OPTIONS)
        if self.data.track is not UNSET:
            fields["track"] = track_of(self.who, self.data.track)
        pad.change(**fields)


class PadDelete(PadEvent):
    """Take a pad from the soundboard; the track stays in the library, and what it started goes on."""

    type = "pad.delete"
    undoable = True
    example = {"pad": "$pad"}

    class Input(Input):
        pad: UUID

    def apply(self, pad: Pad) -> None:
        pad.delete()


class PadOrder(Conducting):
    """Say in which order the pads lie: all of them, by id."""

    type = "pad.order"
    undoable = True
    example = {"pads": ["$pad"]}
    pads: list[Pad] | None = None

    class Input(Input):
        pads: Annotated[list[UUID], Meta(max_length=MOST_PADS)]

    def touched(self, room: Room) -> list[Any]:
        if self.pads is None:
            self.pads = list(Pad.objects.visible_to(self.who).select_related("track"))
        return self.pads

    def apply(self, room: Room) -> None:
        put_in_order(self.pads or [], self.data.pads, "pads")


def put_in_order(rows: list[Any], ids: list[UUID], field: str) -> None:
    """Each row's `place` as its id stands in `ids`. Raises Invalid unless these are all of them, each once."""
    if sorted(row.pk for row in rows) != sorted(ids):
        raise Invalid(fields={field: [_("Name all of them, each once.")]})
    for row in rows:
        if row.place != ids.index(row.pk):
            row.place = ids.index(row.pk)
            row.save(update_fields=["place", "updated_at"])


class PadPress(PadEvent):
    """Press a pad: its sound starts. A looping one that sounds stops."""

    type = "pad.press"
    undoable = True
    example = {"pad": "$pad"}

    class Input(Input):
        pad: UUID

    def touched(self, pad: Pad) -> list[Any]:
        if self.sounds is None:
            mine = Sound.objects.filter(room=pad.room_id, pad=pad.pk, loop=True, leaving=False)
            self.sounds = list(mine.select_related("track")) if pad.loop else []
        return self.sounds

    def apply(self, pad: Pad) -> Sound | None:
        for sound in self.sounds or ():
            stop(sound, self.now, STOPS_IN)
        if self.sounds:
            return None
        Sound.require_place(pad.room_id)
        return Sound.begin(
            self.who.room, pad.track, at=self.soon, volume=pad.volume, group=pad.group, loop=pad.loop, pad=pad.pk,
            offset=somewhere(pad.track.duration) if pad.random_start else 0.0,
        )  # fmt: skip
