"""The picture of a universe over REST."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid, NotFound
from config.api.views import no_content
from config.files import ranges, uploads
from rooms.live import perform
from universes.api.base import UniverseView
from universes.importing import store_picture


class Picture(UniverseView):
    """The picture, for whoever may see the universe. PUT brings another one, multipart with `picture` (PNG JPEG WebP AVIF
    GIF, 4,096 pixels a side at most); DELETE takes it away.
    """

    parser_classes = [MultiPartParser]
    outputs = {"get": "The picture, with Range.", "put": "It is shown.", "delete": "There is none."}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        picture = self.found(id).picture
        if picture is None:
            raise NotFound()
        return ranges.serve(
            request, default_storage, picture.key, content_type=picture.content_type, filename="universe",
            etag=picture.pk.hex,
        )  # fmt: skip

    head = get

    def put(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        require(viewer, "universes.edit", None)
        require(request.user, "accounts.upload")
        pay(request, "upload")
        uploads.scratch()
        user: Any = request.user
        with uploads.disk_full_is_storage_full():
            sent: Any = request.data.get("picture")
        if not isinstance(sent, UploadedFile):
            raise Invalid(_("Choose a picture."), fields={"picture": [_("This field is required.")]})
        with closing(sent):
            file = store_picture(user, sent)
        try:
            perform(viewer, "universe.picture", {"picture": str(file.pk)}, internal=True)
        except BaseException:
            file.delete()
            raise
        return no_content()

    def delete(self, request: Request, id: UUID) -> Response:
        viewer = self.viewer(id)
        require(viewer, "universes.edit", None)
        perform(viewer, "universe.picture", {"picture": None}, internal=True)
        return no_content()


routes = [path("universes/<uuid:id>/picture", Picture.as_view(), name="universe-picture")]
