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
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import pymunk

from universes.physics.bodies import Body
from universes.physics.forces import Array
from universes.physics.parameters import Physics

KEPT_COLLISIONS = 4096
# Blows that one collision may pass on.
PASSED_ON = 200
# Contacts that are looked at in a substep on an average, and at once after a quieter time: a heap of hundreds that comes
# to rest would strike itself thousands of times in each. What is over that is left to pymunk, which lets it rest.
LOOKS, LOOKS_AT_ONCE = 6, 1000
# For so many substeps the contacts of what was struck are looked at again: another blow may have sent it back, and pymunk
# tells of a contact only once.
WATCHED = 4
# pymunk's collision types: whether a material tells its friction, and whether its body is watched.
TELLS_FRICTION, IS_WATCHED = 1, 2
ROUNDS = 30
EXACT = 1e-10


class Collision(msgspec.Struct, frozen=True, kw_only=True):
    """Two bodies met at `time` s in (x, y) m with an impulse in N s; a sensor feels without one."""

    time: float
    a: str
    b: str
    x: float
    y: float
    impulse: float


class Solid(pymunk.Body):
    """pymunk's body with what it stands for: `row` in the arrays of a world, or -1 for what never moves; `round` is its
    radius in m if it is a circle, `reach` how far in m the outline of one that turns goes from its middle.
    """

    row: int
    told: Body
    outline: pymunk.Shape
    round: float | None
    reach: float

    # pymunk puts a method of Python before every assignment, for checkers of types; bodies are moved thousands of times.
    __setattr__ = object.__setattr__  # type: ignore[assignment]


@dataclass(slots=True)
class Touch:
    """One point of a contact: arms from both centres (m), and what has been applied along and across (N s)."""

    ax: float
    ay: float
    bx: float
    by: float
    along: float = 0.0
    across: float = 0.0


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
    """The first contacts of one world. `h` is the running substep, `mean` (n, 2) the accelerations in it, `jolt` (n, 3)
    the velocity and spin that impacts have given in it. `middle` is how long before its end the velocities at hand hold.
    """

    def __init__(self, physics: Physics, count: int, heard: Callable[[Collision], None]) -> None:
        self.physics, self.heard = physics, heard
        self.h = physics.time_step / physics.substeps
        self.start, self.middle = 0.0, self.h / 2
        self.count = count
        self.mean: Array = np.zeros((count, 2))
        self._jolts: dict[int, tuple[float, float, float]] = {}
        self._pulls: list[list[float]] | None = None
        self.looks = LOOKS_AT_ONCE
        self.touching: dict[str, dict[str, Solid]] = {}
        # Who is watched until which substep, and in the order in which it comes to its end.
        self.substep = 0
        self.watched: dict[str, int] = {}
        self.ending: deque[tuple[int, Solid]] = deque()

    def listen(self, space: pymunk.Space, kinds: set[int]) -> None:
        space.on_collision(None, None, begin=self.begin)
        for kind in sorted(kinds):
            space.on_collision(kind | IS_WATCHED, None, pre_solve=self.again)
        if len(kinds) > 1:
            for silent, telling in ((0, 1), (0, 3), (2, 1), (2, 3)):
                space.on_collision(silent, telling, pre_solve=self.mixed)

    def begin_substep(self, h: float, start: float, mean: Array) -> None:
        self.h, self.start, self.mean = h, start, mean
        self._jolts.clear()
        self._pulls = None
        self.looks = min(max(self.looks, 0) + LOOKS, LOOKS_AT_ONCE)
        spent = self.looks <= LOOKS
        self.substep += 1
        while self.ending and (spent or self.ending[0][0] <= self.substep):
            until, solid = self.ending.popleft()
            if self.watched[solid.told.id] == until:
                solid.outline.collision_type &= ~IS_WATCHED

    @property
    def jolt(self) -> Array:
        made = np.zeros((self.count, 3))
        for row, jolt in self._jolts.items():
            made[row] = jolt
        return made

    def _pull(self, solid: Solid) -> list[float]:
        """Its acceleration in this substep. Single numbers of an array cost more than the whole of it as a list."""
        if solid.row < 0:
            return [0.0, 0.0]
        if self._pulls is None:
            self._pulls = self.mean.tolist()
        return self._pulls[solid.row]

    def _watch(self, solid: Solid) -> None:
        until = self.substep + WATCHED
        if self.watched.get(solid.told.id) != until:
            self.watched[solid.told.id] = until
            self.ending.append((until, solid))
            solid.outline.collision_type |= IS_WATCHED

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
        one, other = arbiter.shapes
        a, b = one.body, other.body
        assert isinstance(a, Solid) and isinstance(b, Solid)
        if a.told.sensor or b.told.sensor:
            if points := arbiter.contact_point_set.points:
                x, y = points[0].point_a
                self._hear(a, b, x, y, 0.0, self.h)
            return
        self.touching.setdefault(a.told.id, {})[b.told.id] = b
        self.touching.setdefault(b.told.id, {})[a.told.id] = a
        self._meet(a, b, arbiter)

    def again(self, arbiter: pymunk.Arbiter, space: pymunk.Space, data: Any) -> None:
        """A contact that goes on, of a body that was struck of late."""
        one, other = arbiter.shapes
        a, b = one.body, other.body
        if isinstance(a, Solid) and isinstance(b, Solid) and not (a.told.sensor or b.told.sensor):
            self._meet(a, b, arbiter)

    def _meet(self, a: Solid, b: Solid, arbiter: pymunk.Arbiter) -> None:
        if self.looks <= 0:
            return
        self.looks -= 1
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
            near = self._neighbours(one)
            self.looks -= 1 + len(near)
            for other, contact in near:
                then, normal, arms = self._moment(one, other, contact)
                if then is not None and self._strike(one, other, late, normal, arms):
                    struck += (one, other)

    def _neighbours(self, one: Solid) -> list[tuple[Solid, pymunk.ContactPointSet]]:
        """What touches it besides the last that it met."""
        near = self.touching.get(one.told.id, {})
        box = one.outline.bb
        for name in [name for name, other in near.items() if not box.intersects(other.outline.bb)]:
            del near[name]
        if one.row < 0 or len(near) < 2 or one.space is None:
            return []
        found = one.space.shape_query(one.outline)
        met = [(info.shape.body, info.contact_point_set) for info in found if info.shape]
        return [(body, contact) for body, contact in met if isinstance(body, Solid) and body.told.id in near]

    def _moment(
        self, a: Solid, b: Solid, contact: pymunk.ContactPointSet | None
    ) -> tuple[float | None, tuple[float, float], list[Touch]]:
        """How long ago they touched (s; None for a touch too slow to be one), the normal then, and the points. Circles
        know them without a `contact`.
        """
        (ax, ay), (bx, by) = a.position, b.position
        (avx, avy), (bvx, bvy) = a.velocity, b.velocity
        vx, vy = bvx - avx, bvy - avy
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
            if -(vx * nx + vy * ny) <= self._slow(a, b):
                return None, (nx, ny), []
            return late, (nx, ny), [Touch(nx * a.round, ny * a.round, -nx * b.round, -ny * b.round)]
        arms, late, fastest = [], 0.0, 0.0
        (nx, ny), turn_a, turn_b = contact.normal, a.angular_velocity, b.angular_velocity
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
        if fastest <= self._slow(a, b):
            return None, (nx, ny), []
        return min(max(late, 0.0), self.h), (nx, ny), arms

    def _resting(self, a: Solid, b: Solid) -> bool:
        """Whether no two points of theirs can meet faster than what rests: most contacts of a heap, told apart cheaply."""
        (avx, avy), (bvx, bvy) = a.velocity, b.velocity
        turning = abs(a.angular_velocity) * a.reach + abs(b.angular_velocity) * b.reach
        return math.hypot(bvx - avx, bvy - avy) + turning <= self._slow(a, b)

    def _slow(self, a: Solid, b: Solid) -> float:
        """The speed in m/s that gravity and the like make in two substeps: less is resting."""
        return 2 * self.h * max(math.hypot(*self._pull(a)), math.hypot(*self._pull(b))) + 1e-9

    def _strike(self, a: Solid, b: Solid, late: float, normal: tuple[float, float], arms: list[Touch]) -> bool:
        """Applies the impulse that belongs to the moment `late` seconds before the end of this substep; whether any."""
        # The velocities at hand are those of the middle of the drift (leapfrog); here are meant those of the moment.
        lead = self.middle - late if self.physics.integration == "verlet" else 0.0
        one, other = Motion.of(a, self._pull(a), lead), Motion.of(b, self._pull(b), lead)
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
        (x, y), (vx, vy), spin = solid.position, solid.velocity, solid.angular_velocity
        pull_x, pull_y = self._pull(solid)
        gained_x, gained_y = motion.vx - (vx + pull_x * lead), motion.vy - (vy + pull_y * lead)
        solid.position, solid.velocity = (x + gained_x * late, y + gained_y * late), (vx + gained_x, vy + gained_y)
        if motion.spin != spin:
            solid.angle += (motion.spin - spin) * late
            solid.angular_velocity = motion.spin
        x, y, turned = self._jolts.get(solid.row, (0.0, 0.0, 0.0))
        self._jolts[solid.row] = (x + gained_x, y + gained_y, turned + motion.spin - spin)
        self._watch(solid)

    def _hear(self, a: Solid, b: Solid, x: float, y: float, impulse: float, after: float) -> None:
        one, other = sorted((a.told.id, b.told.id))
        self.heard(Collision(time=self.start + after, a=one, b=other, x=x, y=y, impulse=impulse))


@dataclass(slots=True)
class Motion:
    """Velocity and spin of one that is struck, and what a unit of impulse and of its moment changes of them."""

    vx: float
    vy: float
    spin: float
    lightness: float
    ease: float

    @classmethod
    def of(cls, solid: Solid, pull: list[float], lead: float) -> Motion:
        if solid.row < 0:
            return cls(0.0, 0.0, 0.0, 0.0, 0.0)
        vx, vy = solid.velocity
        vx, vy = vx + pull[0] * lead, vy + pull[1] * lead
        return cls(vx, vy, solid.angular_velocity, 1 / solid.mass, 1 / solid.moment)


def settle(a: Motion, b: Motion, arms: list[Touch], normal: tuple[float, float], bounce: float, grip: float) -> float:
    """Changes both motions by the impulses at their one or two points, and returns how much that is along the normal.

    Each point's impulse is brought in turn to where it parts at `bounce` times the speed of its approach, and where it
    does not slide unless friction is exhausted, until nothing changes (projected Gauss-Seidel). A single point is solved
    at once.
    """
    nx, ny = normal
    if len(arms) == 1 and (found := _settled_at_once(a, b, arms[0], nx, ny, bounce, grip)) is not None:
        return found
    rows = []
    for touch in arms:
        along_a, along_b = touch.ax * ny - touch.ay * nx, touch.bx * ny - touch.by * nx
        across_a, across_b = touch.ax * nx + touch.ay * ny, touch.bx * nx + touch.by * ny
        both = a.lightness + b.lightness
        heavy = both + along_a**2 * a.ease + along_b**2 * b.ease
        wide = both + across_a**2 * a.ease + across_b**2 * b.ease
        parting = (b.vx - a.vx) * nx + (b.vy - a.vy) * ny + b.spin * along_b - a.spin * along_a
        rows.append((touch, along_a, along_b, across_a, across_b, heavy, wide, max(-bounce * parting, 0.0)))
    for _ in range(ROUNDS):
        changed = 0.0
        for touch, along_a, along_b, across_a, across_b, heavy, wide, target in rows:
            parting = (b.vx - a.vx) * nx + (b.vy - a.vy) * ny + b.spin * along_b - a.spin * along_a
            pushed = max((target - parting) / heavy, -touch.along)
            touch.along += pushed
            sliding = (b.vy - a.vy) * nx - (b.vx - a.vx) * ny + b.spin * across_b - a.spin * across_a
            sliding += pushed * (b.ease * along_b * across_b + a.ease * along_a * across_a)
            most = grip * touch.along
            held = min(max(touch.across - sliding / wide, -most), most) - touch.across
            touch.across += held
            x, y = pushed * nx - held * ny, pushed * ny + held * nx
            a.vx, a.vy = a.vx - x * a.lightness, a.vy - y * a.lightness
            b.vx, b.vy = b.vx + x * b.lightness, b.vy + y * b.lightness
            a.spin -= (pushed * along_a + held * across_a) * a.ease
            b.spin += (pushed * along_b + held * across_b) * b.ease
            changed += abs(pushed) * heavy + abs(held) * wide
        if changed < EXACT:
            break
    return sum(touch.along for touch in arms)


def _settled_at_once(
    a: Motion, b: Motion, touch: Touch, nx: float, ny: float, bounce: float, grip: float
) -> float | None:
    """The same for one point: two equations, of parting and of sliding, or with friction exhausted one. None, and nothing
    is changed, for the few slanted bodies that friction would push into each other (Painleve's paradox).
    """
    along_a, along_b = touch.ax * ny - touch.ay * nx, touch.bx * ny - touch.by * nx
    across_a, across_b = touch.ax * nx + touch.ay * ny, touch.bx * nx + touch.by * ny
    vx, vy = b.vx - a.vx, b.vy - a.vy
    parting = vx * nx + vy * ny + b.spin * along_b - a.spin * along_a
    if parting >= 0:
        return 0.0
    sliding = vy * nx - vx * ny + b.spin * across_b - a.spin * across_a
    both = a.lightness + b.lightness
    heavy = both + along_a * along_a * a.ease + along_b * along_b * b.ease
    wide = both + across_a * across_a * a.ease + across_b * across_b * b.ease
    mixed = a.ease * along_a * across_a + b.ease * along_b * across_b
    wanted, whole = -(1.0 + bounce) * parting, heavy * wide - mixed * mixed
    pushed = (wanted * wide + mixed * sliding) / whole
    held = -(sliding * heavy + mixed * wanted) / whole
    if pushed <= 0 or abs(held) > grip * pushed:
        slant = heavy + math.copysign(grip, held) * mixed
        if slant <= 0:
            return None
        pushed = wanted / slant
        held = math.copysign(grip * pushed, held)
    touch.along, touch.across = pushed, held
    x, y = pushed * nx - held * ny, pushed * ny + held * nx
    a.vx, a.vy = a.vx - x * a.lightness, a.vy - y * a.lightness
    b.vx, b.vy = b.vx + x * b.lightness, b.vy + y * b.lightness
    a.spin -= (pushed * along_a + held * across_a) * a.ease
    b.spin += (pushed * along_b + held * across_b) * b.ease
    return pushed
