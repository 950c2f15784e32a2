"""The simulation of a universe's world over REST."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.urls import path
from msgspec import Meta, Struct
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from rooms.live import perform
from rooms.viewer import sights_of
from universes.api.base import UniverseView
from universes.events.simulation import SimulationMoved
from universes.projections.world import simulation
from universes.simulated import MOST_STEPS, state_of, step_on
from universes.telling import COLLISIONS, STATE, tell


class StepIn(Struct, forbid_unknown_fields=True):
    """How many time steps."""

    steps: Annotated[int, Meta(ge=1, le=MOST_STEPS)] = 1


class Simulation(UniverseView):
    """Whether the simulation runs, and how far it is."""

    outputs = {"get": "{id, status: stopped|running|failed, reason, step, time}; `time` in seconds of the world."}

    def get(self, request: Request, id: UUID) -> Response:
        return Response(simulation(self.viewer(id), self.found(id).world.run))


class State(UniverseView):
    """Where everything is."""

    outputs = {
        "get": "{status, reason, time, step, bodies: [{id, x, y, angle, vx, vy, spin}], broken, absorbed}; metres, radians "
        "and seconds. Of a simulation that runs, as it was at its newest checkpoint."
    }

    def get(self, request: Request, id: UUID) -> Response:
        return Response(state_of(self.found(id).world.run))


class Step(UniverseView):
    """Take a simulation that stands still on by some steps, 600 at most. Bodies and physics that were changed meanwhile
    are as they are now.
    """

    inputs = {"post": StepIn}
    outputs = {"post": "As the state, and {collisions: [{time, a, b, x, y, impulse}]} of these steps."}

    def steps(self) -> int:
        return self.read(StepIn).steps

    def post(self, request: Request, id: UUID) -> Response:
        viewer, universe = self.viewer(id), self.found(id)
        require(viewer, "universes.edit", universe)
        pay(request, "command")
        steps, before = self.steps(), universe.world.run.step
        checkpoint, collisions = step_on(universe, steps)
        moved = SimulationMoved.Input(since=before, checkpoint=checkpoint)
        perform(viewer, SimulationMoved.type, moved, internal=True)
        state = state_of(self.found(id).world.run)
        sights = sights_of(viewer.room)
        tell(viewer.room.pk, sights, STATE, state)
        if collisions:
            tell(viewer.room.pk, sights, COLLISIONS, {"collisions": collisions})
        return Response({**state, "collisions": collisions})


class Start(UniverseView):
    """Let the simulation run from where it stands, in step with the clock; its states pass on the live page."""

    outputs = {"post": "{id, status, reason, step, time}."}
    command = "simulation.start"

    def post(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        self.does(viewer, self.command, {})
        return Response(simulation(viewer, self.found(id).world.run))


class Stop(Start):
    """Let the simulation stand still; where, its state tells within a second."""

    command = "simulation.stop"


class Reset(UniverseView):
    """Go back to the beginning: everything is where its body says."""

    outputs = {"post": "{id, status, reason, step, time}."}

    def post(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        self.does(viewer, "simulation.reset", {})
        run = self.found(id).world.run
        tell(viewer.room.pk, sights_of(viewer.room), STATE, state_of(run))
        return Response(simulation(viewer, run))


routes = [
    path("universes/<uuid:id>/simulation", Simulation.as_view()),
    path("universes/<uuid:id>/simulation/state", State.as_view()),
    path("universes/<uuid:id>/simulation/start", Start.as_view()),
    path("universes/<uuid:id>/simulation/stop", Stop.as_view()),
    path("universes/<uuid:id>/simulation/step", Step.as_view()),
    path("universes/<uuid:id>/simulation/reset", Reset.as_view()),
]
