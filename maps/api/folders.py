"""Folders of the library over REST."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count
from django.urls import path
from msgspec import UNSET
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from config.api.views import ApiView, created, page_of
from maps.api.base import folder_of
from maps.models import Map, MapFolder
from maps.projections import folder_data
from maps.serializers import FolderChange, FolderInput


class FoldersView(ApiView):
    """All your folders; `parent` says where each lies."""

    inputs = {"post": FolderInput}
    outputs = {"get": "Folders: {id, name, parent, maps}.", "post": "The new folder."}

    def get(self, request: Request) -> Response:
        folders = MapFolder.objects.visible_to(request.user).annotate(inside=Count("maps"))
        return page_of(request, folders.order_by("name", "id"), lambda folder: folder_data(folder, maps=folder.inside))

    def post(self, request: Request) -> Response:
        require(request.user, "accounts.upload")
        wanted = self.read(FolderInput)
        folder = MapFolder(owner=request.user, name=wanted.name.strip())
        folder.move_to(folder_of(request, wanted.parent or ""))
        return created(folder_data(folder, maps=0))


class FolderView(ApiView):
    """One folder: rename it, move it with what is in it, or delete it with what is in it."""

    inputs = {"patch": FolderChange}
    outputs = {
        "get": "The folder.",
        "patch": "The folder.",
        "delete": "{id, maps, scenes}: how many maps went with it, and in how many scenes they lay.",
    }

    def get(self, request: Request, id: UUID) -> Response:
        folder = MapFolder.objects.seen(request.user, pk=id)
        return Response(folder_data(folder, maps=folder.maps.count()))

    def patch(self, request: Request, id: UUID) -> Response:
        folder = MapFolder.objects.seen(request.user, pk=id)
        require(request.user, "maps.edit", folder)
        change = self.read(FolderChange)
        if change.name is not UNSET:
            folder.rename(change.name.strip())
        if change.parent is not UNSET:
            folder.move_to(folder_of(request, change.parent or ""))
        return Response(folder_data(folder, maps=folder.maps.count()))

    def delete(self, request: Request, id: UUID) -> Response:
        folder = MapFolder.objects.seen(request.user, pk=id)
        require(request.user, "maps.edit", folder)
        maps = Map.objects.filter(folder__in=folder.tree()).count()
        return Response({"id": id, "maps": maps, "scenes": folder.remove()})


routes = [
    path("map-folders", FoldersView.as_view(), name="map-folders"),
    path("map-folders/<uuid:id>", FolderView.as_view(), name="map-folder"),
]
