"""Fields that live commands, REST and documents have in common, with their bounds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from universes.composer.parameters import PRESETS as MUSIC
from universes.composer.parameters import Music
from universes.models.universe import MOST_SEED
from universes.parameters import some_of
from universes.physics.parameters import PRESETS as PHYSICS
from universes.physics.parameters import Physics
from universes.visuals.mapping import Mapping

Name = Annotated[str, Meta(min_length=1, max_length=100)]
Description = Annotated[str, Meta(max_length=2000)]
Word = Annotated[str, Meta(max_length=40)]
Visibility = Literal["private", "shared", "public"]
Seed = Annotated[int, Meta(ge=0, le=MOST_SEED)]

PhysicsPresetName: Any = Literal[tuple(PHYSICS)]
MusicPresetName: Any = Literal[tuple(MUSIC)]
SomePhysics: Any = some_of(Physics, "PhysicsChanges")
SomeMusic: Any = some_of(Music, "MusicChanges")

Title = Annotated[str, Meta(min_length=1, max_length=255)]
Text = Annotated[str, Meta(max_length=1000)]
At = Annotated[float, Meta(ge=0, le=86_400)]
Mappings = Annotated[list[Mapping], Meta(max_length=32)]


class Changes(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The parameters that are others from a point of the story on."""

    physics: SomePhysics = SomePhysics()
    music: SomeMusic = SomeMusic()
