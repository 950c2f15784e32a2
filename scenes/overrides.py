"""What of its universe's parameters is otherwise in one scene."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from universes.composer.parameters import Music
from universes.parameters import some_of
from universes.physics.parameters import Physics

SomePhysics: Any = some_of(Physics, "SomePhysics")
SomeMusic: Any = some_of(Music, "SomeMusic")


class PhysicsOverrides(Struct, forbid_unknown_fields=True, frozen=True):
    """The parameters that are named go before the universe's, while `enabled`."""

    enabled: bool = True
    parameters: SomePhysics = field(default_factory=SomePhysics)


class MusicOverrides(Struct, forbid_unknown_fields=True, frozen=True):
    """The same of its music."""

    enabled: bool = True
    parameters: SomeMusic = field(default_factory=SomeMusic)
