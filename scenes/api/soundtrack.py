"""The soundtrack of a table over REST: what is heard, its dials, and its bars for all who are there, devices too."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.http.response import HttpResponseBase
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from audio import usages
from config.api.errors import NotFound
from config.api.views import ApiView
from rooms.api.base import RoomView, pay_for
from rooms.live import perform
from rooms.viewer import Viewer
from scenes.events.soundtrack import SoundtrackPreset, SoundtrackSet
from scenes.models import Soundtrack
from scenes.models.soundtrack import lends
from scenes.projections import soundtrack as project
from universes.api.bars import OF_BARS, bars_of


class OfSoundtrack(RoomView):
    """Base of what is asked of it and done to it."""

    def shown(self, viewer: Viewer) -> Response:
        found = Soundtrack.objects.visible_to(viewer).first()
        return Response(project(viewer, found) if found else None)

    def does(self, room_id: UUID, command: str, given: Any) -> Response:
        viewer = self.viewer(room_id)
        pay_for(self.request, command)
        perform(viewer, command, msgspec.to_builtins(given))
        return self.shown(viewer)


class SoundtrackView(OfSoundtrack):
    """What the table's soundtrack is; null where no scene in a universe has been on the table yet. PATCH sets its dials."""

    inputs = {"patch": SoundtrackSet.Input}
    outputs = {
        "get": "{id, playing, revision, piece, bar, bar_at, preset, volume, mood, intensity, tension}, for those who lead "
        "also {dials: {intensity, tension}}.",
        "patch": "The same.",
    }

    def get(self, request: Request, room_id: UUID) -> Response:
        return self.shown(self.viewer(room_id))

    def patch(self, request: Request, room_id: UUID) -> Response:
        return self.does(room_id, "soundtrack.set", self.read(SoundtrackSet.Input))


class Play(OfSoundtrack):
    """Let the universe of the scene be heard."""

    outputs = {"post": "The soundtrack."}

    def post(self, request: Request, room_id: UUID) -> Response:
        return self.does(room_id, "soundtrack.play", {})


class Stop(OfSoundtrack):
    """End the music."""

    outputs = {"post": "The soundtrack."}

    def post(self, request: Request, room_id: UUID) -> Response:
        return self.does(room_id, "soundtrack.stop", {})


class Preset(OfSoundtrack):
    """Play in the manner of a preset; null is the universe's own again."""

    inputs = {"post": SoundtrackPreset.Input}
    outputs = {"post": "The soundtrack."}

    def post(self, request: Request, room_id: UUID) -> Response:
        return self.does(room_id, "soundtrack.preset", self.read(SoundtrackPreset.Input))


class SoundtrackBars(ApiView):
    """Bars of what the table hears, as those of a universe (`universes/{id}/bars`): also for who may not know the universe
    itself.
    """

    permission_classes = [AllowAny]
    outputs = {"get": OF_BARS}

    def get(self, request: Request, room_id: UUID) -> HttpResponseBase:
        who = usages.who_listens(request)
        found = Soundtrack.objects.visible_to(who).filter(room=room_id).select_related("universe").first()
        if found is None:
            raise NotFound()
        lent = found.universe is not None and lends(found.universe, room_id)
        return bars_of(request, found.seed, found.heard if lent else None)


routes = [
    path("rooms/<uuid:room_id>/soundtrack", SoundtrackView.as_view()),
    path("rooms/<uuid:room_id>/soundtrack/play", Play.as_view()),
    path("rooms/<uuid:room_id>/soundtrack/stop", Stop.as_view()),
    path("rooms/<uuid:room_id>/soundtrack/preset", Preset.as_view()),
    path("rooms/<uuid:room_id>/soundtrack/bars", SoundtrackBars.as_view()),
]
