"""Uploads in pieces over REST, after tus: announce a file, send it piece by piece, ask where to go on, or cancel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.views import ApiView, created, no_content, page_of
from maps import pieces
from maps.api.base import folder_of
from maps.models import MapUpload
from maps.serializers import UploadInput
from maps.tasks import in_a_job


class Raw(BaseParser):
    """The body as it comes, to be read in blocks."""

    media_type = "application/offset+octet-stream"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        return stream


class UploadsView(ApiView):
    """Files of yours that are on their way in pieces; POST announces one."""

    inputs = {"post": UploadInput}
    outputs = {
        "get": "Uploads: {id, name, size, offset, folder, piece}.",
        "post": "The upload. Send its bytes with PATCH in pieces of at most `piece` bytes. 507 when your quota has no room.",
    }

    def get(self, request: Request) -> Response:
        return page_of(request, MapUpload.objects.visible_to(request.user).order_by("created_at", "id"), upload_data)

    def post(self, request: Request) -> Response:
        pay(request, "upload")
        require(request.user, "accounts.upload")
        given = self.read(UploadInput)
        folder = folder_of(request, given.folder or "")
        upload = pieces.begin(request.user, name=given.name, size=given.size, folder=folder, sha256=given.sha256)
        return created(upload_data(upload))


class UploadView(ApiView):
    """One upload: GET says where to go on, PATCH sends the next piece, DELETE cancels."""

    parser_classes = [Raw]
    outputs = {
        "get": "The upload; `offset` is how many bytes are there. Also as the header Upload-Offset.",
        "patch": "The upload; after the last piece 202 {job} as for any map: ask jobs/{id}, its result is {map}. The "
        "header Upload-Offset says where the piece (application/offset+octet-stream, 8 MB at most) begins; 409 with "
        "state.offset for another place, 422 when the whole is not what was announced.",
        "delete": "Nothing: what came is forgotten.",
    }

    def get(self, request: Request, id: UUID) -> Response:
        return _answer(self._own(request, id))

    def patch(self, request: Request, id: UUID) -> Response:
        require(request.user, "accounts.upload")
        upload = self._own(request, id)
        offset = request.headers.get("Upload-Offset", "")
        if not (offset.isascii() and offset.isdecimal() and len(offset) <= 12):
            raise Invalid(fields={"Upload-Offset": [_("This header says at which byte the piece begins.")]})
        if pieces.append(upload, int(offset), request.data) < upload.size:
            return _answer(upload)
        spool = pieces.finished(upload)
        run = in_a_job(request.user, spool, upload.folder, upload.name)
        pieces.forget(upload)
        return Response({"job": run.pk}, status=202)

    def delete(self, request: Request, id: UUID) -> Response:
        pieces.forget(self._own(request, id))
        return no_content()

    @staticmethod
    def _own(request: Request, id: UUID) -> MapUpload:
        return MapUpload.objects.select_related("folder").seen(request.user, pk=id)


def _answer(upload: MapUpload) -> Response:
    return Response(upload_data(upload), headers={"Upload-Offset": str(upload.received)})


def upload_data(upload: MapUpload) -> dict[str, Any]:
    return {
        "id": upload.pk,
        "name": upload.name,
        "size": upload.size,
        "offset": upload.received,
        "folder": upload.folder_id,
        "piece": pieces.PIECE,
    }


routes = [
    path("maps/uploads", UploadsView.as_view(), name="map-uploads"),
    path("maps/uploads/<uuid:id>", UploadView.as_view(), name="map-upload"),
]
