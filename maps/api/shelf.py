"""The library as a whole over REST: its tags, where a map lies, many maps at once."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.library import shelf
from accounts.library.bulk import Bulk
from accounts.rules import require
from config.api.views import ApiView, page_of
from maps import library, usages
from maps.api.base import same
from maps.models import Map, MapFolder
from maps.tasks import tile_soon


class TagsView(ApiView):
    """The tags of your maps."""

    outputs = {"get": "Tags by name: {tag, maps}; `maps` is how many have it."}

    def get(self, request: Request) -> Response:
        found = shelf.counted(Map.objects.owned_by(request.user))
        return page_of(request, [{"tag": tag, "maps": maps} for tag, maps in found], same)


class UsageView(ApiView):
    """Where a map lies: in the rooms that you lead."""

    outputs = {
        "get": "{scenes, rooms}: `rooms` are those you lead: {id, name, scenes: [{id, name, active}]}; `scenes` is in how "
        "many scenes it lies, of your own map in rooms of others too."
    }

    def get(self, request: Request, id: UUID) -> Response:
        entry = Map.objects.seen(request.user, pk=id)
        return Response(
            {"scenes": usages.count_for(request.user, entry), "rooms": usages.known_to(request.user, entry.pk)}
        )


class TilesView(ApiView):
    """Cut a map into tiles that has none: one from before there were any, or one that could not be cut."""

    outputs = {"post": "202 {job}; or {tiling} of a map that has its tiles, is being cut or moves."}

    def post(self, request: Request, id: UUID) -> Response:
        entry = Map.objects.seen(request.user, pk=id)
        require(request.user, "maps.edit", entry)
        run = tile_soon(entry)
        return Response({"tiling": entry.tiling}) if run is None else Response({"job": run.pk}, status=202)


class BulkView(Bulk):
    """Move, tag, rename or delete up to 500 of your maps at once: all of them, or none."""

    kind, folders, things, uses, may_edit = Map, MapFolder, "maps", "scenes", "maps.edit"
    change = staticmethod(library.change)
    remove = staticmethod(library.delete_all)
    count = staticmethod(usages.count)
    outputs = {"post": "{maps, scenes}: how many maps it were, and in how many scenes they lie or, deleted, lay."}


routes = [
    path("maps/tags", TagsView.as_view(), name="map-tags"),
    path("maps/bulk", BulkView.as_view(), name="maps-bulk"),
    path("maps/<uuid:id>/tiles", TilesView.as_view(), name="map-tiles"),
    path("maps/<uuid:id>/usage", UsageView.as_view(), name="map-usage"),
]
