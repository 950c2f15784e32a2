"""pymunk's space of one world and its course through time.

Leapfrog (Verlet): the velocities that pymunk holds are those of the middle of the next drift, so each substep
drifts, finds what meets, adds the accelerations of a whole substep and settles contacts and constraints. That is exact to second order
and keeps energy, and what rests has no speed to be taken away. What is told outside is the mean of the velocities before
and after, which is that of the moment.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pymunk
from pymunk import batch

from universes.physics import geometry
from universes.physics.bodies import Body, Constraint
from universes.physics.forces import Array, Forces
from universes.physics.impacts import Collision, Impacts, Solid, factor, kind_of
from universes.physics.joints import Bond, Circles, Rest
from universes.physics.parameters import Physics

STATE = (
    batch.BodyFields.POSITION | batch.BodyFields.ANGLE | batch.BodyFields.VELOCITY | batch.BodyFields.ANGULAR_VELOCITY
)
PUSH = batch.BodyFields.FORCE | batch.BodyFields.TORQUE
# What pymunk remembers of contacts and joints is gone when a space is built anew; more rounds find it again at once.
ROUNDS_AT_FIRST = 8
# Metres, radians, m/s and rad/s that no sensible world reaches, and shares of them to one of each.
BOUNDS = np.array([1e7, 1e7, 1e12, 1e6, 1e6, 1e6])
SHARES = 1 / BOUNDS
WALL_DEPTH = 100.0
BREAKING_EXCESS = 1e-6


class Unstable(Exception):
    """The world cannot go on. `body` is the id of the one that shows it; `reason` is a code: `not_finite`, `too_fast`,
    `too_far`.
    """

    def __init__(self, reason: str, body: str) -> None:
        self.reason, self.body = reason, body
        super().__init__(f"{reason}: {body}")


class Arena:
    """One space, from when it is built until something but time changes it. `start` or `resume` begins it.

    States are (n, 6) for the moving bodies in order: place, angle, velocity, spin. `former` is the arena of the same bodies
    under the same physics that this one follows: what was found out about them holds.
    """

    def __init__(
        self,
        physics: Physics,
        bodies: Sequence[Body],
        constraints: Sequence[Constraint],
        rests: dict[str, Rest],
        heard: Callable[[Collision], None],
        chance: np.random.Generator,
        former: Arena | None = None,
    ) -> None:
        self.physics, self.chance = physics, chance
        self.moving = [body for body in bodies if not body.still]
        self.still = [body for body in bodies if body.still]
        self.h = physics.time_step / physics.substeps
        self.forces: Forces = former.forces if former else Forces(physics, self.moving, self.still)
        self.weightless = not (np.any(self.forces.own) or self.forces.constant)
        self.impacts = Impacts(physics, len(self.moving), heard)
        self.space = pymunk.Space()
        self.space.gravity = (0.0, -physics.gravity)
        # Contacts begin with what they were found to be in the substep before, so half the rounds do where nothing is joined.
        self.rounds = physics.iterations if constraints else math.ceil(physics.iterations / 2)
        self.space.iterations = self.rounds * ROUNDS_AT_FIRST
        sizes = [geometry.reach(body) for body in self.moving]
        self.space.collision_slop = min(max(min(sizes, default=1.0) * 2e-3, 1e-7), 1e-3)
        self.solids = {body.id: self._solid(body, row) for row, body in enumerate(self.moving)}
        self.solids |= {body.id: self._solid(body, -1) for body in self.still}
        self._edge()
        kinds = {kind_of(body) for body in bodies} | {0}
        self.impacts.listen(self.space, kinds, sensing=any(body.sensor for body in bodies))
        self.bonds = [self._bond(told, rests[told.id]) for told in constraints if told.enabled]
        rows = {body.id: row for row, body in enumerate((*self.moving, *self.still))}
        self.circles = Circles(self.bonds, rows)
        self._unmoved = np.array(
            [(*body.position, body.angle, 0.0, 0.0, 0.0) for body in self.still] + [(0.0,) * 6], dtype=float
        )
        self._got, self._given = batch.Buffer(), batch.Buffer()
        # pymunk gives and takes those that move first, then all that never do.
        self._pushes: Array = np.zeros((len(self._all()), 3))
        self._pushes[: len(self.moving), :2] = (self.forces.own - self.forces.gravity) * self.forces.mass[:, None]
        self._given.set_float_buf(self._pushes)
        self.impacts.mean = self.forces.own
        self.breakable = [bond for bond in self.bonds if bond.constraint.breaking_force is not None]
        self.before = self.halves()

    def _solid(self, body: Body, row: int) -> Solid:
        if row >= 0:
            mass, moment = self.forces.inertia[row]
            solid = Solid(mass, moment)
            solid.velocity, solid.angular_velocity = body.velocity, body.angular_velocity
            solid.lightness, solid.ease = 1 / mass, 1 / moment
        else:
            solid = Solid(body_type=pymunk.Body.STATIC)
            solid.lightness = solid.ease = 0.0
        solid.row, solid.told = row, body
        solid.position, solid.angle = body.position, body.angle
        shape = geometry.shape_of(body, solid)
        # Where nothing presses, pymunk may keep the bounce of what it finds squeezed between others; a stack would tremble.
        shape.elasticity = factor(body.material.restitution, self.physics.elasticity) if self.weightless else 0.0
        shape.friction = factor(body.material.friction, self.physics.friction)
        shape.collision_type = kind_of(body)
        solid.outline = shape
        solid.reach = 0.0 if body.still else geometry.furthest(body)
        solid.round = shape.radius if isinstance(shape, pymunk.Circle) else None
        self.space.add(solid, shape)
        return solid

    def _edge(self) -> None:
        """Walls so thick that nothing passes them in a substep."""
        if self.physics.boundary != "wall":
            return
        x, y, deep = self.physics.width / 2, self.physics.height / 2, WALL_DEPTH
        for name, middle, width, height in (
            ("left", (-x - deep / 2, 0.0), deep, 2 * (y + deep)),
            ("right", (x + deep / 2, 0.0), deep, 2 * (y + deep)),
            ("bottom", (0.0, -y - deep / 2), 2 * x, deep),
            ("top", (0.0, y + deep / 2), 2 * x, deep),
        ):
            wall = Body(id=f"wall:{name}", shape="box", width=width, height=height, position=middle, static=True)
            self._solid(wall, -1)

    def _bond(self, told: Constraint, rest: Rest) -> Bond:
        other = self.solids[told.body_b] if told.body_b else self.space.static_body
        bond = Bond(told, rest, self.solids[told.body_a], other)
        self.space.add(*bond.joints)
        return bond

    def start(self) -> None:
        """Begins with the velocities of the moment: half a substep's accelerations make them those of the first drift."""
        if self.physics.integration == "euler":
            return
        for solid in self._movers():
            solid.position -= solid.velocity * (self.h / 2)
            solid.angle -= solid.angular_velocity * (self.h / 2)
        self.impacts.middle = 0.0
        self.forces.hold(self.halves(), self.h / 2, self.h / 2)
        self._substep(self.h / 2, 0.0)
        self.impacts.middle = self.h / 2
        for bond in self.bonds:
            bond.impulse = 0.0

    def resume(self, kept: Array) -> None:
        """Begins with what `kept` gave of a space like this one."""
        for solid, (x, y, angle, vx, vy, spin, *_) in zip(self._movers(), kept.tolist(), strict=True):
            solid.position, solid.velocity, solid.angle, solid.angular_velocity = (x, y), (vx, vy), angle, spin
        self.before = np.concatenate([kept[:, :3], kept[:, 6:]], axis=1)

    def kept(self) -> Array:
        """(n, 9) states with the velocities of the next drift, and those of the last one."""
        return np.concatenate([self.halves(), self.before[:, 3:] + self.impacts.jolt], axis=1)

    def halves(self) -> Array:
        """States with the velocities of the next drift."""
        return self._all()[: len(self.moving)].copy()

    def moment(self) -> Array:
        """States with the velocities of the moment. Raises Unstable."""
        state = self._checked(self.halves())
        if self.physics.integration == "verlet":
            state[:, 3:] = (state[:, 3:] + self.before[:, 3:] + self.impacts.jolt) / 2
        return state

    def put(self, row: int, place: Array) -> None:
        """Moves a body elsewhere, with its motion."""
        solid = self.solids[self.moving[row].id]
        solid.position = (float(place[0]), float(place[1]))
        self.space.reindex_shapes_for_body(solid)

    def step(self, time: float) -> list[Bond]:
        """Goes on by one time step from `time` seconds; returns what broke. Raises Unstable."""
        for bond in self.breakable:
            bond.impulse = 0.0
        self.forces.hold(self.halves(), self.physics.time_step, self.h)
        for part in range(self.physics.substeps):
            self._substep(self.h, time + part * self.h)
            self.space.iterations = self.rounds
            for bond in self.breakable:
                bond.impulse += bond.main.impulse
        return [bond for bond in self.breakable if self._overloaded(bond)]

    def _overloaded(self, bond: Bond) -> bool:
        most = bond.constraint.breaking_force
        return most is not None and bond.impulse / self.physics.time_step > most * (1 + BREAKING_EXCESS)

    def _substep(self, h: float, time: float) -> None:
        state = self._checked(self.halves())
        mean = self.impacts.mean
        if self.forces.changing:
            self._pushes[: len(state)], mean = self.forces.at(state, h, self.chance)
        if not self.forces.everywhere_alike:
            batch.set_space_bodies(self.space, PUSH, self._given)
        if self.bonds:
            still = np.concatenate([mean, np.zeros((len(self._unmoved), 2))])
            self.circles.prepare(np.concatenate([state, self._unmoved]), still, h, self.h)
        self.before = state
        self.impacts.begin_substep(h, time, mean, state[:, 3:])
        self.space.step(h)

    def _movers(self) -> list[Solid]:
        return [self.solids[body.id] for body in self.moving]

    def _all(self) -> Array:
        self._got.clear()
        batch.get_space_bodies(self.space, STATE, self._got)
        return np.frombuffer(self._got.float_buf(), dtype=float).reshape(-1, 6)

    def _checked(self, state: Array) -> Array:
        """Raises Unstable, naming the first body that left all bounds."""
        # One number of all, which is not under 1 either if any is none.
        if np.abs(state * SHARES).max(initial=0.0) < 1:
            return state
        within = np.abs(state) < BOUNDS
        row = int(np.argmin(within.all(axis=1)))
        if not np.isfinite(state[row]).all():
            reason = "not_finite"
        else:
            reason = "too_far" if not within[row, :2].all() else "too_fast"
        raise Unstable(reason, self.moving[row].id)
