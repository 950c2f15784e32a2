"""The library as a whole over REST: its tags, where a map lies, many maps at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import path
from django.utils.translation import gettext as _
from msgspec import UNSET
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from config.api.errors import Invalid, NotFound
from config.api.views import ApiView, page_of
from maps import library, usages
from maps.api.base import folder_of, same
from maps.models import Map
from maps.serializers import BulkInput
from maps.tasks import tile_soon


class TagsView(ApiView):
    """The tags of your maps."""

    outputs = {"get": "Tags by name: {tag, maps}; `maps` is how many have it."}

    def get(self, request: Request) -> Response:
        return page_of(request, library.all_tags(request.user), same)


class UsageView(ApiView):
    """Where a map lies: in the rooms that you lead."""

    outputs = {
        "get": "{scenes, rooms}: `scenes` is in how many it lies anywhere, `rooms` those you lead: {id, name, scenes: "
        "[{id, name, active}]}."
    }

    def get(self, request: Request, id: UUID) -> Response:
        entry = Map.objects.seen(request.user, pk=id)
        return Response(
            {"scenes": usages.count([entry.pk])[entry.pk], "rooms": usages.known_to(request.user, entry.pk)}
        )


class TilesView(ApiView):
    """Cut a map into tiles that has none: one from before there were any, or one that could not be cut."""

    outputs = {"post": "202 {job}; or {tiling} of a map that has its tiles, is being cut or moves."}

    def post(self, request: Request, id: UUID) -> Response:
        entry = Map.objects.seen(request.user, pk=id)
        require(request.user, "maps.edit", entry)
        run = tile_soon(entry)
        return Response({"tiling": entry.tiling}) if run is None else Response({"job": run.pk}, status=202)


class BulkView(ApiView):
    """Move, tag, rename or delete up to 500 of your maps at once: all of them, or none."""

    inputs = {"post": BulkInput}
    outputs = {"post": "{maps, scenes}: how many maps it were, and in how many scenes they lie or, deleted, lay."}

    def post(self, request: Request) -> Response:
        given = self.read(BulkInput)
        with transaction.atomic():
            found = self._own(request, given.ids)
            if given.delete:
                return Response({"maps": len(found), "scenes": library.delete_all(found)})
            fields: dict[str, Any] = {}
            if given.folder is not UNSET:
                fields["folder"] = folder_of(request, given.folder or "")
            if given.tags is not UNSET:
                fields["tags"] = library.tags_of(given.tags)
            if set(given.names) - set(given.ids):
                raise Invalid(fields={"names": [_("Name only maps that are among the ids.")]})
            names = {id: name.strip() for id, name in given.names.items()}
            library.change_all(found, add=given.add, remove=given.remove, fields=fields, names=names)
            scenes = sum(usages.count([entry.pk for entry in found]).values())
        return Response({"maps": len(found), "scenes": scenes})

    @staticmethod
    def _own(request: Request, ids: list[UUID]) -> list[Map]:
        """Raises NotFound for a map one may not know of, Forbidden for one that is another's."""
        found = list(Map.objects.visible_to(request.user).filter(pk__in=ids).with_files())
        if len(found) != len(set(ids)):
            raise NotFound()
        for entry in found:
            require(request.user, "maps.edit", entry)
        return found


routes = [
    path("maps/tags", TagsView.as_view(), name="map-tags"),
    path("maps/bulk", BulkView.as_view(), name="maps-bulk"),
    path("maps/<uuid:id>/tiles", TilesView.as_view(), name="map-tiles"),
    path("maps/<uuid:id>/usage", UsageView.as_view(), name="map-usage"),
]
