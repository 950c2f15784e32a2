"""The sound library as a whole over REST: its tags, its tree, where a sound is used, many sounds at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path
from msgspec import UNSET
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library import shelf
from accounts.library.bulk import Bulk
from accounts.rules import require
from audio import library, usages
from audio.models import SoundFolder, Track
from audio.serializers import TrackBulk
from audio.tasks import measure_soon
from config.api.views import ApiView, page_of


class TagsView(ApiView):
    """The tags of your sounds."""

    outputs = {"get": "Tags by name: {tag, tracks}; `tracks` is how many have it."}

    def get(self, request: Request) -> Response:
        found = shelf.counted(Track.objects.owned_by(request.user))
        return page_of(request, [{"tag": tag, "tracks": tracks} for tag, tracks in found], lambda row: row)


class TreeView(ApiView):
    """All your sounds by folder, loops and music apart from one-shots."""

    outputs = {
        "get": "{loop: {folder: [sound]}, oneshot: {folder: [sound]}} with a folder as its path, the top level as the "
        "empty one; a sound is {id, name, type: music|effect, url, loop, randomize, path}."
    }

    def get(self, request: Request) -> Response:
        return Response(library.tree(request.user))


class UsageView(ApiView):
    """Where a sound is used: in the rooms that you lead."""

    outputs = {
        "get": "{uses, rooms}: `rooms` are those you lead, {room: {id, name}, what, times}; `uses` is in how many places it "
        "is used, your own sound in rooms of others too."
    }

    def get(self, request: Request, id: UUID) -> Response:
        entry = Track.objects.seen(request.user, pk=id)
        return Response(
            {"uses": usages.count_for(request.user, entry), "rooms": usages.known_to(request.user, entry.pk)}
        )


class MeasureView(ApiView):
    """Measure a sound again that could not be measured."""

    outputs = {"post": "202 {job}; or {measuring} of a sound that is measured or being measured."}

    def post(self, request: Request, id: UUID) -> Response:
        entry = Track.objects.seen(request.user, pk=id)
        require(request.user, "audio.edit", entry)
        if entry.measuring != Track.Measuring.FAILED:
            return Response({"measuring": entry.measuring})
        return Response({"job": measure_soon(entry).pk}, status=202)


class BulkView(Bulk):
    """Move, tag, rename, sort or delete up to 500 of your sounds at once: all of them, or none."""

    kind, folders, things, uses, may_edit = Track, SoundFolder, "tracks", "uses", "audio.edit"
    change = staticmethod(library.change)
    remove = staticmethod(library.delete_all)
    count = staticmethod(usages.count)
    inputs = {"post": TrackBulk}
    outputs = {
        "post": "{tracks, uses}: how many sounds it were, and in how many places they are used or, deleted, were."
    }

    def fields(self, request: Request, given: Any) -> dict[str, Any]:
        kind = {} if given.kind is UNSET else {"kind": given.kind}
        return {**super().fields(request, given), **kind}


routes = [
    path("audio/list", TreeView.as_view(), name="audio-list"),
    path("tracks/tags", TagsView.as_view(), name="track-tags"),
    path("tracks/bulk", BulkView.as_view(), name="tracks-bulk"),
    path("tracks/<uuid:id>/usage", UsageView.as_view(), name="track-usage"),
    path("tracks/<uuid:id>/measure", MeasureView.as_view(), name="track-measure"),
]
