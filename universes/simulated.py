"""Simulations as they are kept: what a world is made of now, where its simulation stands, and going on from there."""

from __future__ import annotations

import hashlib
from time import time
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from config.api.errors import Conflict, Problem, Unprocessable
from config.files.pool import GIGABYTE, pool
from universes.models import Body, Run, Universe, World
from universes.parameters import read
from universes.physics.parameters import Physics
from universes.solid import body_of, constraint_of
from universes.stepping import Documents

LIMITS = {"cpu": 30, "memory": GIGABYTE + GIGABYTE // 2, "disk": 1024**2}
MOST_STEPS = 600


def documents_of(world: World, seed: int) -> Documents:
    """What is simulated, in its order."""
    return Documents(
        physics=read(Physics, world.physics),
        bodies=[body_of(row) for row in world.bodies.all()],
        constraints=[constraint_of(row) for row in world.constraints.all()],
        seed=seed,
    )


def key_of(documents: Documents) -> str:
    """Two worlds of the same key are the same."""
    return hashlib.blake2b(msgspec.json.encode(documents, order="deterministic"), digest_size=12).hexdigest()


def kept(documents: Documents, state: dict[str, Any], checkpoint: dict[str, Any]) -> dict[str, Any]:
    """What `Run.checkpoint` holds."""
    return {"key": key_of(documents), "state": state, "checkpoint": checkpoint}


def state_of(run: Run) -> dict[str, Any]:
    """{status, reason, time, step, bodies, broken, absorbed}: where everything is, of one that runs at its newest
    checkpoint. What never moves is where its document says.
    """
    about = {"status": run.status, "reason": run.reason}
    if run.checkpoint is not None:
        return {**about, **run.checkpoint["state"]}
    moving = [body_of(row) for row in Body.objects.filter(world=run.world_id)]
    bodies = [
        {"id": one.id, "x": one.position[0], "y": one.position[1], "angle": one.angle, "vx": one.velocity[0],
         "vy": one.velocity[1], "spin": one.angular_velocity}
        for one in moving
        if not one.still
    ]  # fmt: skip
    return {**about, "time": 0.0, "step": 0, "bodies": bodies, "broken": [], "absorbed": []}


def step_on(universe: Universe, steps: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """(what `Run.checkpoint` is to hold, collisions) after so many steps more, computed in a child process. Raises
    Conflict for one that runs, Unprocessable for a world that cannot go on, with the reason.
    """
    run: Run = universe.world.run
    require_still(run)
    documents = documents_of(universe.world, universe.seed)
    before: dict[str, Any] | None = run.checkpoint
    try:
        answer = pool.run(
            "universes.stepping:go",
            limits=LIMITS,
            documents=msgspec.to_builtins(documents),
            checkpoint=before and before["checkpoint"],
            changed=before is not None and before["key"] != key_of(documents),
            steps=steps,
        )
    except Unprocessable:
        raise too_much() from None
    made = answer.get("ok")
    if made is None:
        raise too_much()
    if "failed" in made:
        raise Unprocessable(reason_in_words(made["failed"]), code="unstable")
    return kept(documents, made["state"], made["checkpoint"]), made["collisions"]


def require_still(run: Run) -> None:
    """Raises Conflict (code "running") for one that runs, or was told to stop and has not said yet where it is."""
    if run.status == Run.Status.RUNNING or (run.holder and run.lease_until > time()):
        raise Conflict(_("The simulation runs. Stop it first."), code="running")


def too_much() -> Problem:
    return Unprocessable(_("This is too much for this server at once. Ask for fewer steps."))


def reason_in_words(reason: str) -> str:
    """What `Unstable` or `Wrong` said, "code: id field", for people."""
    code = reason.partition(":")[0]
    return {
        "not_finite": _("The world came apart: something cannot be computed any more."),
        "too_fast": _("The world came apart: something became too fast."),
        "too_far": _("The world came apart: something went too far away."),
    }.get(code, _("This world makes no sense: %(reason)s") % {"reason": reason})[:300]
