"""What of its universe's parameters is otherwise in a scene, one by one: two who lead may set different ones at once."""

from __future__ import annotations

from typing import Any, ClassVar, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType, field

from rooms.live import Input
from scenes.events.scenes import SceneEvent
from scenes.models import Scene
from scenes.overrides import SomeMusic, SomePhysics
from universes.composer.parameters import Music
from universes.events.physics import Names
from universes.parameters import require_known
from universes.physics.parameters import Physics


class Override(SceneEvent):
    """Base of both. What is both `set` and `reset` is set; the first that is otherwise counts, unless `enabled` says no."""

    undoable = True
    group: ClassVar[str]
    struct: ClassVar[type[msgspec.Struct]]

    def apply(self, scene: Scene) -> None:
        name = f"{self.group}_overrides"
        now: dict[str, Any] = getattr(scene, name)
        reset = list(now["parameters"]) if self.data.reset == "all" else self.data.reset
        require_known(self.struct, reset, "reset")
        kept = {one: value for one, value in now["parameters"].items() if one not in reset}
        parameters = {**kept, **msgspec.to_builtins(self.data.set)}
        counts = now["enabled"] or not now["parameters"]
        enabled = counts if self.data.enabled is UNSET else self.data.enabled
        scene.change(grid={}, **{name: {"enabled": enabled, "parameters": parameters}})


class PhysicsOverride(Override):
    """Say what of its universe's physics is otherwise in a scene: `set` is, `reset` (or "all") is as it is there again; and
    whether any of it counts (`enabled`).
    """

    type = "scene.physics"
    group, struct = "physics", Physics
    example = {"scene": "$scene", "set": {"gravity": 1.62}, "reset": ["friction"]}

    class Input(Input):
        scene: UUID
        enabled: bool | UnsetType = UNSET
        set: SomePhysics = field(default_factory=SomePhysics)
        reset: Names | Literal["all"] = []


class MusicOverride(Override):
    """Say what of its universe's music is otherwise in a scene: `set` is, `reset` (or "all") is as it is there again; and
    whether any of it counts (`enabled`).
    """

    type = "scene.music"
    group, struct = "music", Music
    example = {"scene": "$scene", "set": {"tempo": 66.0}, "reset": "all"}

    class Input(Input):
        scene: UUID
        enabled: bool | UnsetType = UNSET
        set: SomeMusic = field(default_factory=SomeMusic)
        reset: Names | Literal["all"] = []
