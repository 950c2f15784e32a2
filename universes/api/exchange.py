"""Universes as JSON documents: out of this server and into it."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.urls import path
from django.utils.text import slugify
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.views import ApiView, created
from rooms.live import snapshot
from universes.api.base import UniverseView
from universes.api.universes import row_for
from universes.building import build
from universes.document import Document, document_of, portable


class Export(UniverseView):
    """The whole universe as one JSON document, which another server can read: words, seed (unless it is hidden from who
    asks), physics, music, bodies, constraints, story, visualisations. Numbers are kept to the last digit.
    """

    outputs = {"get": "The document itself, application/json, as a file."}

    def get(self, request: Request, id: UUID) -> HttpResponse:
        viewer = self.viewer(id)
        document = document_of(snapshot(viewer)["things"])
        text = msgspec.json.format(msgspec.json.encode(portable(document)), indent=1)
        answer = HttpResponse(text, content_type="application/json")
        answer["Content-Disposition"] = f'attachment; filename="{slugify(document.name) or "universe"}.json"'
        return answer


class Import(ApiView):
    """A new universe from a document that was exported here or elsewhere; it is private and yours."""

    inputs = {"post": Document}
    outputs = {"post": "The universe, as in the list."}

    def post(self, request: Request) -> Response:
        require(request.user, "universes.open", None)
        pay(request, "upload")
        universe = build(request.user, self.read(Document))
        return created(row_for(request.user, universe.pk))


routes = [
    path("universes/import", Import.as_view(), name="universe-import"),
    path("universes/<uuid:id>/export", Export.as_view(), name="universe-export"),
]
