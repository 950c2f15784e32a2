"""Scenes in universes over REST: which there are, in which order, and what of the universe's parameters is otherwise in one."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

import msgspec
from django.db import transaction
from django.urls import path
from msgspec import UNSET, Meta, Struct, UnsetType, field
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.errors import NotFound
from config.api.views import ApiView, created, page_of
from rooms.api.base import pay_for
from rooms.live import perform
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.api.base import SceneView
from scenes.models import MOST_SCENES, Scene
from scenes.models.soundtrack import parameters
from scenes.overrides import SomeMusic, SomePhysics
from universes.api.base import UniverseView
from universes.composer.parameters import Music
from universes.events.physics import Names
from universes.models import Universe
from universes.parameters import read, stored
from universes.physics.parameters import Physics


class SceneOf(Struct, forbid_unknown_fields=True):
    scene: UUID


class NewOrder(Struct, forbid_unknown_fields=True):
    """Scenes that one leads; those of others keep their places."""

    universe_id: UUID
    scene_order: Annotated[list[UUID], Meta(min_length=1, max_length=MOST_SCENES)]


def row(scene: Scene) -> dict[str, Any]:
    room = {"id": scene.room_id, "name": scene.room.name}
    return {"id": scene.pk, "name": scene.name, "room": room, "order": scene.universe_order, "active": scene.active}


def within(user: Any, universe: Universe) -> Any:
    """The scenes in it that the user may know, in their order there."""
    found = Scene.objects.visible_to(user).filter(universe=universe).select_related("room")
    return found.order_by("universe_order", "name", "id")


class UniverseScenes(UniverseView):
    """The scenes in a universe: those of rooms one leads, and what lies on the tables one plays at. POST puts one of one's
    own into it, behind the others.
    """

    inputs = {"post": SceneOf}
    outputs = {"get": "Scenes: {id, name, room: {id, name}, order, active}, by order.", "post": "The scene."}

    def get(self, request: Request, id: UUID) -> Response:
        return page_of(request, within(request.user, self.found(id)), row)

    def post(self, request: Request, id: UUID) -> Response:
        universe, wanted = self.found(id), self.read(SceneOf).scene
        viewer, scene = led(request.user, wanted)
        pay_for(request, "scene.update")
        perform(viewer, "scene.update", {"scene": str(scene.pk), "universe": str(universe.pk)})
        scene.refresh_from_db()
        return created(row(scene))


class Reorder(ApiView):
    """Put the scenes of a universe in order: the first of the list comes first."""

    inputs = {"post": NewOrder}
    outputs = {"post": "The scenes, as `universes/{id}/scenes` says."}

    def post(self, request: Request) -> Response:
        given = self.read(NewOrder)
        universe: Universe = Universe.objects.seen(request.user, pk=given.universe_id)
        order = {id: place for place, id in enumerate(dict.fromkeys(given.scene_order))}
        scenes = Scene.objects.led_by(request.user).filter(universe=universe, pk__in=order)
        rooms: dict[UUID, list[UUID]] = {}
        for scene in scenes.order_by("room", "pk"):
            rooms.setdefault(scene.room_id, []).append(scene.pk)
        if sum(map(len, rooms.values())) < len(order):
            raise NotFound()
        with transaction.atomic():
            for room in Room.objects.filter(pk__in=rooms).order_by("pk"):
                pay_for(request, "scene.universe_order")
                places = [{"scene": str(id), "order": order[id]} for id in rooms[room.pk]]
                viewer = Viewer.entering(room, request.user)
                perform(viewer, "scene.universe_order", {"places": places})  # type: ignore[arg-type]  # who leads is in
        return page_of(request, within(request.user, universe), row)


def led(user: Any, id: UUID) -> tuple[Viewer, Scene]:
    """A scene of a room that the user leads. Raises NotFound."""
    scene: Scene = Scene.objects.led_by(user).select_related("room").seen(user, pk=id)
    viewer = Viewer.entering(scene.room, user)
    if viewer is None:
        raise NotFound()
    return viewer, scene


class OfScene(SceneView):
    """Base of what a scene sets in place of the parameters of its universe, or its own world. For those who lead."""

    group: ClassVar[str]
    struct: ClassVar[Any]

    def get(self, request: Request, scene_id: UUID) -> Response:
        scene = self.led(scene_id)[1]
        overrides = getattr(scene, f"{self.group}_overrides")
        base = self._base(request.user, scene)
        around = (
            {"base": None, "effective": None}
            if base is None
            else {
                "base": stored(read(self.struct, base)),
                "effective": stored(read(self.struct, {**base, **parameters(overrides)})),
            }
        )
        return Response({**overrides, **around})

    def _base(self, user: Any, scene: Scene) -> dict[str, Any] | None:
        """The parameters around them, for who may know these."""
        world = scene.own_universe_id or scene.universe_id
        known = Universe.objects.visible_to(user).filter(pk=world).select_related("world").first()
        if known is None:
            return None
        return known.world.physics if self.group == "physics" else known.music

    def patch(self, request: Request, scene_id: UUID) -> Response:
        given: Any = self.read(self.inputs["patch"])
        enabled = True if given.enabled is UNSET else given.enabled
        return self._set(scene_id, enabled=enabled, set=msgspec.to_builtins(given.parameters), reset=given.reset)

    def delete(self, request: Request, scene_id: UUID) -> Response:
        return self._set(scene_id, enabled=True, reset="all")

    def _set(self, scene_id: UUID, **wanted: Any) -> Response:
        viewer, scene = self.led(scene_id)
        command = f"scene.{self.group}"
        pay_for(self.request, command)
        perform(viewer, command, {"scene": str(scene.pk), **wanted})
        return self.get(self.request, scene_id)


class SomePhysicsIn(Struct, forbid_unknown_fields=True):
    """What is named goes before the universe's, what is `reset` (or "all") no more; the rest stays as it is."""

    enabled: bool | UnsetType = UNSET
    parameters: SomePhysics = field(default_factory=SomePhysics)
    reset: Names | Literal["all"] = []


class SomeMusicIn(Struct, forbid_unknown_fields=True):
    """The same of music."""

    enabled: bool | UnsetType = UNSET
    parameters: SomeMusic = field(default_factory=SomeMusic)
    reset: Names | Literal["all"] = []


EFFECTIVE = (
    "{enabled, parameters, base, effective}; `base` is all of them as around the scene, `effective` as they are in it, both "
    "null without a universe one knows."
)


class ScenePhysics(OfScene):
    """The parameters of physics by scene."""

    group, struct = "physics", Physics
    inputs = {"patch": SomePhysicsIn}
    outputs = {"get": EFFECTIVE, "patch": "The same.", "delete": "The universe's own again."}


class SceneMusic(OfScene):
    """The parameters of music by scene."""

    group, struct = "music", Music
    inputs = {"patch": SomeMusicIn}
    outputs = {"get": EFFECTIVE, "patch": "The same.", "delete": "The universe's own again."}


routes = [
    path("universes/<uuid:id>/scenes", UniverseScenes.as_view()),
    path("scenes/reorder", Reorder.as_view()),
    path("scenes/<uuid:scene_id>/physics-parameters", ScenePhysics.as_view()),
    path("scenes/<uuid:scene_id>/music-parameters", SceneMusic.as_view()),
]
