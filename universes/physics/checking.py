"""What types cannot say of a world: who joins whom, what has an outline, what can be settled at all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from universes.physics import geometry
from universes.physics.bodies import MAX_BODIES, MAX_CONSTRAINTS, Body, Constraint
from universes.physics.parameters import Physics


class Wrong(Exception):
    """A world that makes no sense. `code` names the fault, `id` the body or constraint, `field` its field."""

    def __init__(self, code: str, id: str = "", field: str = "") -> None:
        self.code, self.id, self.field = code, id, field
        super().__init__(f"{code}: {id} {field}".strip())


def check(physics: Physics, bodies: Sequence[Body], constraints: Sequence[Constraint]) -> None:
    """Raises the first Wrong there is."""
    for wrong in faults(physics, bodies, constraints):
        raise wrong


def faults(physics: Physics, bodies: Sequence[Body], constraints: Sequence[Constraint]) -> Iterator[Wrong]:
    """Everything that is wrong."""
    if len(bodies) > MAX_BODIES:
        yield Wrong("too_many_bodies", field="bodies")
    if len(constraints) > MAX_CONSTRAINTS:
        yield Wrong("too_many_constraints", field="constraints")
    known: dict[str, Body] = {}
    for body in bodies:
        if body.id in known:
            yield Wrong("same_id", body.id, "id")
        known[body.id] = body
        yield from of_body(body)
    names: set[str] = set()
    for constraint in constraints:
        if constraint.id in names:
            yield Wrong("same_id", constraint.id, "id")
        names.add(constraint.id)
        yield from of_constraint(constraint, known)


def of_body(body: Body) -> Iterator[Wrong]:
    """What is wrong with a body by itself."""
    if body.shape == "polygon" and (len(body.points) < 3 or not geometry.convex(body.points)):
        yield Wrong("not_convex", body.id, "points")
        return
    if body.shape == "capsule" and body.height < 2 * body.radius:
        yield Wrong("shorter_than_wide", body.id, "height")
    numbers = [*body.position, *body.velocity, *body.acceleration, body.angle, body.angular_velocity]
    if not all(math.isfinite(number) for number in numbers):
        yield Wrong("not_finite", body.id, "position")
    if not body.still and not 1e-12 < geometry.mass(body) < 1e16:
        yield Wrong("mass", body.id, "mass")


def of_constraint(constraint: Constraint, bodies: dict[str, Body]) -> Iterator[Wrong]:
    """What is wrong with a constraint among `bodies`."""
    a, b = bodies.get(constraint.body_a), bodies.get(constraint.body_b or "")
    if a is None:
        yield Wrong("no_such_body", constraint.id, "body_a")
    if constraint.body_b is not None and b is None:
        yield Wrong("no_such_body", constraint.id, "body_b")
    if constraint.body_a == constraint.body_b:
        yield Wrong("same_body", constraint.id, "body_b")
    elif a is not None and a.still and (b is None or b.still):
        yield Wrong("nothing_moves", constraint.id, "body_a")
    if constraint.type == "slider" and math.hypot(*constraint.axis) < 1e-9:
        yield Wrong("no_direction", constraint.id, "axis")
    for least, most, field in (
        (constraint.min_distance, constraint.max_distance, "min_distance"),
        (constraint.min_angle, constraint.max_angle, "min_angle"),
    ):
        if least is not None and most is not None and least > most:
            yield Wrong("least_over_most", constraint.id, field)
