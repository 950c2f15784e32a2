"""The story of a universe over REST."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.views import no_content
from universes.api.base import OneThing, Things, UniverseView, without
from universes.events.story import StoryCreate, StoryOrder
from universes.models import StoryPoint
from universes.projections.story import story_point


class Story(Things):
    """The points of a universe's story in their order. POST adds one behind the others."""

    model, noun, project = StoryPoint, "story", staticmethod(story_point)
    inputs = {"post": StoryCreate.Input}
    outputs = {
        "get": "Points: {id, place, title, text, at, changes: {physics, music}}; `at` in seconds.",
        "post": "The point.",
    }


class OnePoint(OneThing):
    """One point of a universe's story."""

    model, noun, key, project = StoryPoint, "story", "story_point", staticmethod(story_point)
    inputs = {"patch": without("story.update", "story_point")}
    outputs = {"get": "The point.", "patch": "The point.", "delete": "It is gone."}


class Order(UniverseView):
    """In which order the story is told: all its points, by id."""

    inputs = {"put": StoryOrder.Input}
    outputs = {"put": "It is told so."}

    def put(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        self.does(viewer, "story.order", self.read(StoryOrder.Input))
        return no_content()


class Go(UniverseView):
    """Go to a point of the story: what it changes is so from now on."""

    outputs = {"post": "It is so."}

    def post(self, request: Request, id: UUID, thing_id: UUID) -> Response:
        viewer = self.viewer(id)
        self.does(viewer, "story.go", {"story_point": thing_id})
        return no_content()


routes = [
    path("universes/<uuid:id>/story-points", Story.as_view()),
    path("universes/<uuid:id>/story-points/order", Order.as_view()),
    path("universes/<uuid:id>/story-points/<uuid:thing_id>", OnePoint.as_view()),
    path("universes/<uuid:id>/story-points/<uuid:thing_id>/go", Go.as_view()),
]
