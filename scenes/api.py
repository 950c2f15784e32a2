"""REST of scenes and displays: the same events as the socket's, through `perform`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpResponseBase
from django.urls import path, reverse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from config.api.errors import NotFound
from config.api.views import ApiView, created, no_content, page_of
from rooms.api.base import RoomView
from rooms.live import perform
from rooms.viewer import Viewer
from rooms.views import absolute, qr_svg
from scenes.displays import revoke
from scenes.models import Display, Scene
from scenes.pictures import placed_picture
from scenes.projections import scene as project
from scenes.serializers import DisplayIn, SceneChange, SceneIn


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


class SceneView(ApiView):
    def found(self, scene_id: UUID) -> tuple[Viewer, Scene]:
        """The scene with its viewer. Raises NotFound for whoever may not know it."""
        scene = Scene.objects.select_related("room").filter(pk=scene_id).first()
        viewer = Viewer.entering(scene.room, self.request.user) if scene else None
        if scene is None or viewer is None or project(viewer, scene) is None:
            raise NotFound()
        return viewer, scene


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


class PlacedPicture(ApiView):
    """The picture of a placed map, with ranges, for whoever sees the map (members and displays)."""

    permission_classes = [AllowAny]

    def get(self, request: Request, scene_id: UUID, placed_id: UUID) -> HttpResponseBase:
        return placed_picture(request, scene_id, placed_id)


class RoomDisplays(RoomView):
    """Screens of the room; POST answers with the address and its QR code, once: only a hash is kept."""

    inputs = {"post": DisplayIn}

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        return page_of(request, Display.objects.visible_to(viewer), display_row)

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(DisplayIn)
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        display, code = Display.set_up(viewer.room, name=given.name)
        url = absolute(request, reverse("display", args=[code]))
        return created({**display_row(display), "code": code, "url": url, "qr": qr_svg(url)})


class RoomDisplay(RoomView):
    def delete(self, request: Request, room_id: UUID, display_id: UUID) -> Response:
        """Ends a display at once."""
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        revoke(Display.objects.seen(viewer, pk=display_id))
        return no_content()


def display_row(display: Display) -> dict[str, Any]:
    return {"id": display.pk, "name": display.name, "created_at": display.created_at}


routes = [
    path("rooms/<uuid:room_id>/scenes", RoomScenes.as_view()),
    path("rooms/<uuid:room_id>/displays", RoomDisplays.as_view()),
    path("rooms/<uuid:room_id>/displays/<uuid:display_id>", RoomDisplay.as_view()),
    path("scenes/<uuid:scene_id>", SceneDetail.as_view()),
    path("scenes/<uuid:scene_id>/activate", SceneActivate.as_view()),
    path("scenes/<uuid:scene_id>/maps/<uuid:placed_id>/picture", PlacedPicture.as_view()),
]
