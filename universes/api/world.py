"""What a world is made of, over REST."""

from __future__ import annotations

from django.urls import path

from universes.api.base import OneThing, Things, without
from universes.events.bodies import BodyCreate
from universes.events.constraints import ConstraintCreate
from universes.models import Body, Constraint
from universes.projections.world import body, constraint


class Objects(Things):
    """The bodies of a universe's world, in the order in which they are simulated. POST adds one."""

    model, noun, project = Body, "body", staticmethod(body)
    inputs = {"post": BodyCreate.Input}
    outputs = {"get": "Bodies with all their fields; lengths in metres.", "post": "The body."}


class OneObject(OneThing):
    """One body of a universe's world."""

    model, noun, key, project = Body, "body", "body", staticmethod(body)
    inputs = {"patch": without("body.update", "body")}
    outputs = {"get": "The body.", "patch": "The body.", "delete": "It is gone with what constrained it."}


class Constraints(Things):
    """What holds the bodies of a universe's world together. POST adds one."""

    model, noun, project = Constraint, "constraint", staticmethod(constraint)
    inputs = {"post": ConstraintCreate.Input}
    outputs = {"get": "Constraints with all their fields.", "post": "The constraint."}


class OneConstraint(OneThing):
    """One constraint of a universe's world."""

    model, noun, key, project = Constraint, "constraint", "constraint", staticmethod(constraint)
    inputs = {"patch": without("constraint.update", "constraint")}
    outputs = {"get": "The constraint.", "patch": "The constraint.", "delete": "It is gone."}


routes = [
    path("universes/<uuid:id>/objects", Objects.as_view()),
    path("universes/<uuid:id>/objects/<uuid:thing_id>", OneObject.as_view()),
    path("universes/<uuid:id>/constraints", Constraints.as_view()),
    path("universes/<uuid:id>/constraints/<uuid:thing_id>", OneConstraint.as_view()),
]
