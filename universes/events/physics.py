"""The parameters of a world's physics."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from rooms.live import Input
from universes.events.changing import Changing
from universes.fields import PhysicsPresetName
from universes.models import Universe
from universes.parameters import changed, defaults, some_of, stored
from universes.physics.parameters import PRESETS, Physics

Names = Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=100)]


class OfPhysics(Changing):
    """Base of what changes physics; a simulation that runs goes on under the new ones."""

    def touched(self, universe: Universe) -> list[Any]:
        return [universe.world, universe]

    def put(self, universe: Universe, physics: Physics) -> None:
        self.from_next_bar(universe)
        universe.world.change(stored(physics))


class PhysicsSet(OfPhysics):
    """Change parameters of physics; only what is named changes. What they move in the music is heard from the next bar."""

    type = "physics.set"
    example = {"gravity": 1.62, "air_resistance": 0.0}
    Input = some_of(Physics, "PhysicsInput")

    def apply(self, universe: Universe) -> None:
        self.put(universe, changed(Physics, universe.world.physics, self.data.given()))


class PhysicsReset(OfPhysics):
    """Set the parameters of these names to their defaults, or all of them."""

    type = "physics.reset"
    example = {"names": ["gravity"]}

    class Input(Input):
        names: Names | None = None

    def apply(self, universe: Universe) -> None:
        self.put(universe, defaults(Physics, universe.world.physics, self.data.names))


class PhysicsPreset(OfPhysics):
    """Take over what a preset says; what it does not speak of stays."""

    type = "physics.preset"
    example = {"preset": "space"}

    class Input(Input):
        preset: PhysicsPresetName

    def apply(self, universe: Universe) -> None:
        self.put(universe, changed(Physics, universe.world.physics, PRESETS[self.data.preset]))
