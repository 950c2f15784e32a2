"""Universes out of this server and into it: as JSON documents at once, as files of other kinds by jobs."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from audio.rendering import scores
from config.api.errors import Invalid
from config.api.views import ApiView, created
from config.files import ranges, uploads
from config.files.ranges import disposition
from universes import exports
from universes.api.bars import Stretch
from universes.api.base import UniverseView
from universes.api.older.music import newest_render
from universes.api.universes import row_for
from universes.archive import document_text
from universes.building import build
from universes.document import Document
from universes.importing import import_soon


class Export(UniverseView):
    """The whole universe as one JSON document, which another server can read: words, seed (unless it is hidden from who
    asks), physics, music, bodies, constraints, story, visualisations. Numbers are kept to the last digit. `?format=audio` is the
    sound that you rendered of it last.
    """

    outputs = {"get": "The document itself, application/json, as a file; or the sound."}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        viewer, universe = self.viewer(id), self.found(id)
        asked = request.query_params.get("format", "json")
        if asked == "audio":
            return newest_render(request, universe)
        if asked != "json":
            raise Invalid(fields={"format": ["json, audio"]})
        answer = HttpResponse(document_text(viewer), content_type="application/json")
        answer["Content-Disposition"] = disposition(exports.filename(universe.name, "json"), "attachment")
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


class ExportIn(Stretch, forbid_unknown_fields=True):
    """`audio` (WAV) and `midi` are of a stretch of the music; `archive` has the document, the picture and those sounds that
    you rendered from the universe.
    """

    format: exports.Format = "archive"


class Exports(UniverseView):
    """Make a file of the universe, yours for a day. How far it is passes at the universe's page: `export.progress {job, by,
    format, progress}`, `export.ready` and `export.failed`.
    """

    inputs = {"post": ExportIn}
    outputs = {"post": "202 {job}: its result is {format, size, name}; GET …/exports/{job} is the file."}

    def post(self, request: Request, id: UUID) -> Response:
        universe = self.found(id)
        pay(request, "render")
        require(request.user, "accounts.upload")
        given, score, user = self.read(ExportIn), None, self.request.user
        if given.format in ("audio", "midi"):
            score = scores.checked(given.score(universe, exact=given.format == "midi"))
        run = exports.export_soon(user, universe, given.format, score)
        return Response({"job": run.pk}, status=202)


class Exported(UniverseView):
    """A file that was made for you. A universe that you may see no more gives none."""

    outputs = {"get": "The file, with Range."}

    def get(self, request: Request, id: UUID, export_id: UUID) -> HttpResponseBase:
        file, told = exports.kept(request.user, self.found(id), export_id)
        return ranges.serve(
            request, default_storage, file.key, content_type=exports.TYPES[told["format"]][1], etag=file.sha256,
            download=True, filename=exports.filename(told["name"], told["format"]),
        )  # fmt: skip

    head = get


class ImportArchive(ApiView):
    """A new universe from an archive, private and yours; its sounds come into your library, but for those that are in it.
    Multipart: `archive`, 500 MB at most.
    """

    parser_classes = [MultiPartParser]
    outputs = {"post": "202 {job}: its result is {universe}. What is no archive of a universe is refused at once."}

    def post(self, request: Request) -> Response:
        require(request.user, "universes.open", None)
        require(request.user, "accounts.upload")
        pay(request, "upload")
        uploads.scratch()
        with uploads.disk_full_is_storage_full():
            sent: Any = request.data.get("archive")
        if not isinstance(sent, UploadedFile):
            raise Invalid(_("Choose an archive."), fields={"archive": [_("This field is required.")]})
        with closing(sent):
            run = import_soon(request.user, sent)
        return Response({"job": run.pk}, status=202)


routes = [
    path("universes/import", Import.as_view(), name="universe-import"),
    path("universes/import/archive", ImportArchive.as_view(), name="universe-import-archive"),
    path("universes/<uuid:id>/export", Export.as_view(), name="universe-export"),
    path("universes/<uuid:id>/exports", Exports.as_view(), name="universe-exports"),
    path("universes/<uuid:id>/exports/<uuid:export_id>", Exported.as_view(), name="universe-exported"),
]
