"""Worlds for the tests: all is off that a scenario does not name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from universes.physics.bodies import Body, Constraint, Material
from universes.physics.parameters import Physics
from universes.physics.world import BodyState, Simulation

OFF: dict[str, Any] = {"air_resistance": 0.0, "pressure": 0.0, "temperature": 0.0, "gravity": 0.0, "friction": 0.0}


def vacuum(**told: Any) -> Physics:
    return Physics(**(OFF | told))


def ball(name: str = "ball", **told: Any) -> Body:
    return Body(id=name, shape="circle", **({"radius": 0.1} | told))


def box(name: str = "box", **told: Any) -> Body:
    return Body(id=name, shape="box", **told)


def floor(**told: Any) -> Body:
    return Body(id="floor", shape="plane", **told)


def stuff(restitution: float | None = None, friction: float | None = None, density: float | None = None) -> Material:
    return Material(restitution=restitution, friction=friction, density=density)


def of(simulation: Simulation, name: str) -> BodyState:
    return next(body for body in simulation.state().bodies if body.id == name)


def course(simulation: Simulation, name: str, seconds: float) -> list[tuple[float, BodyState]]:
    """(time, state) of a body at the start and after every step."""
    told = [(simulation.time, of(simulation, name))]
    while simulation.time < seconds - 1e-9:
        simulation.step()
        told.append((simulation.time, of(simulation, name)))
    return told


def crossings(told: list[tuple[float, BodyState]], value: Callable[[BodyState], float]) -> list[float]:
    """When `value` goes through 0 upward, between two steps by a straight line."""
    found = []
    for (before, one), (after, other) in zip(told, told[1:], strict=False):
        low, high = value(one), value(other)
        if low < 0 <= high:
            found.append(before + (after - before) * -low / (high - low))
    return found


def peaks(told: list[tuple[float, BodyState]], value: Callable[[BodyState], float]) -> list[float]:
    """The highest values, by a parabola through three steps."""
    found = []
    for (_, one), (_, two), (_, three) in zip(told, told[1:], told[2:], strict=False):
        a, b, c = value(one), value(two), value(three)
        if a < b >= c:
            bend = a - 2 * b + c
            found.append(b - (a - c) ** 2 / (8 * bend) if bend else b)
    return found


def rope(name: str, a: str, **told: Any) -> Constraint:
    return Constraint(id=name, type="distance", body_a=a, **told)
