"""Parameters, words and story by the older addresses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path
from django.utils.translation import gettext as _
from msgspec import UNSET, Struct, UnsetType
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.errors import Invalid, NotFound
from config.api.views import ApiView, created, no_content
from rooms.viewer import Viewer
from universes.api.base import UniverseView
from universes.api.older import words
from universes.api.parameters import PhysicsOf
from universes.api.story import Story
from universes.fields import Description, Name, Text, Title, Word
from universes.models import StoryPoint, Universe
from universes.parameters import stored
from universes.physics.parameters import PRESETS, Physics, with_preset
from universes.projections.universe import music
from universes.projections.world import physics

BOTH = "{physics, harmony}: all parameters of both."


class OlderUniverse(Struct, forbid_unknown_fields=True):
    """Only what is named changes. Parameters are values, or {value, unit, min, max}."""

    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    genre: Word | UnsetType = UNSET
    theme: Word | UnsetType = UNSET
    is_public: bool | UnsetType = UNSET
    physics_params: dict[str, Any] = {}
    harmony_params: dict[str, Any] = {}


class ParametersIn(Struct):
    """The parameters themselves, or in `physics_params` or `harmony_params`; with `preset` those of a preset first."""

    physics_params: dict[str, Any] = {}
    harmony_params: dict[str, Any] = {}


class Tuning(UniverseView):
    """Base: answers with the parameters of both."""

    def both(self, viewer: Viewer, id: UUID) -> dict[str, Any]:
        universe = self.found(id)
        return {"physics": physics(viewer, universe.world), "harmony": music(viewer, universe)}

    def sets(self, viewer: Viewer, group: str, given: Any) -> None:
        if given:
            self.does(viewer, f"{group}.set", words.parameters(given))

    def named(self, name: str) -> dict[str, Any]:
        """What is asked for, in `name` or as the whole body. Raises Invalid."""
        given: Any = self.request.data
        if not isinstance(given, dict):
            raise Invalid(fields={name: [_("Parameters by their names.")]})
        inside: Any = given.get(name, given)
        if not isinstance(inside, dict):
            raise Invalid(fields={name: [_("Parameters by their names.")]})
        return inside


class Whole(Tuning):
    """Base of one universe: PUT changes its words and its parameters at once."""

    def put(self, request: Request, id: UUID) -> Response:
        viewer, given = self.viewer(id), self.read(OlderUniverse)
        if given.is_public is not UNSET:
            self.does(viewer, "universe.share", {"visibility": words.VISIBLE[bool(given.is_public)]})
        told = {name: getattr(given, name) for name in ("name", "description", "genre", "theme")}
        if told := {name: value for name, value in told.items() if value is not UNSET}:
            self.does(viewer, "universe.update", told)
        self.sets(viewer, "physics", given.physics_params)
        self.sets(viewer, "music", given.harmony_params)
        return self.get(request, id)

    def get(self, request: Request, id: UUID) -> Response:
        raise NotImplementedError


class PhysicsParams(Tuning):
    """Set parameters of physics; only what is named changes."""

    inputs = {"put": ParametersIn}
    outputs = {"put": BOTH}

    def put(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        self.sets(viewer, "physics", self.named("physics_params"))
        return Response(self.both(viewer, id))


class HarmonyParams(Tuning):
    """Set parameters of music; only what is named changes."""

    inputs = {"put": ParametersIn}
    outputs = {"put": BOTH}

    def put(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        self.sets(viewer, "music", self.named("harmony_params"))
        return Response(self.both(viewer, id))


class OneSet(PhysicsOf):
    """The parameters of physics of a universe, by its id or by the id of its world. PUT and PATCH change what is named,
    DELETE sets all to their defaults.
    """

    inputs = {"put": ParametersIn, "patch": ParametersIn}
    outputs = {
        "get": "Every parameter, and the world's id.", "put": "The same.", "patch": "The same.",
        "delete": "All at their defaults.",
    }  # fmt: skip

    def found(self, id: UUID) -> Universe:
        known = Universe.objects.visible_to(self.request.user)
        found = known.filter(pk=id) | known.filter(world=id)
        universe: Universe | None = found.select_related("room", "world").first()
        if universe is None:
            raise NotFound()
        return universe

    def patch(self, request: Request, id: UUID) -> Response:
        given: Any = request.data
        if not isinstance(given, dict):
            raise Invalid()
        inside = given.get("physics_params", given)
        self.does(self.viewer(id), "physics.set", words.parameters(inside) if isinstance(inside, dict) else inside)
        return self.get(request, id)

    put = patch


class Defaults(ApiView):
    """The parameters of physics with a preset: space, earth or water."""

    outputs = {"get": "Every parameter."}

    def get(self, request: Request, preset: str) -> Response:
        if preset not in PRESETS:
            raise NotFound()
        return Response(stored(with_preset(Physics(), preset)))


class PointIn(Struct, forbid_unknown_fields=True):
    """`content` and `description` are the text."""

    title: Title
    text: Text = ""
    description: Text = ""
    content: Text = ""


class OlderStory(Story):
    """The points of a universe's story in their order. POST adds one behind the others."""

    inputs = {"post": PointIn}
    outputs = {"get": "Points, as at story-points.", "post": "The point."}

    def post(self, request: Request, id: UUID) -> Response:
        viewer, given = self.viewer(id), self.read(PointIn)
        text = given.text or given.description or given.content
        made = self.does(viewer, "story.create", {"title": given.title, "text": text}).made[0]
        return created(type(self).project(viewer, made))


class NthPoint(UniverseView):
    """The point of the story at a place, counted from 0 in its order."""

    outputs = {"delete": "It is gone."}

    def delete(self, request: Request, id: UUID, place: int) -> Response:
        viewer = self.viewer(id)
        found = list(StoryPoint.objects.visible_to(viewer).values_list("pk", flat=True)[place : place + 1])
        if not found:
            raise NotFound()
        self.does(viewer, "story.delete", {"story_point": str(found[0])})
        return no_content()


routes = [
    path("universes/<uuid:id>/physics", PhysicsParams.as_view()),
    path("universes/<uuid:id>/harmony", HarmonyParams.as_view()),
    path("universes/<uuid:id>/story", OlderStory.as_view()),
    path("universes/<uuid:id>/story-points/<int:place>", NthPoint.as_view()),
    path("physics-parameters/universe/<uuid:id>", OneSet.as_view()),
    path("physics-parameters/<uuid:id>", OneSet.as_view()),
    path("physics-parameters/defaults/<str:preset>", Defaults.as_view()),
]
