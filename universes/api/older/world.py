"""What a world is made of, and its simulation, by the older addresses."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.urls import path
from django.utils.translation import gettext as _
from msgspec import Struct
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.errors import Invalid
from config.api.views import created, no_content, page_of
from rooms.api.base import identifier
from universes.api import simulation
from universes.api.base import UniverseView
from universes.api.older import words
from universes.models import Body, Constraint, Universe
from universes.projections.world import body, constraint
from universes.simulated import state_of

IDENTIFIED = "universe_id"


class BodyFields(Struct):
    """Any fields of a body, by the older names or ours; places are {x, y} or [x, y]. A new one names its `universe_id`."""

    universe_id: UUID | None = None
    name: str = ""


class ConstraintFields(BodyFields):
    """Any fields of a constraint, by the older names or ours. A new one names its `universe_id`."""


class Parts(UniverseView):
    """Base of the lists over universes: `?universe_id=` names one, else all that one may see."""

    model: ClassVar[Any]
    noun: ClassVar[str]
    translated: ClassVar[Any]
    project: ClassVar[Any]

    def get(self, request: Request) -> Response:
        known = Universe.objects.visible_to(request.user)
        if asked := request.query_params.get(IDENTIFIED):
            known = known.filter(pk=identifier(asked, IDENTIFIED))
        rows = self.model.objects.filter(world__universe__in=known.order_by().values("pk"))
        return page_of(request, rows.order_by("world", "place", "id"), lambda row: type(self).project(None, row))

    def post(self, request: Request) -> Response:
        given = _object(request.data)
        asked = given.pop(IDENTIFIED, None)
        viewer = self.viewer(identifier(str(asked), IDENTIFIED))
        made = self.does(viewer, f"{self.noun}.create", type(self).translated(given)).made[0]
        return created(type(self).project(viewer, made))


class Part(UniverseView):
    """Base of one of them."""

    model: ClassVar[Any]
    noun: ClassVar[str]
    translated: ClassVar[Any]
    project: ClassVar[Any]

    def row(self, id: UUID) -> Any:
        return self.model.objects.select_related("world").seen(self.request.user, pk=id)

    def get(self, request: Request, id: UUID) -> Response:
        return Response(type(self).project(None, self.row(id)))

    def patch(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(self.row(id).world.universe_id)
        given = type(self).translated(_object(request.data))
        given.pop(IDENTIFIED, None)
        self.does(viewer, f"{self.noun}.update", {**given, self.noun: str(id)})
        return self.get(request, id)

    put = patch

    def delete(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(self.row(id).world.universe_id)
        self.does(viewer, f"{self.noun}.delete", {self.noun: str(id)})
        return no_content()


def _object(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise Invalid(fields={"non_field_errors": [_("Fields by their names.")]})
    return dict(given)


OF_LIST = "As at universes/{id}/objects, for all universes or the one of ?universe_id=."
SAME = "The same."


class Objects(Parts):
    """Bodies of the universes that one may see. POST adds one."""

    model, noun, translated, project = Body, "body", staticmethod(words.body), staticmethod(body)
    inputs = {"post": BodyFields}
    outputs = {"get": OF_LIST, "post": "The body."}


class OneObject(Part):
    """One body."""

    model, noun, translated, project = Body, "body", staticmethod(words.body), staticmethod(body)
    inputs = {"patch": BodyFields, "put": BodyFields}
    outputs = {"get": "The body.", "patch": SAME, "put": SAME, "delete": "It is gone with what constrained it."}


class Constraints(Parts):
    """Constraints of the universes that one may see. POST adds one."""

    model, noun, translated, project = (
        Constraint,
        "constraint",
        staticmethod(words.constraint),
        staticmethod(constraint),
    )
    inputs = {"post": ConstraintFields}
    outputs = {"get": OF_LIST, "post": "The constraint."}


class OneConstraint(Part):
    """One constraint."""

    model, noun, translated, project = (
        Constraint,
        "constraint",
        staticmethod(words.constraint),
        staticmethod(constraint),
    )
    inputs = {"patch": ConstraintFields, "put": ConstraintFields}
    outputs = {"get": "The constraint.", "patch": SAME, "put": SAME, "delete": "It is gone."}


class OlderState(UniverseView):
    """Where everything is."""

    outputs = {
        "get": "{status: running|stopped, reason, timestamp, step, objects: [{id, position: {x, y}, angle, velocity: {x, y}, "
        "angular_velocity}]}; `timestamp` in seconds of the world."
    }

    def get(self, request: Request, id: UUID) -> Response:
        return Response(_older(state_of(self.found(id).world.run)))


def _older(state: dict[str, Any]) -> dict[str, Any]:
    objects = [
        {
            "id": one["id"],
            "position": {"x": one["x"], "y": one["y"]},
            "angle": one["angle"],
            "velocity": {"x": one["vx"], "y": one["vy"]},
            "angular_velocity": one["spin"],
        }
        for one in state["bodies"]
    ]
    told = {name: state[name] for name in ("status", "reason", "step")}
    return {**told, "timestamp": state["time"], "objects": objects}


class OlderStep(simulation.Step):
    """Take a simulation that stands still on by some steps."""

    outputs = {"post": "As physics/simulate/state, and {collisions}."}

    def post(self, request: Request, id: UUID) -> Response:
        data: Any = super().post(request, id).data
        return Response({**_older(data), "collisions": data["collisions"]})


class SimulateIn(simulation.StepIn, forbid_unknown_fields=True, kw_only=True):
    """How many time steps of which universe."""

    universe_id: UUID


class Simulate(OlderStep):
    """The same, the universe named in the body."""

    inputs = {"post": SimulateIn}

    def steps(self) -> int:
        return self.read(SimulateIn).steps

    def post(self, request: Request) -> Response:  # type: ignore[override]
        return super().post(request, self.read(SimulateIn).universe_id)


OF_UNIVERSE = "universes/<uuid:id>/physics/simulate"
routes = [
    path("physics-objects", Objects.as_view()),
    path("physics-objects/<uuid:id>", OneObject.as_view()),
    path("physics-constraints", Constraints.as_view()),
    path("physics-constraints/<uuid:id>", OneConstraint.as_view()),
    path("physics/simulate", Simulate.as_view()),
    path(f"{OF_UNIVERSE}/start", simulation.Start.as_view()),
    path(f"{OF_UNIVERSE}/stop", simulation.Stop.as_view()),
    path(f"{OF_UNIVERSE}/step", OlderStep.as_view()),
    path(f"{OF_UNIVERSE}/state", OlderState.as_view()),
]
