"""A simulation that stands still, taken on by some steps: pure, run in a child process by `config.files.pool`."""

from __future__ import annotations

from typing import Any

import msgspec

from universes.physics.arena import Unstable
from universes.physics.bodies import Body, Constraint
from universes.physics.checking import Wrong
from universes.physics.parameters import Physics
from universes.physics.world import Checkpoint, Simulation


class Documents(msgspec.Struct, frozen=True):
    """What a world is made of, and the seed of its chance."""

    physics: Physics
    bodies: list[Body]
    constraints: list[Constraint]
    seed: int


def simulation_of(documents: Documents, checkpoint: Checkpoint | None, *, changed: bool) -> Simulation:
    """From the beginning without a checkpoint; with one it goes on, and where the documents are `changed` since it was
    written, under the new ones. Raises Wrong.
    """
    if checkpoint is None:
        return Simulation(documents.physics, documents.bodies, documents.constraints, documents.seed)
    going = Simulation.from_checkpoint(checkpoint)
    if changed:
        going.change(physics=documents.physics, bodies=documents.bodies, constraints=documents.constraints)
    return going


def go(documents: Any, checkpoint: Any, changed: bool, steps: int) -> dict[str, Any]:
    """{state, checkpoint, collisions} after `steps` more; {failed: reason} where it cannot go on. All as JSON."""
    known = None if checkpoint is None else msgspec.convert(checkpoint, Checkpoint)
    try:
        going = simulation_of(msgspec.convert(documents, Documents), known, changed=changed)
        going.step(steps)
    except (Wrong, Unstable) as problem:
        return {"failed": str(problem)}
    kept: dict[str, Any] = msgspec.to_builtins(
        {"state": going.state(), "checkpoint": going.checkpoint(), "collisions": going.collisions()}
    )
    return kept
