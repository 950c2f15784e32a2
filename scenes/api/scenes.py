"""REST of scenes: the same events as the socket's, through `perform`."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.views import created, no_content, page_of
from rooms.api.base import RoomView
from rooms.live import perform
from scenes.api.base import SceneView
from scenes.models import Scene
from scenes.projections import scene as project
from scenes.serializers import SceneChange, SceneIn


class RoomScenes(RoomView):
    """The scenes of a room that one may know; POST prepares a new one."""

    inputs = {"post": SceneIn}

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        return page_of(request, Scene.objects.visible_to(viewer), lambda scene: project(viewer, scene))

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(SceneIn)
        viewer = self.viewer(room_id)
        outcome = perform(viewer, "scene.create", {"name": given.name, "folder": given.folder})
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


routes = [
    path("rooms/<uuid:room_id>/scenes", RoomScenes.as_view()),
    path("scenes/<uuid:scene_id>", SceneDetail.as_view()),
    path("scenes/<uuid:scene_id>/activate", SceneActivate.as_view()),
]
