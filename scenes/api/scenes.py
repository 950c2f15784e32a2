"""REST of scenes: the same events as the socket's, through `perform`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from config.api.views import created, no_content, page_of
from config.files.ranges import HEADERS
from rooms.api.base import RoomView
from rooms.live import perform
from rooms.viewer import Viewer
from scenes.api.base import SceneView
from scenes.archive import sounds
from scenes.archive.schema import Document
from scenes.archive.writing import document_of
from scenes.events.copies import SceneImport
from scenes.models import Scene
from scenes.projections import scene as project
from scenes.serializers import Copy, Order, SceneChange, SceneIn
from scenes.thumbnails import thumbnail


class RoomScenes(RoomView):
    """The scenes of a room that one may know; POST prepares a new one."""

    inputs = {"post": SceneIn}

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        return page_of(request, Scene.objects.visible_to(viewer), lambda scene: project(viewer, scene))

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(SceneIn)
        viewer = self.viewer(room_id)
        if given.document is None:
            outcome = perform(viewer, "scene.create", {"name": given.name, "folder": given.folder})
        else:
            wanted = from_document(viewer, given.document, name=given.name, folder=given.folder)
            outcome = perform(viewer, wanted[0], wanted[1], internal=True)
        return created(project(viewer, outcome.made[0]))


class SceneDetail(SceneView):
    """One scene; PATCH changes what is named, DELETE takes it with what lies in it."""

    inputs = {"patch": SceneChange}

    def get(self, request: Request, scene_id: UUID) -> Response:
        viewer, scene = self.found(scene_id)
        return Response(project(viewer, scene))

    def patch(self, request: Request, scene_id: UUID) -> Response:
        given = msgspec.to_builtins(self.read(SceneChange))
        viewer, scene = self.found(scene_id)
        perform(viewer, "scene.update", {"scene": str(scene.pk), **given})
        scene.refresh_from_db()
        return Response(project(viewer, scene))

    def delete(self, request: Request, scene_id: UUID) -> Response:
        viewer, scene = self.found(scene_id)
        perform(viewer, "scene.delete", {"scene": str(scene.pk)})
        return no_content()


class SceneActivate(SceneView):
    """Put the scene on the table."""

    def post(self, request: Request, scene_id: UUID) -> Response:
        viewer, scene = self.found(scene_id)
        perform(viewer, "scene.activate", {"scene": str(scene.pk)})
        scene.refresh_from_db()
        return Response(project(viewer, scene))


class SceneCopy(SceneView):
    """Make a copy of the scene with everything in it; with `explored` also what was explored."""

    inputs = {"post": Copy}
    outputs = {"post": "The new scene."}

    def post(self, request: Request, scene_id: UUID) -> Response:
        given = self.read(Copy)
        viewer, scene = self.found(scene_id)
        wanted: dict[str, Any] = {"scene": str(scene.pk), "explored": given.explored}
        if given.name is not None:
            wanted["name"] = given.name
        return created(project(viewer, perform(viewer, "scene.duplicate", wanted).made[0]))


class SceneOrder(RoomView):
    """Put scenes in order: the first of the list comes first."""

    inputs = {"post": Order}
    outputs = {"post": "The scenes in their order."}

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(Order)
        viewer = self.viewer(room_id)
        perform(viewer, "scene.order", {"scenes": [str(id) for id in given.scenes]})
        return page_of(request, Scene.objects.visible_to(viewer), lambda scene: project(viewer, scene))


class SceneDocument(SceneView):
    """All of a scene as data, for those who lead: what POST to the room's scenes makes one of again."""

    outputs = {
        "get": "The document: {format, version, scene, maps, tokens, walls, lights, fog_shapes, areas, drawings, ...}."
    }

    def get(self, request: Request, scene_id: UUID) -> Response:
        viewer, scene = self.found(scene_id)
        require(viewer, "scenes.edit", viewer.room)
        return Response(msgspec.to_builtins(document_of(scene, lambda thing: str(thing.pk))))


class SceneThumbnail(SceneView):
    """A small picture of the scene's maps: all of them for those who lead; for others what everybody sees of the scene on
    the table, and 204 where a part of it is kept from them.
    """

    outputs = {"get": "A WebP, at most 480 x 270 px; 204 without one."}

    def get(self, request: Request, scene_id: UUID) -> HttpResponse:
        viewer, scene = self.found(scene_id)
        tag = request.headers.get("If-None-Match", "").removeprefix("W/").strip('"')
        made = thumbnail(viewer, scene, unless=tag)
        if made is None:
            answer = HttpResponse(status=204)
        elif not made.content:
            answer = HttpResponse(status=304, headers={"ETag": f'"{made.etag}"'})
        else:
            answer = HttpResponse(made.content, content_type="image/webp", headers={"ETag": f'"{made.etag}"'})
        answer.headers["Cache-Control"] = "private, no-cache"
        for name in ("Vary", "X-Content-Type-Options", "Cross-Origin-Resource-Policy"):
            answer.headers[name] = HEADERS[name]
        return answer


def from_document(viewer: Viewer, document: Document, *, name: str, folder: str) -> tuple[str, SceneImport.Input]:
    """The command that makes a scene of `document`, whose files are named by the ids of this server's own."""
    require(viewer, "scenes.edit", viewer.room)
    maps = {one.file: id for one in document.maps if (id := _id(one.file))}
    named = [one.file for one in document.tokens] + [one.file for one in document.handouts]
    pictures = {name: id for name in named if (id := _id(name))}
    heard = sounds.in_library(viewer.user, document) | {
        file: id for file in sounds.named(document) if (id := _id(file))
    }
    wanted = SceneImport.Input(
        name=name, folder=folder, document=document, maps=maps, sounds=heard, pictures=pictures, previews=pictures,
        shared=True,
    )  # fmt: skip
    return SceneImport.type, wanted


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


routes = [
    path("rooms/<uuid:room_id>/scenes/order", SceneOrder.as_view()),
    path("scenes/<uuid:scene_id>/copy", SceneCopy.as_view()),
    path("scenes/<uuid:scene_id>/document", SceneDocument.as_view()),
    path("scenes/<uuid:scene_id>/thumbnail", SceneThumbnail.as_view()),
    path("rooms/<uuid:room_id>/scenes", RoomScenes.as_view()),
    path("scenes/<uuid:scene_id>", SceneDetail.as_view()),
    path("scenes/<uuid:scene_id>/activate", SceneActivate.as_view()),
]
