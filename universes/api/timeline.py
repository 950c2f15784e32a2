"""The story of a universe as the server's clock tells it, over REST."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from universes.api.base import UniverseView
from universes.events.timeline import StoryPlay
from universes.projections.story import timeline

SHOWN = "{id, since, second, rate}: at `second` when the server's clock showed `since`; null: it stands there."


class OfStory(UniverseView):
    """Base: answers with where the story is."""

    def told(self, id: UUID) -> Response:
        return Response(timeline(self.viewer(id), self.found(id).timeline))


class Timeline(OfStory):
    """Where the story is."""

    outputs = {"get": SHOWN}

    def get(self, request: Request, id: UUID) -> Response:
        return self.told(id)


class Play(OfStory):
    """Tell the story from `second`, or from a point of it; else from where it stands."""

    inputs = {"post": StoryPlay.Input}
    outputs = {"post": SHOWN}

    def post(self, request: Request, id: UUID) -> Response:
        self.does(self.viewer(id), "story.play", self.read(StoryPlay.Input).given())
        return self.told(id)


class Stop(OfStory):
    """Tell the story no further: what is now stays."""

    outputs = {"post": SHOWN}

    def post(self, request: Request, id: UUID) -> Response:
        self.does(self.viewer(id), "story.stop", {})
        return self.told(id)


routes = [
    path("universes/<uuid:id>/timeline", Timeline.as_view()),
    path("universes/<uuid:id>/timeline/play", Play.as_view()),
    path("universes/<uuid:id>/timeline/stop", Stop.as_view()),
]
