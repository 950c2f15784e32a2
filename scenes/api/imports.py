"""Scenes from files and into files over REST."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any
from uuid import UUID

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import StreamingHttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.views import created, no_content
from config.files import uploads
from config.files.streams import streamed
from maps.models import Map
from maps.words import told
from rooms.api.base import RoomView, identifier
from rooms.viewer import Viewer
from scenes.api.base import SceneView
from scenes.archive.exports import FORMATS, filename
from scenes.events.fields import SceneName
from scenes.imports import building, kept
from scenes.projections import scene as project
from scenes.tasks import import_scene


class Confirmation(msgspec.Struct, forbid_unknown_fields=True):
    """`map`: lay it on this map of the library instead of on its own picture."""

    confirm: bool
    name: SceneName | None = None
    map: UUID | None = None


class ImportView(RoomView):
    """Base: imports are for those who lead the room."""

    def leading(self, room_id: UUID) -> Viewer:
        viewer = self.viewer(room_id)
        require(viewer, "scenes.edit", viewer.room)
        return viewer


class Imports(ImportView):
    """Look at a scene of another program before it becomes one of this room. Nothing is built; it is kept an hour."""

    parser_classes = [MultiPartParser]
    outputs = {
        "post": "{id, format: uvtt|foundry|watabou|spelltable|dreamtable, name, size, grid, counts, report: [{code, count, "
        "text}], picture: map|sent|embedded|drawn|missing, picture_name, maps, lines: [[x1, y1, x2, y2, kind]], lights: "
        "[[x, y, radius]], expires_at}. Multipart: `file`, `picture`? when the file only names its own, or `map`?, a map "
        "of the library to lay it on.",
    }

    def post(self, request: Request, room_id: UUID) -> Response:
        viewer = self.leading(room_id)
        pay(request, "upload")
        uploads.scratch()
        with uploads.disk_full_is_storage_full():
            sent: Any = request.data
        file, picture = sent.get("file"), sent.get("picture")
        if not isinstance(file, UploadedFile):
            raise Invalid(_("Choose a file to import."), fields={"file": [_("This field is required.")]})
        with ExitStack() as files:
            files.callback(file.close)
            if isinstance(picture, UploadedFile):
                files.callback(picture.close)
            else:
                picture = None
            return created(kept.keep(viewer, file, picture, _map(viewer, sent.get("map"))))


def _map(viewer: Viewer, id: Any) -> Map | None:
    found: Map | None = Map.objects.seen(viewer.user, pk=identifier(str(id), "map")) if id else None
    return found


class Import(ImportView):
    """POST builds the scene, or answers 202 {job} when its pictures take longer; DELETE puts it away."""

    inputs = {"post": Confirmation}
    outputs = {
        "post": "{scene, report}; or 202 {job} while large pictures are prepared: ask jobs/{id}, its result is {scene}.",
        "delete": "Nothing of it is kept.",
    }

    def post(self, request: Request, room_id: UUID, import_id: UUID) -> Response:
        viewer = self.leading(room_id)
        given = self.read(Confirmation)
        if not given.confirm:
            raise Invalid(fields={"confirm": [_("Confirm that the scene is to be built.")]})
        if (made := building.done(viewer, import_id)) is not None:
            return created({"scene": project(viewer, made), "report": []})
        with uploads.workspace("import-") as directory:
            waiting = kept.Waiting(viewer, import_id, directory)
            reading, map = waiting.read(), waiting.map(given.map)
            if building.large(reading, map):
                return _in_a_job(viewer, import_id, given)
            report = reading.report | kept.left_out_of(reading, viewer.user)
            scene = building.build(waiting, reading, name=given.name, map=map)
        return created({"scene": project(viewer, scene), "report": told(report)})

    def delete(self, request: Request, room_id: UUID, import_id: UUID) -> Response:
        viewer = self.leading(room_id)
        with uploads.workspace("import-") as directory:
            kept.Waiting(viewer, import_id, directory).row.delete()
        return no_content()


def _in_a_job(viewer: Viewer, import_id: UUID, given: Confirmation) -> Response:
    with transaction.atomic():
        run = import_scene.enqueue(
            owner=viewer.user.pk,
            room=str(viewer.room.pk),
            waiting=str(import_id),
            name=given.name,
            map=str(given.map) if given.map else None,
        )
    return Response({"job": run.pk}, status=202)


class Export(SceneView):
    """A scene to take home, for those who lead: `?format=zip` (all of it with its pictures), `json` (the same without
    them) or `uvtt` (walls, doors, lights and the lowest map's picture, for other programs).
    """

    outputs = {"get": "The file."}

    def get(self, request: Request, scene_id: UUID) -> StreamingHttpResponse:
        viewer, scene = self.found(scene_id)
        require(viewer, "scenes.edit", viewer.room)
        name = request.query_params.get("format", "zip")
        if name not in FORMATS:
            raise Invalid(fields={"format": [_("Choose zip, json or uvtt.")]})
        write, extension, content_type = FORMATS[name]
        return streamed(request._request, write(scene), filename=filename(scene, extension), content_type=content_type)


routes = [
    path("rooms/<uuid:room_id>/imports", Imports.as_view()),
    path("rooms/<uuid:room_id>/imports/<uuid:import_id>", Import.as_view()),
    path("scenes/<uuid:scene_id>/export", Export.as_view()),
]
