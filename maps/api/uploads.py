"""Maps that come in pieces, over REST."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework.request import Request

from accounts.library.incoming import AllUploads, OneUpload
from config.files import images
from config.files.uploads import Spool
from maps.api.base import folder_of
from maps.models import MapUpload
from maps.tasks import in_a_job


class UploadsView(AllUploads):
    """Files of yours that are on their way in pieces; POST announces one."""

    kind, most = MapUpload, images.KINDS["map"].max_bytes
    outputs = {
        "get": "Uploads: {id, name, size, offset, folder, piece}.",
        "post": "The upload. Send its bytes with PATCH in pieces of at most `piece` bytes. 507 when your quota has no room.",
    }

    def fields(self, request: Request, given: Any) -> dict[str, Any]:
        return {"folder": folder_of(request, given.folder or "")}


class UploadView(OneUpload):
    """One upload: GET says where to go on, PATCH sends the next piece, DELETE cancels."""

    kind = MapUpload
    outputs = {
        "get": "The upload; `offset` is how many bytes are there. Also as the header Upload-Offset.",
        "patch": "The upload; after the last piece 202 {job} as for any map: ask jobs/{id}, its result is {map}. The "
        "header Upload-Offset says where the piece (application/offset+octet-stream, 8 MB at most) begins; 409 with "
        "state.offset for another place, 422 when the whole is not what was announced.",
        "delete": "Nothing: what came is forgotten.",
    }

    def prepare(self, request: Request, upload: Any, spool: Spool) -> Any:
        return in_a_job(request.user, spool, upload.folder, upload.name)


routes = [
    path("maps/uploads", UploadsView.as_view(), name="map-uploads"),
    path("maps/uploads/<uuid:id>", UploadView.as_view(), name="map-upload"),
]
