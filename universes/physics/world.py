"""The simulation of a world: `step`, `state`, `collisions`, `checkpoint`.

Given the same documents, seed and changes it goes the same way to the last bit on one machine. pymunk remembers more
than bodies' states (its contacts, and the order in which it looks for them), so a checkpoint could never go on exactly
as the run would have: therefore every run builds its space anew at every `MARK`th step and at every change, and a
checkpoint is the state of the last such mark with the number of steps since, which are gone again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from universes.physics.arena import Arena
from universes.physics.bodies import Body, Constraint
from universes.physics.checking import check
from universes.physics.impacts import KEPT_COLLISIONS, Collision
from universes.physics.joints import Rest, rest
from universes.physics.parameters import Physics

MARK = 120
VERSION = 1
POSE = ("position", "velocity", "angle", "angular_velocity")


class BodyState(msgspec.Struct, frozen=True, gc=False):
    """Where a moving body is (m, rad) and how it moves (m/s, rad/s)."""

    id: str
    x: float
    y: float
    angle: float
    vx: float
    vy: float
    spin: float


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A world at `time` seconds, after `step` steps; what broke and what the edge took, since the start."""

    time: float
    step: int
    bodies: list[BodyState]
    broken: list[str]
    absorbed: list[str]


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """All that a simulation needs to go on. `states` are the rows of `Arena.kept`, None for a mark at which the
    documents say it; `since` is how many steps have been gone after the mark.
    """

    version: int = VERSION
    step: int
    time: float
    since: int
    physics: Physics
    bodies: list[Body]
    constraints: list[Constraint]
    rests: dict[str, Rest]
    states: list[list[float]] | None
    chance: dict[str, Any]
    broken: list[str]
    absorbed: list[str]


class Simulation:
    """Bodies and constraints under `physics` from the moment 0. Raises Wrong for a world that makes no sense; what
    steps raises Unstable, after which the simulation is over.
    """

    def __init__(
        self, physics: Physics, bodies: Sequence[Body], constraints: Sequence[Constraint] = (), seed: int = 0
    ) -> None:
        check(physics, bodies, constraints)
        # MT19937 and others have longer states; this one's is two numbers of 128 bits.
        self._chance = np.random.Generator(np.random.PCG64(seed))
        self._collisions: list[Collision] = []
        self._broken: list[str] = []
        self._absorbed: list[str] = []
        self.steps, self.time = 0, 0.0
        self.physics, self.bodies, self.constraints = physics, list(bodies), list(constraints)
        self._rests: dict[str, Rest] = {}
        self._rest_all()
        self._begin(None)

    def _rest_all(self) -> None:
        bodies = {body.id: body for body in self.bodies}
        for told in self.constraints:
            if told.id not in self._rests:
                other = bodies[told.body_b] if told.body_b else None
                self._rests[told.id] = rest(told, bodies[told.body_a], other)

    def _begin(self, kept: list[list[float]] | None, former: Arena | None = None) -> None:
        """Sets a mark: a new space, from the documents (None) or from an earlier one's states; `former` is the one that it
        follows, if neither bodies nor physics have changed.
        """
        self._mark = Checkpoint(
            step=self.steps,
            time=self.time,
            since=0,
            physics=self.physics,
            bodies=list(self.bodies),
            constraints=list(self.constraints),
            rests=dict(self._rests),
            states=kept,
            chance=_plain(self._chance),
            broken=list(self._broken),
            absorbed=list(self._absorbed),
        )
        gone = set(self._broken)
        held = [told for told in self.constraints if told.id not in gone]
        self._arena = Arena(self.physics, self.bodies, held, self._rests, self._heard, self._chance, former)
        if kept is None:
            self._arena.start()
        else:
            self._arena.resume(np.array(kept, dtype=float).reshape(-1, 9))

    def _heard(self, collision: Collision) -> None:
        if len(self._collisions) < KEPT_COLLISIONS:
            self._collisions.append(collision)

    def step(self, count: int = 1) -> None:
        """Goes on by `count` time steps. Raises Unstable."""
        for _ in range(count):
            broken = self._arena.step(self.time)
            self.steps += 1
            self.time += self.physics.time_step
            self._meet_the_edge()
            if broken:
                self._broken += [bond.constraint.id for bond in broken]
                self._begin(self._arena.kept().tolist(), self._arena)
            elif self.steps - self._mark.step >= MARK:
                self._begin(self._arena.kept().tolist(), self._arena)

    def _meet_the_edge(self) -> None:
        physics = self.physics
        if physics.boundary not in ("wrap", "absorb"):
            return
        size = np.array([physics.width, physics.height])
        places = self._arena.halves()[:, :2]
        outside = np.flatnonzero((np.abs(places) > size / 2).any(axis=1))
        if physics.boundary == "wrap":
            for row in outside.tolist():
                self._arena.put(row, (places[row] + size / 2) % size - size / 2)
        elif len(outside):
            self._absorb([self._arena.moving[row].id for row in outside.tolist()])

    def _absorb(self, names: list[str]) -> None:
        gone, states = set(names), self._arena.kept()
        kept = [row.tolist() for body, row in zip(self._arena.moving, states, strict=True) if body.id not in gone]
        self._absorbed += names
        self.bodies = [body for body in self.bodies if body.id not in gone]
        self.constraints = [told for told in self.constraints if not {told.body_a, told.body_b} & gone]
        self._begin(kept)

    def state(self) -> State:
        rows = zip(self._arena.moving, self._arena.moment().tolist(), strict=True)
        return State(
            time=self.time,
            step=self.steps,
            bodies=[BodyState(body.id, *row) for body, row in rows],
            broken=list(self._broken),
            absorbed=list(self._absorbed),
        )

    def collisions(self) -> list[Collision]:
        """What met since last asked, in the order of time; of very many the first."""
        heard, self._collisions = self._collisions, []
        return sorted(heard, key=lambda collision: (collision.time, collision.a, collision.b))

    def change(
        self,
        *,
        physics: Physics | None = None,
        bodies: Sequence[Body] | None = None,
        constraints: Sequence[Constraint] | None = None,
    ) -> None:
        """Goes on under other parameters or with other documents. A body whose document says the same place and motion
        as before keeps those that it has now; one that it says anew is put there. Raises Wrong, and changes nothing.
        """
        new_physics = physics or self.physics
        new_bodies = list(self.bodies if bodies is None else bodies)
        new_constraints = list(self.constraints if constraints is None else constraints)
        check(new_physics, new_bodies, new_constraints)
        before = {body.id: body for body in self.bodies}
        now = {one.id: one for one in self.state().bodies}
        bonds = {told.id: told for told in self.constraints}
        self.physics, self.constraints = new_physics, new_constraints
        self.bodies = [_going_on(body, before.get(body.id), now.get(body.id)) for body in new_bodies]
        same = {told.id for told in new_constraints if bonds.get(told.id) == told}
        self._rests = {name: held for name, held in self._rests.items() if name in same}
        self._broken = [name for name in self._broken if name in same]
        self._rest_all()
        self._begin(None)

    def checkpoint(self) -> Checkpoint:
        return msgspec.structs.replace(self._mark, since=self.steps - self._mark.step)

    @classmethod
    def from_checkpoint(cls, checkpoint: Checkpoint) -> Simulation:
        """Goes on exactly as the run would have from which it was taken. Raises Wrong."""
        check(checkpoint.physics, checkpoint.bodies, checkpoint.constraints)
        simulation = cls.__new__(cls)
        simulation._chance = np.random.Generator(np.random.PCG64(0))
        simulation._chance.bit_generator.state = _stored(checkpoint.chance)
        simulation._collisions = []
        simulation._broken, simulation._absorbed = list(checkpoint.broken), list(checkpoint.absorbed)
        simulation.steps, simulation.time = checkpoint.step, checkpoint.time
        simulation.physics, simulation.bodies = checkpoint.physics, list(checkpoint.bodies)
        simulation.constraints, simulation._rests = list(checkpoint.constraints), dict(checkpoint.rests)
        simulation._begin(checkpoint.states)
        simulation.step(checkpoint.since)
        simulation.collisions()
        return simulation


def _going_on(body: Body, before: Body | None, now: BodyState | None) -> Body:
    if before is None or now is None or body.still:
        return body
    if any(getattr(body, name) != getattr(before, name) for name in POSE):
        return body
    return msgspec.structs.replace(
        body, position=(now.x, now.y), velocity=(now.vx, now.vy), angle=now.angle, angular_velocity=now.spin
    )


def _plain(chance: np.random.Generator) -> dict[str, Any]:
    """The generator's state with its numbers of 128 bits as text, for JSON's readers have only 64."""
    kept: dict[str, Any] = dict(chance.bit_generator.state)
    return kept | {"state": {name: str(value) for name, value in kept["state"].items()}}


def _stored(kept: dict[str, Any]) -> dict[str, Any]:
    return kept | {"state": {name: int(value) for name, value in kept["state"].items()}}
