"""Collisions at the moment at which they happen.

pymunk finds two shapes once they overlap, up to a whole substep late, and answers where they are then: a bounce from
below the floor, or off discs turned out of their true line of centres. Here each first contact is taken back to the
moment of touching, the impulse is found there (Newton's restitution and Coulomb's friction), and what is left of the
substep is gone with the new velocities. pymunk then finds the pair parting and leaves it alone; it settles what rests,
slides and rolls, under weight without restitution, which would keep a stack trembling. What touches one that was struck is struck in
its turn, so that a blow goes through a row of balls.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pymunk

from universes.physics.blows import Motion, Touch, settle
from universes.physics.bodies import Body
from universes.physics.forces import Array
from universes.physics.parameters import Physics

KEPT_COLLISIONS = 4096
# Blows that one collision may pass on.
PASSED_ON = 200
# Contacts that are looked at in a substep on an average, and at once after a quieter time: a heap of hundreds that comes
# to rest would strike itself thousands of times in each. What is over that is left to pymunk, which lets it rest.
LOOKS, LOOKS_AT_ONCE = 3, 1000
# For so many substeps the contacts of what was struck are looked at again: another blow may have sent it back, and pymunk
# tells of a contact only once.
WATCHED = 4
# Metres per second that are none.
STILL = 1e-9
# pymunk's collision types: whether a material tells its friction, and whether its body is watched.
TELLS_FRICTION, IS_WATCHED = 1, 2


class Collision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Two bodies met at `time` s in (x, y) m with an impulse in N s; a sensor feels without one."""

    time: float
    a: str
    b: str
    x: float
    y: float
    impulse: float


class Solid(pymunk.Body):
    """pymunk's body with what it stands for: `row` in the arrays of a world, or -1 for what never moves; `round` is its
    radius in m if it is a circle, `reach` how far in m the outline of one that turns goes from its middle; `lightness`
    and `ease` what a unit of impulse and of its moment changes; `watched` the substep until which it is, 0 if it is not.

    In the substep `seen` it has the velocity `vx`, `vy` and the `spin`, is pulled by `pull` (m/s2), and what it meets not
    faster than `slow` (m/s, what gravity and the like make in two substeps) rests: asking pymunk costs far more.
    """

    row: int
    told: Body
    outline: pymunk.Shape
    round: float | None
    reach: float
    lightness: float
    ease: float
    watched = 0
    seen = 0
    vx = vy = spin = 0.0
    pull = (0.0, 0.0)
    slow = STILL

    # pymunk puts a method of Python before every assignment, for checkers of types; bodies are moved thousands of times.
    __setattr__ = object.__setattr__  # type: ignore[assignment]

    def motion(self, lead: float) -> Motion:
        """How it moves `lead` seconds after the velocities at hand hold."""
        x, y = self.pull
        return Motion(self.vx + x * lead, self.vy + y * lead, self.spin, self.lightness, self.ease)


def pair(one: float | None, other: float | None, world: float) -> float:
    """A pair's effective restitution or friction: who says nothing follows the other, and both silent the world."""
    if one is None:
        return world if other is None else other
    return one if other is None else math.sqrt(one * other)


def factor(own: float | None, world: float) -> float:
    """What pymunk multiplies by the other's: right for two that both say it, and for two that both do not."""
    return math.sqrt(world if own is None else own)


def kind_of(body: Body) -> int:
    """pymunk's collision type of a body in peace."""
    return TELLS_FRICTION if body.material.friction is not None else 0


class Impacts:
    """The first contacts of one world. `h` is the running substep, `mean` (n, 2) the accelerations in it, `motions` (n, 3)
    velocities and spins as it begins, `jolt` (n, 3) what impacts have given of them in it. `middle` is how long before its end the velocities at hand hold.
    """

    def __init__(self, physics: Physics, count: int, heard: Callable[[Collision], None]) -> None:
        self.physics, self.heard = physics, heard
        self.h = physics.time_step / physics.substeps
        self.start, self.middle = 0.0, self.h / 2
        self.count = count
        self.mean: Array = np.zeros((count, 2))
        self.motions: Array = np.zeros((count, 3))
        self._jolts: dict[int, tuple[float, float, float]] = {}
        self.looks = LOOKS_AT_ONCE
        self.sensing = False
        self.touching: dict[str, dict[str, Solid]] = {}
        # Who is watched until which substep, in the order in which it comes to its end.
        self.substep = 0
        self.ending: deque[tuple[int, Solid]] = deque()

    def listen(self, space: pymunk.Space, kinds: set[int], *, sensing: bool) -> None:
        """Has pymunk tell what meets among shapes of these `kinds`; `sensing` says that there are sensors."""
        self.sensing = sensing
        space.on_collision(None, None, begin=self.begin)
        for kind in sorted(kinds):
            space.on_collision(kind | IS_WATCHED, None, pre_solve=self.again)
        if len(kinds) > 1:
            for silent, telling in ((0, 1), (0, 3), (2, 1), (2, 3)):
                space.on_collision(silent, telling, pre_solve=self.mixed)

    def begin_substep(self, h: float, start: float, mean: Array, motions: Array) -> None:
        self.h, self.start, self.mean, self.motions = h, start, mean, motions
        self._jolts.clear()
        self.looks = min(max(self.looks, 0) + LOOKS, LOOKS_AT_ONCE)
        spent = self.looks <= LOOKS
        self.substep += 1
        while self.ending and (spent or self.ending[0][0] <= self.substep):
            until, solid = self.ending.popleft()
            if solid.watched == until:
                solid.watched = 0
                solid.outline.collision_type &= ~IS_WATCHED

    @property
    def jolt(self) -> Array:
        made = np.zeros((self.count, 3))
        for row, jolt in self._jolts.items():
            made[row] = jolt
        return made

    def _see(self, solid: Solid) -> None:
        """Reads how it moves, once a substep. What never moves is right as it was made."""
        if solid.seen != self.substep and solid.row >= 0:
            solid.seen = self.substep
            solid.vx, solid.vy, solid.spin = self.motions[solid.row].tolist()
            x, y = solid.pull = tuple(self.mean[solid.row].tolist())
            solid.slow = 2 * self.h * math.hypot(x, y) + STILL

    def _watch(self, solid: Solid) -> None:
        until = self.substep + WATCHED
        if solid.watched == until:
            return
        if not solid.watched:
            solid.outline.collision_type |= IS_WATCHED
        solid.watched = until
        self.ending.append((until, solid))

    def effective(self, a: Body, b: Body) -> tuple[float, float]:
        """Restitution and friction of the pair."""
        one, other = a.material, b.material
        return (
            pair(one.restitution, other.restitution, self.physics.elasticity),
            pair(one.friction, other.friction, self.physics.friction),
        )

    def mixed(self, arbiter: pymunk.Arbiter, space: pymunk.Space, data: Any) -> None:
        """Tells pymunk the friction of a pair of which one leaves it to the other."""
        a, b = arbiter.bodies
        assert isinstance(a, Solid) and isinstance(b, Solid)
        arbiter.friction = self.effective(a.told, b.told)[1]

    def begin(self, arbiter: pymunk.Arbiter, space: pymunk.Space, data: Any) -> None:
        if self.looks <= 0 and not self.sensing:
            return
        one, other = arbiter.shapes
        a, b = one.body, other.body
        assert isinstance(a, Solid) and isinstance(b, Solid)
        if a.told.sensor or b.told.sensor:
            if points := arbiter.contact_point_set.points:
                x, y = points[0].point_a
                self._hear(a, b, x, y, 0.0, self.h)
            return
        self._meet(a, b, arbiter)

    def again(self, arbiter: pymunk.Arbiter, space: pymunk.Space, data: Any) -> None:
        """A contact that goes on, of a body that was struck of late."""
        if self.looks <= 0:
            return
        one, other = arbiter.shapes
        a, b = one.body, other.body
        if isinstance(a, Solid) and isinstance(b, Solid) and not (a.told.sensor or b.told.sensor):
            self._meet(a, b, arbiter)

    def _meet(self, a: Solid, b: Solid, arbiter: pymunk.Arbiter) -> None:
        if self.looks <= 0:
            return
        self.looks -= 1
        self.touching.setdefault(a.told.id, {})[b.told.id] = b
        self.touching.setdefault(b.told.id, {})[a.told.id] = a
        if self._resting(a, b):
            return
        late, normal, arms = self._moment(a, b, None if a.round and b.round else arbiter.contact_point_set)
        if late is not None and self._strike(a, b, late, normal, arms):
            self._pass_on(a, b, late)

    def _pass_on(self, a: Solid, b: Solid, late: float) -> None:
        """Strikes what touches the two that were struck, and so on. Who has touched whom is kept until they are found
        apart, for pymunk tells the end of a contact too late to look at it.
        """
        struck = deque([a, b])
        for _ in range(PASSED_ON):
            if not struck or self.looks <= 0:
                return
            one = struck.popleft()
            near = self.touching[one.told.id]
            if one.row < 0 or len(near) < 2:
                continue
            met = self._overlapping(one, [other for other in near.values() if not self._resting(one, other)])
            self.looks -= 1 + len(met)
            for other, contact in met:
                then, normal, arms = self._moment(one, other, contact)
                if then is not None and self._strike(one, other, late, normal, arms):
                    struck += (one, other)

    def _overlapping(self, one: Solid, near: list[Solid]) -> list[tuple[Solid, pymunk.ContactPointSet | None]]:
        """Those of `near`, which it has touched, that it overlaps now, and where; of circles that need not be told. Who is
        well apart is forgotten.
        """
        touching, box = self.touching[one.told.id], one.outline.bb
        found: list[tuple[Solid, pymunk.ContactPointSet | None]] = []
        cornered: set[Solid] = set()
        for other in near:
            if not box.intersects(other.outline.bb):
                del touching[other.told.id]
            elif not (one.round and other.round):
                cornered.add(other)
            elif math.dist(one.position, other.position) <= one.round + other.round:
                found.append((other, None))
        if cornered and one.space:
            hits = [(hit.shape.body, hit.contact_point_set) for hit in one.space.shape_query(one.outline) if hit.shape]
            found += [(body, contact) for body, contact in hits if body in cornered]
        return found

    def _moment(
        self, a: Solid, b: Solid, contact: pymunk.ContactPointSet | None
    ) -> tuple[float | None, tuple[float, float], list[Touch]]:
        """How long ago they touched (s; None for a touch too slow to be one), the normal then, and the points. Circles
        know them without a `contact`.
        """
        (ax, ay), (bx, by) = a.position, b.position
        vx, vy = b.vx - a.vx, b.vy - a.vy
        if contact is None or (a.round and b.round):
            assert a.round and b.round
            dx, dy, both = bx - ax, by - ay, a.round + b.round
            inward, speed2 = dx * vx + dy * vy, vx * vx + vy * vy
            deep = both * both - dx * dx - dy * dy
            if inward >= 0 or inward * inward + speed2 * deep < 0:
                return None, (0.0, 0.0), []
            late = min(max((inward + math.sqrt(inward * inward + speed2 * deep)) / speed2, 0.0), self.h)
            dx, dy = dx - vx * late, dy - vy * late
            apart = math.hypot(dx, dy) or 1.0
            nx, ny = dx / apart, dy / apart
            if -(vx * nx + vy * ny) <= max(a.slow, b.slow):
                return None, (nx, ny), []
            return late, (nx, ny), [Touch(nx * a.round, ny * a.round, -nx * b.round, -ny * b.round)]
        arms, late, fastest = [], 0.0, 0.0
        (nx, ny), turn_a, turn_b = contact.normal, a.spin, b.spin
        for point in contact.points:
            (px, py), (qx, qy) = point.point_a, point.point_b
            touch = Touch(px - ax, py - ay, qx - bx, qy - by)
            # m/s at which the touching points come together
            inward = (turn_b * touch.by - turn_a * touch.ay - vx) * nx - (
                turn_b * touch.bx - turn_a * touch.ax + vy
            ) * ny
            if inward > 0:
                late, fastest = max(late, -point.distance / inward), max(fastest, inward)
            arms.append(touch)
        if fastest <= max(a.slow, b.slow):
            return None, (nx, ny), []
        return min(max(late, 0.0), self.h), (nx, ny), arms

    def _resting(self, a: Solid, b: Solid) -> bool:
        """Whether no two points of theirs can meet faster than what rests: most contacts of a heap, told apart cheaply."""
        self._see(a)
        self._see(b)
        turning = abs(a.spin) * a.reach + abs(b.spin) * b.reach
        return math.hypot(b.vx - a.vx, b.vy - a.vy) + turning <= max(a.slow, b.slow)

    def _strike(self, a: Solid, b: Solid, late: float, normal: tuple[float, float], arms: list[Touch]) -> bool:
        """Applies the impulse that belongs to the moment `late` seconds before the end of this substep; whether any."""
        # The velocities at hand are those of the middle of the drift (leapfrog); here are meant those of the moment.
        lead = self.middle - late if self.physics.integration == "verlet" else 0.0
        one, other = a.motion(lead), b.motion(lead)
        total = settle(one, other, arms, normal, *self.effective(a.told, b.told))
        if total <= 0:
            return False
        for solid, motion in ((a, one), (b, other)):
            if solid.row >= 0:
                self._move(solid, motion, late, lead)
        middle = arms[0] if len(arms) == 1 else max(arms, key=lambda touch: touch.along)
        x, y = a.position
        self._hear(a, b, x + middle.ax, y + middle.ay, total, self.h - late)
        return True

    def _move(self, solid: Solid, motion: Motion, late: float, lead: float) -> None:
        """Gives it what it gained, and goes the rest of the substep with that."""
        (x, y), (pull_x, pull_y) = solid.position, solid.pull
        gained_x, gained_y = motion.vx - (solid.vx + pull_x * lead), motion.vy - (solid.vy + pull_y * lead)
        turned = motion.spin - solid.spin
        solid.vx, solid.vy, solid.spin = solid.vx + gained_x, solid.vy + gained_y, motion.spin
        solid.position, solid.velocity = (x + gained_x * late, y + gained_y * late), (solid.vx, solid.vy)
        if turned:
            solid.angle += turned * late
            solid.angular_velocity = motion.spin
        x, y, spin = self._jolts.get(solid.row, (0.0, 0.0, 0.0))
        self._jolts[solid.row] = (x + gained_x, y + gained_y, spin + turned)
        self._watch(solid)

    def _hear(self, a: Solid, b: Solid, x: float, y: float, impulse: float, after: float) -> None:
        one, other = sorted((a.told.id, b.told.id))
        self.heard(Collision(time=self.start + after, a=one, b=other, x=x, y=y, impulse=impulse))
