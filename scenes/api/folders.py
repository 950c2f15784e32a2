"""Folders of a room's scenes over REST."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from django.urls import path
from msgspec import Meta
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from config.api.views import created, page_of
from rooms.api.base import RoomView
from rooms.live import perform
from scenes import folders
from scenes.models import Scene

Path = Annotated[str, Meta(min_length=1, max_length=folders.LONGEST)]


class FolderIn(msgspec.Struct, forbid_unknown_fields=True):
    path: Path


class FolderMove(msgspec.Struct, forbid_unknown_fields=True):
    path: Path
    to: Path


class SceneFolders(RoomView):
    """The folders of a room's scenes, for those who lead it. A folder is named by its path, "The tomb/Second level"."""

    inputs = {"post": FolderIn, "patch": FolderMove, "delete": FolderIn}
    outputs = {
        "get": "Folders: {path, name, parent, scenes}, by path; `scenes` counts those in this very folder.",
        "post": "The folder; those above it are made with it.",
        "patch": "The folder under its new path `to`: renamed, or moved with what is in it.",
        "delete": "{path, scenes}: the folder goes with its folders, and so many scenes.",
    }

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        require(viewer, "scenes.edit", viewer.room)
        held = list(Scene.objects.filter(room=viewer.room).values_list("folder", flat=True))
        return page_of(request, folders.paths(viewer.room), lambda path: row(path, held.count(path)))

    def post(self, request: Request, room_id: UUID) -> Response:
        given = self.read(FolderIn)
        outcome = perform(self.viewer(room_id), "scene.folder_create", {"path": given.path})
        return created(row(outcome.made[-1].path))  # type: ignore[attr-defined]

    def patch(self, request: Request, room_id: UUID) -> Response:
        given = self.read(FolderMove)
        perform(self.viewer(room_id), "scene.folder_rename", msgspec.to_builtins(given))
        return Response(row(folders.cleaned(given.to)))

    def delete(self, request: Request, room_id: UUID) -> Response:
        given = self.read(FolderIn)
        viewer = self.viewer(room_id)
        held = folders.inside(viewer.room, given.path)[1] if viewer.leads else []
        perform(viewer, "scene.folder_delete", {"path": given.path})
        return Response({"path": given.path, "scenes": len(held)})


def row(path: str, scenes: int | None = None) -> dict[str, object]:
    parent, _slash, name = path.rpartition("/")
    shown: dict[str, object] = {"path": path, "name": name, "parent": parent}
    return shown if scenes is None else {**shown, "scenes": scenes}


routes = [path("rooms/<uuid:room_id>/scene-folders", SceneFolders.as_view())]
