"""The sounds themselves, with ranges: for their owner, for who leads a room that uses one, and for everybody at a table,
speakers too, while it sounds there.
"""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import HttpResponseBase
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from audio import usages
from audio.models import Track
from config.api.errors import NotFound
from config.api.views import ApiView
from config.files import ranges


class StreamView(ApiView):
    """A sound, as an MP3 where some browser cannot play the file itself; `?original=1` is the file in any case,
    `?download=1` to be saved.

    Whether one may hear it is asked each time, so an address that was kept ends with the permission.
    """

    permission_classes = [AllowAny]
    outputs = {"get": "The sound: 200, 206 for one range, 304, 416."}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        found: Track = Track.objects.heard(usages.who_listens(request), id)
        asked = request.query_params
        file = found.file if asked.get("original") == "1" else found.sound
        return ranges.serve(
            request,
            default_storage,
            file.key,
            content_type=file.content_type,
            filename=f"{found.name}.{file.key.rsplit('.', 1)[-1]}",
            # Not a hash of the content, which would tell people who may not have the file what it is.
            etag=file.pk.hex,
            download=asked.get("download") == "1",
        )

    head = get


class CoverView(ApiView):
    """The picture that came with a sound, for who may read about it."""

    outputs = {"get": "A WebP of 512 px at most."}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        entry = Track.objects.with_files().seen(request.user, pk=id)
        if entry.cover is None:
            raise NotFound()
        # With ?v= of its content the address names these bytes for ever; the browser need not ask again.
        fresh = entry.cover.sha256.startswith(request.query_params.get("v") or "-")
        return ranges.serve(
            request,
            default_storage,
            entry.cover.key,
            content_type=entry.cover.content_type,
            filename=f"{entry.name}.webp",
            etag=entry.cover.sha256,
            max_age=3600 if fresh else 0,
        )

    head = get


routes = [
    path("tracks/<uuid:id>/stream", StreamView.as_view(), name="track-stream"),
    path("tracks/<uuid:id>/cover", CoverView.as_view(), name="track-cover"),
]
