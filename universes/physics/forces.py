"""Forces on all bodies at once: gravity, buoyancy, drag of the medium, heat and mutual gravitation.

A body moves by dv/dt = a - (k + c |v|) v / m. Over one substep h that is solved exactly for a rate of drag g that is held
for a whole time step, at that of its middle: v' = v exp(-g h) + a (1 - exp(-g h)) / g (exponential integrator; Hochbruck
and Ostermann, Acta Numerica 19, 2010). So terminal speeds are exact, and honey is as stable as air.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from universes.physics import geometry
from universes.physics.bodies import Body
from universes.physics.parameters import STANDARD_PRESSURE, STANDARD_TEMPERATURE, Physics, air_density

Array = NDArray[np.float64]
STANDARD_DENSITY = air_density(STANDARD_PRESSURE, STANDARD_TEMPERATURE)
# A rate of drag per second that changes nothing, in place of none, by which nothing can be divided.
NO_DRAG = 1e-12
# Slower agitation than this, in m/s, cannot be seen in any number that is shown, so no chance is drawn for it.
UNSEEN = 1e-6


def quadratic_drag(physics: Physics, body: Body) -> float:
    """c of F = c v2, in kg/m: the body's own, or by its breadth and the density of the medium."""
    if body.drag is not None:
        return body.drag
    return physics.air_resistance * geometry.breadth(body) * physics.medium_density / STANDARD_DENSITY


def viscous_drag(physics: Physics, body: Body) -> float:
    """k of F = k v, in kg/s: the body's own, or that of a ball of its breadth by Stokes' law."""
    if body.viscous_drag is not None:
        return body.viscous_drag
    return 3 * math.pi * (physics.viscosity or 0.0) * geometry.breadth(body)


class Forces:
    """The forces on the moving bodies of one world, in the order in which they were given.

    `own` (n, 2) is the acceleration that does not depend on where a body is or how fast. `everywhere_alike` says that
    nothing but the world's gravity acts, so that nothing need be asked for each substep.
    """

    def __init__(self, physics: Physics, moving: list[Body], still: list[Body]) -> None:
        self.gravity = np.array([0.0, -physics.gravity])
        # kg and kg m2, infinite for what may not turn.
        self.inertia = [(geometry.mass(body), geometry.moment(body)) for body in moving]
        self.mass: Array = np.array([mass for mass, _ in self.inertia], dtype=float)
        moment: Array = np.array([moment for _, moment in self.inertia], dtype=float)
        self.moment = np.where(np.isinf(moment), 0.0, moment)
        self.own: Array = np.array([self._own(physics, body) for body in moving], dtype=float).reshape(-1, 2)
        viscous: Array = np.array([viscous_drag(physics, body) for body in moving], dtype=float)
        half: Array = np.array([geometry.breadth(body) / 2 for body in moving], dtype=float)
        self.quadratic = np.array([quadratic_drag(physics, body) for body in moving], dtype=float) / self.mass
        self.linear = viscous / self.mass + physics.damping
        # A ball in honey: 8 pi eta r3 against turning where 6 pi eta r is against moving.
        self.turning = viscous * half**2 * 4 / 3 / moment + physics.damping
        self.heat = physics.agitation * physics.temperature / self.mass
        self.hot = bool(np.any(self.heat > UNSEEN**2))
        self.dragged = bool(np.any(self.linear > 0) or np.any(self.quadratic > 0) or np.any(self.turning > 0))
        self.constant = physics.gravitation
        self.softening = physics.softening
        stars = [body for body in still if body.shape != "plane"]
        self.still: Array = np.array([body.position for body in stars], dtype=float).reshape(-1, 2)
        self.masses: Array = np.concatenate([self.mass, [geometry.mass(body) for body in stars]])
        self.everywhere_alike = not (self.dragged or self.constant or np.any(self.own != self.gravity))
        self.changing = self.dragged or bool(self.constant)
        # Of a substep, from `hold` (n): the share of a pull that is felt, of the velocity that is lost in a second, the
        # width of shaking in m/s2, and the torque to a unit of spin.
        self.gained: Array = np.ones(len(moving))
        self.lost: Array = np.zeros(len(moving))
        self.shaken = self.slowed = self.lost

    @staticmethod
    def _own(physics: Physics, body: Body) -> tuple[float, float]:
        lift = (physics.fluid_density or 0.0) * geometry.displaced(body) / geometry.mass(body)
        x, y = body.acceleration
        return x, y - physics.gravity * (1 - lift)

    def accelerations(self, places: Array) -> Array:
        """(n, 2) m/s2 without drag, at `places` (n, 2). Mutual gravitation is softened as Plummer did."""
        if not self.constant:
            return self.own
        sources = np.concatenate([places, self.still])
        x = sources[None, :, 0] - places[:, 0, None]
        y = sources[None, :, 1] - places[:, 1, None]
        squared = x * x + y * y + self.softening**2
        pull = self.constant * self.masses / (squared * np.sqrt(squared))
        return self.own + np.stack([np.einsum("ij,ij->i", pull, x), np.einsum("ij,ij->i", pull, y)], axis=1)

    def hold(self, state: Array, span: float, h: float) -> None:
        """Finds what drag does in substeps of `h` seconds, for the next `span` seconds from `state` (n, 6): rates are those
        of the speeds in its middle, which are not known before they are used (a fixed point, after two rounds near enough).
        """
        if not self.dragged:
            return
        velocity, pulled = state.T[3:5], self.accelerations(state[:, :2]).T
        rate = self._rates(velocity)
        if self.quadratic.any():
            for _ in range(2):
                lost = -np.expm1(rate * -span)
                # a (1 - exp(-g t)) / g, whose limit for no drag is a t
                rate = self._rates(velocity + (pulled * (lost / rate) - velocity * lost) / 2)
        lost = -np.expm1(rate * -h)
        self.gained, self.lost = lost / (rate * h), lost / h
        if self.hot:
            # What drags also shakes: the exact step of Langevin's equation (Uhlenbeck and Ornstein, 1930).
            self.shaken = np.sqrt(self.heat * -np.expm1(-2 * rate * h)) / h
        self.slowed = np.expm1(self.turning * -h) * self.moment / h

    def _rates(self, velocity: Array) -> Array:
        """The share of its speed that each body would lose in a second, at `velocity` (2, n)."""
        x, y = velocity
        rates: Array = np.maximum(self.linear + self.quadratic * np.sqrt(x * x + y * y), NO_DRAG)
        return rates

    def at(self, state: Array, h: float, chance: np.random.Generator) -> tuple[Array, Array]:
        """Forces and torques (n, 3) less the world's gravity that take the velocities of `state` (n, 6: place, angle,
        velocity, spin) over one substep of `h` seconds, and the mean accelerations (n, 2) that they make.
        """
        pulled = self.accelerations(state[:, :2] + state[:, 3:5] * h) if self.constant else self.own
        total = np.empty((len(state), 3))
        # x and y one after the other: numpy is several times as fast on what lies together.
        mean = pulled.T.copy()
        if self.dragged:
            mean *= self.gained
            mean -= state.T[3:5] * self.lost
            if self.hot:
                mean += chance.standard_normal((len(state), 2)).T * self.shaken
        for axis in range(2):
            total[:, axis] = (mean[axis] - self.gravity[axis]) * self.mass
        total[:, 2] = state[:, 5] * self.slowed
        return total, mean.T
