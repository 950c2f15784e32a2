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


class Timeline(UniverseView):
    """Where the story is."""

    outputs = {"get": SHOWN}

    def get(self, request: Request, id: UUID) -> Response:
        return Response(timeline(self.viewer(id), self.found(id).timeline))


class Play(Timeline):
    """Tell the story from `second`, or from a point of it; else from where it stands."""

    inputs = {"post": StoryPlay.Input}
    outputs = {"get": SHOWN, "post": "The same."}

    def post(self, request: Request, id: UUID) -> Response:
        self.does(self.viewer(id), "story.play", self.read(StoryPlay.Input).given())
        return self.get(request, id)


class Stop(Timeline):
    """Tell the story no further: what is now stays."""

    outputs = {"get": SHOWN, "post": "The same."}

    def post(self, request: Request, id: UUID) -> Response:
        self.does(self.viewer(id), "story.stop", {})
        return self.get(request, id)


routes = [
    path("universes/<uuid:id>/timeline", Timeline.as_view()),
    path("universes/<uuid:id>/timeline/play", Play.as_view()),
    path("universes/<uuid:id>/timeline/stop", Stop.as_view()),
]
