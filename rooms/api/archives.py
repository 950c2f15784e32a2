"""Whole rooms as files: out of the server for their owner, and into it as a new room."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.text import slugify
from django.utils.translation import gettext as _
from msgspec import Struct
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.views import ApiView
from config.files import ranges, uploads
from rooms.api.base import RoomView
from rooms.archive import jobs
from rooms.viewer import Viewer


class Nothing(Struct, forbid_unknown_fields=True):
    """There is nothing to choose."""


class TakeHome(RoomView):
    """Base: a whole room is its owner's to take."""

    def owning(self, room_id: UUID) -> Viewer:
        viewer = self.viewer(room_id)
        require(viewer, "rooms.take_home", viewer.room)
        return viewer


class RoomArchives(TakeHome):
    """Pack the room: settings, talk with its dice and files, scenes with all that lies in them, sounds; what the owner may
    read of it. The file is yours for a day.
    """

    inputs = {"post": Nothing}
    outputs = {
        "post": "202 {job}: its result is {room, name, size, left_out}, the last being how many files did not come along; "
        "GET …/archives/{job} is the file."
    }

    def post(self, request: Request, room_id: UUID) -> Response:
        viewer = self.owning(room_id)
        self.read(Nothing)
        pay(request, "render")
        require(request.user, "accounts.upload")
        return Response({"job": jobs.export_soon(viewer).pk}, status=202)


class RoomArchive(TakeHome):
    """A room that was packed for you."""

    outputs = {"get": "The file, with Range."}

    def get(self, request: Request, room_id: UUID, archive_id: UUID) -> HttpResponseBase:
        file, told = jobs.kept(request.user, self.owning(room_id).room, archive_id)
        return ranges.serve(
            request, default_storage, file.key, content_type="application/zip", etag=file.sha256, download=True,
            filename=f"{slugify(told['name'], allow_unicode=True) or 'room'}.room.zip",
        )  # fmt: skip

    head = get


class RoomImport(ApiView):
    """A new room from an archive, yours alone. Multipart: `archive`, 500 MB at most."""

    parser_classes = [MultiPartParser]
    outputs = {"post": "202 {job}: its result is {room, name}. What is no archive of a room is refused at once."}

    def post(self, request: Request) -> Response:
        require(request.user, "rooms.open", None)
        require(request.user, "accounts.upload")
        pay(request, "upload")
        uploads.scratch()
        with uploads.disk_full_is_storage_full():
            sent: Any = request.data.get("archive")
        if not isinstance(sent, UploadedFile):
            raise Invalid(_("Choose an archive."), fields={"archive": [_("This field is required.")]})
        with closing(sent):
            run = jobs.import_soon(request.user, sent)
        return Response({"job": run.pk}, status=202)


routes = [
    path("rooms/import", RoomImport.as_view()),
    path("rooms/<uuid:room_id>/archives", RoomArchives.as_view()),
    path("rooms/<uuid:room_id>/archives/<uuid:archive_id>", RoomArchive.as_view()),
]
