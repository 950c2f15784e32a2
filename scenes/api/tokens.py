"""REST of tokens: their pictures."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import StoredFile
from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.views import created, no_content
from config.files import uploads
from rooms.live import perform
from scenes.api.base import SceneView
from scenes.models import Token
from scenes.projections import token as project
from scenes.token_pictures import take_in, token_picture


def uploaded(request: Request) -> StoredFile:
    """The picture `file` of a multipart form, taken in. Raises Invalid without one, and what re-encoding raises."""
    pay(request, "upload")
    uploads.scratch()
    with uploads.disk_full_is_storage_full():
        file: Any = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Invalid(_("Please choose a picture."), fields={"file": [_("Please choose a picture.")]})
    # Closed here, because Django does not close a request whose sender has gone before the answer.
    with closing(file):
        return take_in(request.user, file)


class TokenPicture(SceneView):
    """What a token shows, for whoever sees the token (members and displays). POST takes a picture of at most 25 MB as
    `file` of a multipart form; DELETE leaves the token with its character's portrait.
    """

    parser_classes = [MultiPartParser]
    permission_classes = [AllowAny]
    outputs = {"get": "The picture itself.", "post": "The token."}

    def get(self, request: Request, scene_id: UUID, token_id: UUID) -> HttpResponseBase:
        return token_picture(request, scene_id, token_id)

    def post(self, request: Request, scene_id: UUID, token_id: UUID) -> Response:
        viewer, scene = self.found(scene_id)
        require(viewer, "scenes.edit", viewer.room)
        token = Token.objects.filter(scene=scene).seen(viewer, pk=token_id)
        picture = uploaded(request)
        perform(viewer, "token.picture", {"token": str(token.pk), "picture": str(picture.pk)})
        return created(project(viewer, Token.objects.select_related("scene").get(pk=token.pk)))

    def delete(self, request: Request, scene_id: UUID, token_id: UUID) -> Response:
        viewer, scene = self.found(scene_id)
        require(viewer, "scenes.edit", viewer.room)
        token = Token.objects.filter(scene=scene).seen(viewer, pk=token_id)
        perform(viewer, "token.picture", {"token": str(token.pk), "picture": None})
        return no_content()


routes = [path("scenes/<uuid:scene_id>/tokens/<uuid:token_id>/picture", TokenPicture.as_view())]
