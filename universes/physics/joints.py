"""Constraints as pymunk's joints, with rods and hinges kept on their circles.

pymunk takes from each velocity what would leave the tangent, so that a body swung round would lose
speed at every substep. Here each rod and hinge is told, before the substep, the velocity with which the *next* drift ends
exactly on the circle (SHAKE: Ryckaert, Ciccotti and Berendsen, J. Comput. Phys. 23, 1977), so that swings keep their
energy, and the impulse is that of the true centripetal force.
"""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pymunk
from numpy.typing import NDArray
from pymunk.vec2d import Vec2d

from universes.physics.bodies import Body, Constraint, Point
from universes.physics.forces import Array

# The share of an error of place that one substep mends, and the speed in m/s at which it mends at most.
MENDED, MENDING_SPEED = 0.25, 2.0
# A rope is taut from a hair (this share of its length) before its end to a hair after, and there is not mended but by
# nearly nothing, for pymunk holds only what is over its end: so it holds what hangs at rest, with no more than its weight.
TAUT, NOTHING = 1e-6, 1e-14
LONG = 1e5
# The share of an error that rails and welds leave after a second: a seventh is mended in each of 480 substeps.
STIFF = 1e-30


class Rest(msgspec.Struct, frozen=True, kw_only=True):
    """How two bodies stood to each other at the start: distance of the anchors in m, angle of a less that of b in rad,
    and the anchor of b, which a constraint may have left out.
    """

    length: float
    angle: float
    anchor_b: Point


def rest(constraint: Constraint, a: Body, b: Body | None) -> Rest:
    """Of the bodies as they stand now."""
    (bx, by), turn = (b.position, b.angle) if b else ((0.0, 0.0), 0.0)
    x, y = Vec2d(*constraint.anchor_a).rotated(a.angle) + Vec2d(*a.position)
    anchor = constraint.anchor_b
    if anchor is None:
        near = constraint.type in ("distance", "spring", "motor")
        anchor = Vec2d(0.0, 0.0) if near else Vec2d(x - bx, y - by).rotated(-turn)
    there = Vec2d(*anchor).rotated(turn) + Vec2d(bx, by)
    return Rest(length=math.hypot(there.x - x, there.y - y), angle=a.angle - turn, anchor_b=(anchor[0], anchor[1]))


class Bond:
    """One constraint among pymunk's bodies. `main` is the joint whose force can break it."""

    def __init__(self, constraint: Constraint, rest: Rest, a: pymunk.Body, b: pymunk.Body) -> None:
        self.constraint = constraint
        self.joints = _joints(constraint, rest, a, b)
        self.main = self.joints[0]
        for joint in self.joints:
            joint.collide_bodies = constraint.collide
        if constraint.type == "motor" and constraint.max_force is not None:
            self.main.max_force = constraint.max_force
        # mean force over a step = sum of the substeps' impulses / time_step
        self.impulse = 0.0


def _joints(told: Constraint, rest: Rest, a: pymunk.Body, b: pymunk.Body) -> list[pymunk.Constraint]:
    here, there = told.anchor_a, rest.anchor_b
    length = rest.length if told.rest_length is None else told.rest_length
    if told.type == "distance":
        if told.min_distance is None and told.max_distance is None:
            rod = pymunk.PinJoint(a, b, here, there)
            rod.distance, rod.error_bias = length, 0.0
            return [rod]
        most = LONG if told.max_distance is None else told.max_distance
        rope = pymunk.SlideJoint(a, b, here, there, max(told.min_distance or 0.0, 0.0), most)
        rope.error_bias = 0.0
        return [rope]
    if told.type == "spring":
        return [pymunk.DampedSpring(a, b, here, there, length, told.stiffness, told.damping)]
    if told.type == "motor":
        return [pymunk.SimpleMotor(a, b, told.rate)]
    if told.type == "slider":
        along = Vec2d(*told.axis).normalized()
        first = -LONG if told.min_distance is None else told.min_distance
        last = LONG if told.max_distance is None else told.max_distance
        rail = pymunk.GrooveJoint(b, a, Vec2d(*there) + along * first, Vec2d(*there) + along * last, here)
        rail.error_bias = STIFF
        return [rail, _unturned(rest, a, b)]
    if told.type == "fixed":
        here, there = _middle(rest, here, lighter_a=_ease(a) > _ease(b))
    pin = pymunk.PivotJoint(a, b, here, there)
    pin.error_bias = 0.0
    if told.type == "fixed":
        return [pin, _unturned(rest, a, b)]
    if told.min_angle is None and told.max_angle is None:
        return [pin]
    least = -LONG if told.min_angle is None else told.min_angle
    most = LONG if told.max_angle is None else told.max_angle
    return [pin, pymunk.RotaryLimitJoint(b, a, rest.angle + least, rest.angle + most)]


def _ease(body: pymunk.Body) -> float:
    """How easily it turns, per kg m2."""
    return 1 / body.moment if body.body_type == pymunk.Body.DYNAMIC else 0.0


def _middle(rest: Rest, anchor_a: Point, *, lighter_a: bool) -> tuple[Point, Point]:
    """A weld's point in both frames: the middle of what turns more easily, for with a long arm to it the rounds of
    settling would come to no end.
    """
    if lighter_a:
        there = Vec2d(*rest.anchor_b) - Vec2d(*anchor_a).rotated(rest.angle)
        return (0.0, 0.0), (there.x, there.y)
    here = Vec2d(*anchor_a) - Vec2d(*rest.anchor_b).rotated(-rest.angle)
    return (here.x, here.y), (0.0, 0.0)


def _unturned(rest: Rest, a: pymunk.Body, b: pymunk.Body) -> pymunk.GearJoint:
    gear = pymunk.GearJoint(b, a, rest.angle, 1.0)
    gear.error_bias = STIFF
    return gear


class Circles:
    """The rods, ropes and hinges of a world, prepared together. `rows` are those of the world's arrays, in which the last
    row is the world itself.
    """

    def __init__(self, bonds: list[Bond], rows: dict[str, int]) -> None:
        self.rods = [bond for bond in bonds if isinstance(bond.main, pymunk.PinJoint | pymunk.SlideJoint)]
        self.pins = [bond for bond in bonds if isinstance(bond.main, pymunk.PivotJoint)]
        told = [bond.constraint for bond in self.rods + self.pins]
        self.a: NDArray[np.int64] = np.array([rows[one.body_a] for one in told], dtype=np.int64)
        self.b: NDArray[np.int64] = np.array([rows[one.body_b] if one.body_b else -1 for one in told], dtype=np.int64)
        ends = [_anchors(bond.main) for bond in self.rods + self.pins]
        self.anchor_a: Array = np.array([end[0] for end in ends], dtype=float).reshape(-1, 2)
        self.anchor_b: Array = np.array([end[1] for end in ends], dtype=float).reshape(-1, 2)
        lengths = [_lengths(bond.main) for bond in self.rods]
        self.least: Array = np.array([length[0] for length in lengths], dtype=float)
        self.most: Array = np.array([length[1] for length in lengths], dtype=float)

    def prepare(self, state: Array, mean: Array, h: float, drift: float) -> None:
        """Before a substep: `state` (n, 6) as it is, `mean` (n, 2) the accelerations to come. The velocities that are
        settled in this substep of `h` seconds will be those of the next drift, of `drift` seconds.
        """
        if not len(self.a):
            return
        arm_a, arm_b, apart, parting = self._after(state, mean, h)
        # How far each arm's end falls short of its tangent in the next drift, for it goes round.
        bend = drift**2 / 2 * (state[self.b, 5, None] ** 2 * arm_b - state[self.a, 5, None] ** 2 * arm_a)
        rods, pins = slice(0, len(self.rods)), slice(len(self.rods), None)
        if self.rods:
            self._prepare_rods(apart[rods], parting[rods], bend[rods], h, drift)
        if self.pins:
            error = apart[pins]
            shift = bend[pins] * (h / drift) + error - _mended(error, h)
            self._prepare_pins(shift, state[self.a[pins], 2] + state[self.a[pins], 5] * h)

    def _after(self, state: Array, mean: Array, h: float) -> tuple[Array, Array, Array, Array]:
        """At the end of this substep's drift: both arms, the way from anchor to anchor, and its rate."""
        angle = state[:, 2] + state[:, 5] * h
        cos, sin = np.cos(angle), np.sin(angle)
        arm_a = _turned(self.anchor_a, cos[self.a], sin[self.a])
        arm_b = _turned(self.anchor_b, cos[self.b], sin[self.b])
        place = state[:, :2] + state[:, 3:5] * h
        velocity = state[:, 3:5] + mean * h
        parting = velocity[self.b] - velocity[self.a]
        spin_a, spin_b = state[self.a, 5], state[self.b, 5]
        parting[:, 0] += spin_a * arm_a[:, 1] - spin_b * arm_b[:, 1]
        parting[:, 1] += spin_b * arm_b[:, 0] - spin_a * arm_a[:, 0]
        return arm_a, arm_b, place[self.b] + arm_b - place[self.a] - arm_a, parting

    def _prepare_rods(self, apart: Array, parting: Array, bend: Array, h: float, drift: float) -> None:
        long = np.hypot(apart[:, 0], apart[:, 1])
        along = apart / np.where(long > 0, long, 1.0)[:, None]
        inward = np.einsum("ij,ij->i", bend, along)
        across = parting * drift - bend
        across = across - np.einsum("ij,ij->i", across, along)[:, None] * along
        aside = np.einsum("ij,ij->i", across, across)
        # A drift that goes `aside` ends at the rod's length if it goes so much along it.
        most = (np.sqrt(np.maximum(self.most**2 - aside, 0.0)) + inward - self.most) * (h / drift)
        least = (np.sqrt(np.maximum(self.least**2 - aside, 0.0)) + inward - self.least) * (h / drift)
        rod = long + most + _mended(self.most - long, h)
        pulled = long * (1 - NOTHING) + most + np.minimum(_mended(self.most * (1 + TAUT) - long, h), 0.0)
        pushed = long * (1 + NOTHING) + least + np.maximum(_mended(self.least * (1 - TAUT) - long, h), 0.0)
        rope_most = np.where(long >= self.most * (1 - TAUT), pulled, self.most)
        rope_least = np.where(long <= self.least * (1 + TAUT), np.maximum(pushed, 0.0), self.least)
        lengths = zip(rod.tolist(), rope_least.tolist(), rope_most.tolist(), strict=True)
        for bond, (fixed, short, far) in zip(self.rods, lengths, strict=True):
            joint = bond.main
            if isinstance(joint, pymunk.PinJoint):
                joint.distance = fixed
            elif isinstance(joint, pymunk.SlideJoint):
                joint.min, joint.max = short, far

    def _prepare_pins(self, shift: Array, angle: Array) -> None:
        local = self.anchor_a[len(self.rods) :] + _turned(shift, np.cos(angle), -np.sin(angle))
        for bond, x, y in zip(self.pins, local[:, 0].tolist(), local[:, 1].tolist(), strict=True):
            joint = bond.main
            assert isinstance(joint, pymunk.PivotJoint)
            joint.anchor_a = (x, y)


def _lengths(joint: pymunk.Constraint) -> tuple[float, float]:
    if isinstance(joint, pymunk.PinJoint):
        return joint.distance, joint.distance
    assert isinstance(joint, pymunk.SlideJoint)
    return joint.min, joint.max


def _anchors(joint: pymunk.Constraint) -> tuple[Vec2d, Vec2d]:
    assert isinstance(joint, pymunk.PinJoint | pymunk.SlideJoint | pymunk.PivotJoint)
    return joint.anchor_a, joint.anchor_b


def _turned(points: Array, cos: Array, sin: Array) -> Array:
    turned: Array = np.stack([points[:, 0] * cos - points[:, 1] * sin, points[:, 0] * sin + points[:, 1] * cos], axis=1)
    return turned


def _mended(error: Array, h: float) -> Array:
    """What of an error of place is mended in one substep."""
    mended: Array = np.clip(MENDED * error, -MENDING_SPEED * h, MENDING_SPEED * h)
    return mended
