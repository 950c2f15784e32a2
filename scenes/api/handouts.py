"""Handouts over REST: their pictures come and go here, the rest is as at the live table."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid, NotFound
from config.api.inputs import decode
from config.api.views import ApiView, created, no_content, page_of
from config.files import uploads
from rooms.api.base import RoomView
from rooms.live import perform
from rooms.viewer import Viewer
from scenes.events.fields import Layer, SceneName
from scenes.eyes import askers
from scenes.handouts import serve, take_in
from scenes.models import Handout
from scenes.projections.handouts import handout as project
from scenes.projections.handouts import shown


class HandoutIn(msgspec.Struct, forbid_unknown_fields=True):
    name: SceneName
    scene: UUID | None = None


class HandoutChange(msgspec.Struct, forbid_unknown_fields=True):
    name: SceneName | UnsetType = UNSET
    scene: UUID | None | UnsetType = UNSET
    order: Layer | UnsetType = UNSET
    shared: Literal["none", "all", "named"] | UnsetType = UNSET
    readers: Annotated[list[UUID], Meta(max_length=50)] | UnsetType = UNSET


class Handouts(RoomView):
    """The handouts one may see. POST adds one, which nobody else sees until it is shared."""

    parser_classes = [MultiPartParser]
    outputs = {
        "get": "Handouts: {id, name, url, preview, width, height, shared}; for those who lead also {of_scene, order, readers}.",
        "post": "The handout. Multipart: `picture` (PNG JPEG WebP AVIF GIF, 25 MB at most), `name`, `scene`?",
    }

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        return page_of(request, Handout.objects.visible_to(viewer), lambda one: row(viewer, one))

    def post(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "scenes.edit", viewer.room)
        pay(request, "upload")
        uploads.scratch()
        with uploads.disk_full_is_storage_full():
            sent: Any = request.data
        picture = sent.get("picture")
        if not isinstance(picture, UploadedFile):
            raise Invalid(_("Choose a picture."), fields={"picture": [_("This field is required.")]})
        with closing(picture):
            words = {name: text for name in ("name", "scene") if (text := sent.get(name))}
            given = decode(HandoutIn, words)
            return created(row(viewer, take_in(viewer, picture, name=given.name, scene=given.scene)))


def row(viewer: Viewer, handout: Handout) -> dict[str, Any]:
    """As this viewer sees it, who was allowed to find it."""
    return project(viewer, handout) or shown(viewer, handout)


class HandoutDetail(RoomView):
    """One handout: rename it, put it to a scene, show it (`shared`, `readers`), delete it."""

    inputs = {"patch": HandoutChange}
    outputs = {"get": "The handout.", "patch": "The handout.", "delete": "It is gone from everybody's table."}

    def found(self, room_id: UUID, handout_id: UUID) -> tuple[Viewer, Handout]:
        viewer = self.viewer(room_id)
        return viewer, Handout.objects.seen(viewer, pk=handout_id)

    def get(self, request: Request, room_id: UUID, handout_id: UUID) -> Response:
        return Response(row(*self.found(room_id, handout_id)))

    def patch(self, request: Request, room_id: UUID, handout_id: UUID) -> Response:
        given = msgspec.to_builtins(self.read(HandoutChange))
        viewer, handout = self.found(room_id, handout_id)
        this = {"handout": str(handout.pk)}
        share = {name: given.pop(name) for name in ("shared", "readers") if name in given}
        if share:
            perform(viewer, "handout.share", {**this, "shared": handout.shared, **share})
        if given or not share:
            perform(viewer, "handout.update", {**this, **given})
        handout.refresh_from_db()
        return Response(row(viewer, handout))

    def delete(self, request: Request, room_id: UUID, handout_id: UUID) -> Response:
        viewer, handout = self.found(room_id, handout_id)
        perform(viewer, "handout.delete", {"handout": str(handout.pk)})
        return no_content()


class HandoutPicture(ApiView):
    """The picture, for whom it is shown to now, members and displays. `?preview=1` for a small one."""

    permission_classes = [AllowAny]
    outputs = {"get": "The picture, with Range."}

    def get(self, request: Request, room_id: UUID, handout_id: UUID) -> HttpResponseBase:
        rows = Handout.objects.filter(pk=handout_id, room=room_id)
        handout = rows.select_related("picture", "preview", "room").first()
        if handout is None or not any(rows.visible_to(one).exists() for one in askers(request, handout.room)):
            raise NotFound()
        return serve(request, handout, preview=bool(request.query_params.get("preview")))

    head = get


routes = [
    path("rooms/<uuid:room_id>/handouts", Handouts.as_view()),
    path("rooms/<uuid:room_id>/handouts/<uuid:handout_id>", HandoutDetail.as_view()),
    path("rooms/<uuid:room_id>/handouts/<uuid:handout_id>/picture", HandoutPicture.as_view()),
]
