"""Sources of sound in a scene: set up, change, move, take away."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from audio.events.conducting import Volume, track_of
from rooms.live import Event, Input
from rooms.viewer import Viewer
from scenes.events.fields import Coordinate
from scenes.models import Emitter, Scene

Radius = Annotated[float, Meta(gt=0, le=10_000)]
FIELDS = ("radius", "volume", "walls", "on")


class EmitterCreate(Event):
    """Let a track sound from a place, over and over, heard as far as `radius` in the scene's unit. Players hear it where
    their tokens are, softer with distance and behind walls, and know nothing of what they do not hear.
    """

    type = "emitter.create"
    undoable = True
    permission = "scenes.edit"
    streams = frozenset({"scene"})
    example = {"scene": "$scene", "track": "$track", "x": 350.0, "y": 350.0, "radius": 40.0}

    class Input(Input):
        scene: UUID
        track: UUID
        x: Coordinate
        y: Coordinate
        radius: Radius | UnsetType = UNSET
        volume: Volume | UnsetType = UNSET
        walls: bool | UnsetType = UNSET
        on: bool | UnsetType = UNSET

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def touched(self, scene: Scene) -> list[Any]:
        return []

    def apply(self, scene: Scene) -> Emitter:
        track = track_of(self.who, self.data.track)
        Emitter.require_place(scene.pk)
        return Emitter.objects.create(scene=scene, track=track, **self.data.given("x", "y", *FIELDS))

    @classmethod
    def require_place(cls, row: Emitter) -> None:
        Emitter.require_place(row.scene_id)


class EmitterEvent(Event):
    """Base of what happens to one source."""

    permission = "scenes.edit"
    streams = frozenset({"scene"})
    undoable = True

    def target(self, who: Viewer) -> Any:
        return Emitter.objects.select_related("scene", "track").seen(who, pk=self.data.emitter)

    def touched(self, emitter: Emitter) -> list[Any]:
        return [emitter]

    @classmethod
    def require_place(cls, row: Emitter) -> None:
        Emitter.require_place(row.scene_id)


class EmitterUpdate(EmitterEvent):
    """Change a source, turn it on or off, or let another track sound from it; only what is named changes. Turned on, or
    with another track, it begins anew.
    """

    type = "emitter.update"
    example = {"emitter": "$emitter", "volume": 0.5, "walls": False}

    class Input(Input):
        emitter: UUID
        track: UUID | UnsetType = UNSET
        radius: Radius | UnsetType = UNSET
        volume: Volume | UnsetType = UNSET
        walls: bool | UnsetType = UNSET
        on: bool | UnsetType = UNSET

    def apply(self, emitter: Emitter) -> None:
        assert self.at is not None
        fields = self.data.given(*FIELDS)
        if self.data.track is not UNSET:
            fields["track"] = track_of(self.who, self.data.track)
        if "track" in fields or (self.data.on is True and not emitter.on):
            fields["started"] = self.at.timestamp()
        emitter.change(**fields)


class EmitterMove(EmitterEvent):
    """Move a source to another place."""

    type = "emitter.move"
    example = {"emitter": "$emitter", "x": 420.0, "y": 350.0}

    class Input(Input):
        emitter: UUID
        x: Coordinate
        y: Coordinate

    def apply(self, emitter: Emitter) -> None:
        emitter.change(x=self.data.x, y=self.data.y)


class EmitterDelete(EmitterEvent):
    """Take a source away."""

    type = "emitter.delete"
    example = {"emitter": "$emitter"}

    class Input(Input):
        emitter: UUID

    def apply(self, emitter: Emitter) -> None:
        emitter.delete()
