"""Lights that stand in a scene: set up, change, move, delete."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from rooms.live import Input
from rooms.viewer import Viewer
from scenes.events.fields import Colour, Coordinate, Degrees, Unit
from scenes.events.marks import seen_mark
from scenes.events.seeing import SeenAnew
from scenes.models import Light, Scene

Reach = Annotated[float, Meta(ge=0, le=10_000)]
Angle = Annotated[float, Meta(gt=0, le=360)]
FIELDS = ("bright", "dim", "angle", "rotation", "colour", "alpha", "on", "walls")


class LightCreate(SeenAnew):
    """Set up a light. `bright` and `dim` are how far it shines from its middle, in the scene's unit."""

    type = "light.create"
    undoable = True
    example = {"scene": "$scene", "x": 350.0, "y": 350.0, "bright": 20.0, "dim": 40.0}

    class Input(Input):
        scene: UUID
        x: Coordinate
        y: Coordinate
        bright: Reach = 20.0
        dim: Reach = 40.0
        angle: Angle = 360.0
        rotation: Degrees = 0.0
        colour: Colour | UnsetType = UNSET
        alpha: Unit | UnsetType = UNSET
        on: bool = True
        walls: bool = True

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def apply(self, scene: Scene) -> Light:
        Light.require_place(scene.pk)
        fields = self.data.given("x", "y", *FIELDS)
        fields["rotation"] %= 360
        return Light.objects.create(scene=scene, **fields)

    @classmethod
    def require_place(cls, row: Light) -> None:
        Light.require_place(row.scene_id)


class LightEvent(SeenAnew):
    """Base of what happens to one light."""

    def target(self, who: Viewer) -> Light:
        light: Light = seen_mark(who, Light, self.data.light)
        return light


class LightUpdate(LightEvent):
    """Change a light, or put it out; only what is named changes."""

    type = "light.update"
    undoable = True
    example = {"light": "$light", "dim": 60.0, "on": False}

    class Input(Input):
        light: UUID
        bright: Reach | UnsetType = UNSET
        dim: Reach | UnsetType = UNSET
        angle: Angle | UnsetType = UNSET
        rotation: Degrees | UnsetType = UNSET
        colour: Colour | UnsetType = UNSET
        alpha: Unit | UnsetType = UNSET
        on: bool | UnsetType = UNSET
        walls: bool | UnsetType = UNSET

    def apply(self, light: Light) -> None:
        light.change(**self.data.given(*FIELDS))


class LightMove(LightEvent):
    """Carry a light to another place."""

    type = "light.move"
    undoable = True
    example = {"light": "$light", "x": 420.0, "y": 350.0}

    class Input(Input):
        light: UUID
        x: Coordinate
        y: Coordinate

    def apply(self, light: Light) -> None:
        light.change(x=self.data.x, y=self.data.y)


class LightDelete(LightEvent):
    """Take a light away."""

    type = "light.delete"
    undoable = True
    example = {"light": "$light"}

    class Input(Input):
        light: UUID

    def apply(self, light: Light) -> None:
        light.delete()

    @classmethod
    def require_place(cls, row: Light) -> None:
        Light.require_place(row.scene_id)
