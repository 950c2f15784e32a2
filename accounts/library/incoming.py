"""Uploads in pieces over REST, after tus: announce a file, send it piece by piece, ask where to go on, or cancel."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library import pieces
from accounts.library.inputs import UploadInput
from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.views import ApiView, created, no_content, page_of
from config.files import uploads


class Raw(BaseParser):
    """The body as it comes, to be read in blocks."""

    media_type = "application/offset+octet-stream"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        return stream


class AllUploads(ApiView):
    """`kind` is the model of uploads, `most` the bytes that one may have."""

    kind: Any
    most: int
    inputs = {"post": UploadInput}

    def get(self, request: Request) -> Response:
        return page_of(request, self.kind.objects.visible_to(request.user).order_by("created_at", "id"), upload_data)

    def post(self, request: Request) -> Response:
        pay(request, "upload")
        require(request.user, "accounts.upload")
        given: Any = self.read(self.inputs["post"])
        upload = pieces.begin(
            self.kind, request.user, most=self.most, name=given.name, size=given.size, sha256=given.sha256,
            **self.fields(request, given),
        )  # fmt: skip
        return created(upload_data(upload))

    def fields(self, request: Request, given: Any) -> dict[str, Any]:
        """What else the row holds: the folder, for one."""
        raise NotImplementedError


class OneUpload(ApiView):
    """`kind` is the model of uploads."""

    kind: Any
    parser_classes = [Raw]

    def get(self, request: Request, id: UUID) -> Response:
        return _answer(self._own(request, id))

    def patch(self, request: Request, id: UUID) -> Response:
        require(request.user, "accounts.upload")
        upload = self._own(request, id)
        offset = request.headers.get("Upload-Offset", "")
        if not (offset.isascii() and offset.isdecimal() and len(offset) <= 12):
            raise Invalid(fields={"Upload-Offset": [_("This header says at which byte the piece begins.")]})
        piece: Any = request.data
        if pieces.append(upload, int(offset), piece) < upload.size:
            return _answer(upload)
        run = self.prepare(request, upload, pieces.finished(upload))
        pieces.forget(upload)
        return Response({"job": run.pk}, status=202)

    def delete(self, request: Request, id: UUID) -> Response:
        pieces.forget(self._own(request, id))
        return no_content()

    def prepare(self, request: Request, upload: Any, spool: uploads.Spool) -> Any:
        """The run of the job that makes of the whole file what it is to become."""
        raise NotImplementedError

    def _own(self, request: Request, id: UUID) -> Any:
        return self.kind.objects.select_related("folder").seen(request.user, pk=id)


def _answer(upload: Any) -> Response:
    return Response(upload_data(upload), headers={"Upload-Offset": str(upload.received)})


def upload_data(upload: Any) -> dict[str, Any]:
    return {
        "id": upload.pk,
        "name": upload.name,
        "size": upload.size,
        "offset": upload.received,
        "folder": upload.folder_id,
        "piece": pieces.PIECE,
    }
