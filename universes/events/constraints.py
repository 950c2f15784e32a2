"""What holds the bodies of a world together."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from rooms.live import Input
from rooms.viewer import Viewer
from universes.events.bodies import OfWorld
from universes.models import Constraint, Universe
from universes.parameters import some_of
from universes.physics import bodies as physics
from universes.solid import OWN, constraint_with, new_constraint

KindName = Literal[
    "distance", "spring", "hinge", "slider", "fixed", "motor",
    "ball_socket", "cone_twist", "point_to_point", "revolute", "prismatic", "rope",
]  # fmt: skip
ALSO: dict[str, Any] = {"name": physics.Name, "type": KindName}
ENDS: dict[str, Any] = {"body_a": UUID, "body_b": UUID | None}


class ConstraintCreate(OfWorld):
    """Hold a body to another one, or to the world where `body_b` is left out. The older names of kinds are understood: a
    revolute is a hinge, a prismatic a slider.
    """

    type = "constraint.create"
    example = {"body_a": "$body", "type": "spring", "stiffness": 50.0, "anchor_b": [0.0, 8.0]}
    Input = some_of(
        physics.Constraint, "NewConstraint", without=("id",), also={**ALSO, "body_b": UUID | None}, body_a=UUID
    )

    def apply(self, universe: Universe) -> Any:
        Constraint.require_place(universe.world.pk)
        return new_constraint(universe.world, self.data.given())


class OfConstraint(OfWorld):
    """Base of what happens to one constraint."""

    def target(self, who: Viewer) -> Any:
        return Constraint.objects.select_related("world").seen(who, pk=self.data.constraint)

    def touched(self, constraint: Constraint) -> list[Any]:
        return [constraint]


class ConstraintUpdate(OfConstraint):
    """Change a constraint; only what is named changes."""

    type = "constraint.update"
    example = {"constraint": "$constraint", "stiffness": 80.0, "enabled": True}
    Input = some_of(physics.Constraint, "ConstraintInput", without=OWN, also={**ALSO, **ENDS}, constraint=UUID)

    def apply(self, constraint: Constraint) -> None:
        given = self.data.given()
        del given["constraint"]
        constraint.change(**constraint_with(constraint, given))


class ConstraintDelete(OfConstraint):
    """Let go of what it holds."""

    type = "constraint.delete"
    example = {"constraint": "$constraint"}

    class Input(Input):
        constraint: UUID

    def apply(self, constraint: Constraint) -> None:
        constraint.delete()
