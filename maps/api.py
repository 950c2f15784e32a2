"""The library over REST: upload, list, rename, move, grid, delete; folders; the pictures themselves."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from msgspec import UNSET
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import StoredFile
from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.parsers import Json
from config.api.views import ApiView, created, page_of
from config.files import images, ranges, uploads
from maps import usages
from maps.intake import Upload
from maps.models import Map, MapFolder
from maps.naming import MAX_NAME
from maps.projections import folder_data, map_data
from maps.serializers import FolderChange, FolderInput, MapChange
from maps.tasks import INCOMING, prepare_map

ORDERS = {"name": ("name", "id"), "-name": ("-name", "id"), "new": ("-created_at", "id")}


class MapsView(ApiView):
    """Your maps: `?folder=<id>` or `?folder=top` for one folder, `?q=` for a part of the name, `?order=name|-name|new`."""

    parser_classes = [MultiPartParser, Json]
    outputs = {
        "get": "Maps: {id, name, folder, width, height, animated, source, size, picture, thumbnail, grid, placement, "
        "has, scenes}.",
        "post": "The map; or 202 {job} while a picture over 4,096 px is prepared: ask jobs/{id}, its result is {map}. "
        "Multipart: `file` (PNG JPEG WebP AVIF GIF or Universal VTT, 500 MB at most), `folder`?",
    }

    def get(self, request: Request) -> Response:
        maps = Map.objects.owned_by(request.user).with_files()
        folder = request.query_params.get("folder", "")
        if folder:
            maps = maps.filter(folder=None if folder == "top" else _folder(request, folder))
        if words := request.query_params.get("q", "").replace("\x00", "").strip():
            maps = maps.filter(name__icontains=words[:MAX_NAME])
        response = page_of(
            request, maps.order_by(*ORDERS.get(request.query_params.get("order", ""), ("name", "id"))), _same
        )
        used = usages.count([entry.pk for entry in response.data])
        response.data = [map_data(entry, scenes=used[entry.pk]) for entry in response.data]
        return response

    def post(self, request: Request) -> Response:
        pay(request, "upload")
        require(request.user, "accounts.upload")
        uploads.scratch()
        with uploads.disk_full_is_storage_full():
            file = request.data.get("file")
        if not isinstance(file, UploadedFile):
            raise Invalid(_("Choose a file to upload."), fields={"file": [_("This field is required.")]})
        # Closed here, because Django does not close a request whose sender has gone before the answer.
        with closing(file):
            return self._take(request, file, _folder(request, request.data.get("folder") or ""))

    @staticmethod
    def _take(request: Request, file: UploadedFile, folder: MapFolder | None) -> Response:
        name, limit = file.name or "map", images.KINDS["map"].max_bytes
        with uploads.workspace() as directory, uploads.spooled(file, max_bytes=limit) as spool:
            upload = Upload(spool.path, name, directory)
            if upload.header.large:
                return _in_a_job(request, spool, folder, name)
            entry = upload.keep(owner=request.user, folder=folder)
        return created(map_data(entry, scenes=0, whole=True))


def _in_a_job(request: Request, spool: uploads.Spool, folder: MapFolder | None, filename: str) -> Response:
    with transaction.atomic():
        incoming = StoredFile.objects.store(
            spool.path, owner=request.user, kind=INCOMING, sha256=spool.sha256, size=spool.size,
            content_type="application/octet-stream", extension="upload",
        )  # fmt: skip
        run = prepare_map.enqueue(
            owner=request.user.pk,
            incoming=str(incoming.pk),
            folder=str(folder.pk) if folder else None,
            filename=filename[:250],
        )
    return Response({"job": run.pk}, status=202)


class MapView(ApiView):
    """One map with its structure. Co-GMs of rooms that use it may read it; the owner may change it."""

    inputs = {"patch": MapChange}
    outputs = {
        "get": "The map with `structure` {walls, object_walls, doors, lights, ambient} in pixels, and `report`: what the "
        "import left out.",
        "patch": "The map. A rename breaks nothing: scenes use maps by id; `scenes` says how many.",
        "delete": "{id, scenes}: in how many scenes it lay. It is taken off their tables.",
    }

    def get(self, request: Request, id: UUID) -> Response:
        return self._answer(Map.objects.with_files().seen(request.user, pk=id))

    def patch(self, request: Request, id: UUID) -> Response:
        entry = Map.objects.with_files().seen(request.user, pk=id)
        require(request.user, "maps.edit", entry)
        change = self.read(MapChange)
        if change.name is not UNSET:
            entry.name = change.name.strip()
        if change.folder is not UNSET:
            entry.folder = _folder(request, change.folder or "")
        if change.grid is not UNSET:
            _change_grid(entry, change.grid)
        if change.placement is not UNSET:
            _set_given(entry, change.placement, ("x", "y", "scale", "rotation", "hidden"))
        entry.save()
        return self._answer(entry)

    def delete(self, request: Request, id: UUID) -> Response:
        entry = Map.objects.with_files().seen(request.user, pk=id)
        require(request.user, "maps.edit", entry)
        return Response({"id": id, "scenes": entry.remove()})

    @staticmethod
    def _answer(entry: Map) -> Response:
        return Response(map_data(entry, scenes=usages.count([entry.pk])[entry.pk], whole=True))


def _change_grid(entry: Map, grid: Any) -> None:
    if grid.type is not UNSET:
        entry.grid_type = grid.type
    if grid.size is not UNSET:
        entry.cell_width = entry.cell_height = grid.size
    if grid.size_y is not UNSET:
        entry.cell_height = grid.size_y
    _set_given(entry, grid, ("offset_x", "offset_y"))


def _set_given(entry: Map, change: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if (value := getattr(change, name)) is not UNSET:
            setattr(entry, name, value)


class FileView(ApiView):
    """The picture of a map, or its thumbnail: ETag, Range, and the library's own types only."""

    file = "picture"
    outputs = {"get": "The file itself, with Range."}

    def get(self, request: Request, id: UUID) -> HttpResponseBase:
        entry = Map.objects.with_files().seen(request.user, pk=id)
        file: StoredFile = getattr(entry, self.file)
        # With ?v= of its content the address names these bytes for ever; the browser need not ask again.
        fresh = file.sha256.startswith(request.query_params.get("v") or "-")
        return ranges.serve(
            request,
            default_storage,
            file.key,
            content_type=file.content_type,
            filename=f"{entry.name}.{file.key.rsplit('.', 1)[-1]}",
            etag=file.sha256,
            max_age=3600 if fresh else 0,
        )

    head = get


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
        folder.move_to(_folder(request, wanted.parent or ""))
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
            folder.move_to(_folder(request, change.parent or ""))
        return Response(folder_data(folder, maps=folder.maps.count()))

    def delete(self, request: Request, id: UUID) -> Response:
        folder = MapFolder.objects.seen(request.user, pk=id)
        require(request.user, "maps.edit", folder)
        maps = Map.objects.filter(folder__in=folder.tree()).count()
        return Response({"id": id, "maps": maps, "scenes": folder.remove()})


def _folder(request: Request, id: UUID | str) -> MapFolder | None:
    """The asker's own folder; None for the top level. Raises NotFound, and Invalid for what is no id."""
    if not id:
        return None
    try:
        wanted = UUID(str(id))
    except ValueError:
        raise Invalid(fields={"folder": [_("This is not a folder.")]}) from None
    return MapFolder.objects.seen(request.user, pk=wanted)


def _same(entry: Any) -> Any:
    return entry


routes = [
    path("maps", MapsView.as_view(), name="maps"),
    path("maps/<uuid:id>", MapView.as_view(), name="map"),
    path("maps/<uuid:id>/picture", FileView.as_view(file="picture"), name="map-picture"),
    path("maps/<uuid:id>/thumbnail", FileView.as_view(file="thumbnail"), name="map-thumbnail"),
    path("map-folders", FoldersView.as_view(), name="map-folders"),
    path("map-folders/<uuid:id>", FolderView.as_view(), name="map-folder"),
]
