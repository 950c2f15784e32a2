"""The library over REST: upload, list, rename, move, grid, delete; folders; the pictures themselves."""

from __future__ import annotations

from contextlib import closing
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from msgspec import UNSET
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library import shelf
from accounts.models import SiteSettings, StoredFile
from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import Invalid
from config.api.parsers import Json
from config.api.views import ApiView, created, page_of
from config.files import images, ranges, uploads
from maps import library, usages
from maps.api.base import folder_of, same
from maps.intake import Upload
from maps.models import Map, MapFolder
from maps.naming import MAX_NAME
from maps.projections import map_data
from maps.serializers import MapChange
from maps.tasks import in_a_job

ORDERS = {"name": ("name", "id"), "-name": ("-name", "id"), "new": ("-created_at", "id")}


class MapsView(ApiView):
    """Your maps: `?folder=<id>` or `?folder=top` for one folder, `?q=` for a part of the name or of a tag, `?tag=`,
    `?media=picture|animated|video`, `?duplicates=1` for files that came more than once, `?order=name|-name|new`.
    """

    parser_classes = [MultiPartParser, Json]
    outputs = {
        "get": "Maps: {id, name, folder, width, height, animated, media, tags, tiling, source, size, picture, thumbnail, "
        "grid, placement, has, scenes}; meta.storage is {used, quota} in bytes.",
        "post": "The map with `duplicate_of`, the id of one made from the same file or null; or 202 {job} while a picture over 4,096 px is prepared: ask jobs/{id}, its result is {map}. "
        "Multipart: `file` (PNG JPEG WebP AVIF GIF or Universal VTT, 500 MB at most), `folder`?",
    }

    def get(self, request: Request) -> Response:
        own = Map.objects.owned_by(request.user)
        maps = own.with_files()
        folder = request.query_params.get("folder", "")
        if folder:
            maps = maps.filter(folder=None if folder == "top" else folder_of(request, folder))
        if words := request.query_params.get("q", "").replace("\x00", "").strip()[:MAX_NAME]:
            maps = maps.filter(Q(name__icontains=words) | Q(pk__in=shelf.with_words_in_tags(own, words)))
        if tag := request.query_params.get("tag", ""):
            maps = maps.filter(pk__in=shelf.with_tag(own, tag))
        if media := request.query_params.get("media", ""):
            maps = maps.filter(media=media)
        order = ORDERS.get(request.query_params.get("order", ""), ("name", "id"))
        if request.query_params.get("duplicates") == "1":
            maps, order = shelf.duplicates(maps, own), ("content_sha256", "created_at", "id")
        response = page_of(request, maps.order_by(*order), same)
        used = usages.count([entry.pk for entry in response.data])
        response.data = [map_data(entry, scenes=used[entry.pk]) for entry in response.data]
        storage = {"used": request.user.storage_used, "quota": request.user.storage_quota}
        response.meta["storage"] = storage  # type: ignore[attr-defined]
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
            return self._take(request, file, folder_of(request, request.data.get("folder") or ""))

    @staticmethod
    def _take(request: Request, file: UploadedFile, folder: MapFolder | None) -> Response:
        name, limit = file.name or "map", SiteSettings.current().upload_limit("map", images.KINDS["map"].max_bytes)
        with uploads.workspace() as directory, uploads.spooled(file, max_bytes=limit) as spool:
            upload = Upload(spool.path, name, directory)
            if upload.slow:
                return Response({"job": in_a_job(request.user, spool, folder, name).pk}, status=202)
            entry = upload.keep(owner=request.user, folder=folder, sha256=spool.sha256)
        return created({**map_data(entry, scenes=0, whole=True), "duplicate_of": shelf.twin(entry)})


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
        fields: dict[str, Any] = {}
        if change.name is not UNSET:
            fields["name"] = change.name.strip()
        if change.folder is not UNSET:
            fields["folder"] = folder_of(request, change.folder or "")
        if change.tags is not UNSET:
            fields["tags"] = shelf.tags_of(change.tags)
        if change.grid is not UNSET:
            fields |= _grid(change.grid)
        if change.placement is not UNSET:
            fields |= _given(change.placement, ("x", "y", "scale", "rotation", "hidden"))
        library.change(entry, **fields)
        return self._answer(entry)

    def delete(self, request: Request, id: UUID) -> Response:
        entry = Map.objects.with_files().seen(request.user, pk=id)
        require(request.user, "maps.edit", entry)
        return Response({"id": id, "scenes": entry.remove()})

    def _answer(self, entry: Map) -> Response:
        return Response(map_data(entry, scenes=usages.count_for(self.request.user, entry), whole=True))


def _grid(grid: Any) -> dict[str, Any]:
    fields = _given(grid, ("offset_x", "offset_y"))
    if grid.type is not UNSET:
        fields["grid_type"] = grid.type
    if grid.size is not UNSET:
        fields["cell_width"] = fields["cell_height"] = grid.size
    if grid.size_y is not UNSET:
        fields["cell_height"] = grid.size_y
    return fields


def _given(change: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(change, name)) is not UNSET}


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


routes = [
    path("maps", MapsView.as_view(), name="maps"),
    path("maps/<uuid:id>", MapView.as_view(), name="map"),
    path("maps/<uuid:id>/picture", FileView.as_view(file="picture"), name="map-picture"),
    path("maps/<uuid:id>/thumbnail", FileView.as_view(file="thumbnail"), name="map-thumbnail"),
]
