"""The world of its own that a scene in a universe may have: a copy of that universe, which belongs to who made it. What it is
made of and how it moves is asked of the scene as it is of a universe.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.throttles import pay
from config.api.errors import Conflict, NotFound
from config.api.views import created, no_content
from rooms.api.base import pay_for
from rooms.live import perform
from rooms.viewer import Viewer
from scenes.api.base import SceneView
from scenes.models import Scene
from scenes.universes import world_for
from universes.api import simulation, world
from universes.api.base import UniverseView
from universes.api.older.world import OlderState, OlderStep
from universes.api.universes import row_for
from universes.models import Universe


class SceneWorld(SceneView):
    """The scene's own world: as a universe, whose page and addresses change it. POST makes it, of what its universe is now;
    DELETE leaves the scene with its universe's again, and the copy where it is.
    """

    outputs = {
        "get": "The universe that is this scene's own, as in the list of universes.",
        "post": "The same.",
        "delete": "The scene has its universe's world.",
    }

    def get(self, request: Request, scene_id: UUID) -> Response:
        return Response(row_for(request.user, own(self.led(scene_id)[1])))

    def post(self, request: Request, scene_id: UUID) -> Response:
        viewer, scene = self.led(scene_id)
        pay(request, "command")
        with transaction.atomic():
            # Who asks twice at once gets one world, and none is left over where the scene may not have it.
            viewer.room.hold()
            scene.refresh_from_db()
            universe = Universe.objects.visible_to(request.user).filter(pk=scene.universe_id).first()
            if universe is None:
                raise Conflict(_("The scene is in no universe that you know."), code="no_universe")
            if scene.own_universe_id is not None:
                raise Conflict(_("The scene has a world of its own."), code="own_world")
            made = world_for(request.user, scene.name, universe, universe)
            self._set(viewer, scene, str(made.pk))
        return created(row_for(request.user, made.pk))

    def delete(self, request: Request, scene_id: UUID) -> Response:
        viewer, scene = self.led(scene_id)
        self._set(viewer, scene, None)
        return no_content()

    def _set(self, viewer: Viewer, scene: Scene, universe: str | None) -> None:
        pay_for(self.request, "scene.update")
        perform(viewer, "scene.update", {"scene": str(scene.pk), "own_universe": universe})


def own(scene: Scene) -> UUID:
    """Raises NotFound where there is none."""
    if scene.own_universe_id is None:
        raise NotFound()
    id: UUID = scene.own_universe_id
    return id


class OfItsWorld(UniverseView):
    """Base of what answers about the own world of the scene `id`, to who prepares that."""

    def found(self, id: UUID) -> Universe:
        scenes = SceneView()
        scenes.request = self.request
        return super().found(own(scenes.led(id)[1]))


class Objects(OfItsWorld, world.Objects):
    """The bodies of the scene's own world. POST adds one."""


class OneObject(OfItsWorld, world.OneObject):
    """One body of the scene's own world."""


class Constraints(OfItsWorld, world.Constraints):
    """What holds the bodies of the scene's own world together. POST adds one."""


class OneConstraint(OfItsWorld, world.OneConstraint):
    """One constraint of the scene's own world."""


class Start(OfItsWorld, simulation.Start):
    """Let the scene's own world run, in step with the clock."""


class Stop(OfItsWorld, simulation.Stop):
    """Let the scene's own world stand still."""


class Step(OfItsWorld, OlderStep):
    """Take the scene's own world on by some steps, while it stands still."""


class State(OfItsWorld, OlderState):
    """Where everything is in the scene's own world."""


OF_SCENE = "scenes/<uuid:id>/physics"
routes = [
    path("scenes/<uuid:scene_id>/world", SceneWorld.as_view()),
    path(f"{OF_SCENE}/objects", Objects.as_view()),
    path(f"{OF_SCENE}/objects/<uuid:thing_id>", OneObject.as_view()),
    path(f"{OF_SCENE}/constraints", Constraints.as_view()),
    path(f"{OF_SCENE}/constraints/<uuid:thing_id>", OneConstraint.as_view()),
    path(f"{OF_SCENE}/simulate/start", Start.as_view()),
    path(f"{OF_SCENE}/simulate/stop", Stop.as_view()),
    path(f"{OF_SCENE}/simulate/step", Step.as_view()),
    path(f"{OF_SCENE}/simulate/state", State.as_view()),
]
