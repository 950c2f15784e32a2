"""What the server and the child process of a simulation say to each other: one JSON document a line."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from universes.physics.impacts import Collision
from universes.physics.world import Checkpoint, State
from universes.stepping import Documents

MOST_STEPS = 100_000


class Command(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """To the child. `start` (documents, and a checkpoint to go on from, whether they are `changed` since) is the first;
    `change` (documents) goes on under others; `pause`, `go`; `step` (count) while paused; `stop` ends with a checkpoint.
    """

    do: Literal["start", "change", "pause", "go", "step", "stop"]
    documents: Documents | None = None
    checkpoint: Checkpoint | None = None
    changed: bool = False
    count: Annotated[int, msgspec.Meta(ge=1, le=MOST_STEPS)] = 1


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From the child. `state`; `collisions`; `checkpoint` with the state at it; `late`: so many `seconds` of the world
    were left out, because it cannot be computed as fast as it is to go; `refused`: a change that makes no sense, which
    changed nothing; `failed`: it cannot go on, "code: body". `stopped` is the last word of one that was asked to stop.
    """

    say: Literal["state", "collisions", "checkpoint", "late", "refused", "failed", "stopped"]
    state: State | None = None
    collisions: list[Collision] = []
    checkpoint: Checkpoint | None = None
    seconds: float = 0.0
    reason: str = ""
