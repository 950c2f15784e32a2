"""The pictures of placed maps over REST."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from config.api.views import ApiView
from scenes.pictures import placed_picture, placed_tile


class PlacedPicture(ApiView):
    """The picture of a placed map, with ranges, for whoever sees the map (members and displays)."""

    permission_classes = [AllowAny]

    def get(self, request: Request, scene_id: UUID, placed_id: UUID) -> HttpResponseBase:
        return placed_picture(request, scene_id, placed_id)


class PlacedTile(ApiView):
    """A tile of a placed map as one may see it: what is not known to the asker's side is one colour. 204: none of it is.

    `eyes` is "gm", "all" or a player's id in hex, as the map's own `tiles.url` says; `z` 0 is full size.
    """

    permission_classes = [AllowAny]

    def get(
        self, request: Request, scene_id: UUID, placed_id: UUID, eyes: str, z: int, x: int, y: int
    ) -> HttpResponseBase:
        return placed_tile(request, scene_id, placed_id, eyes, (z, x, y))


routes = [
    path("scenes/<uuid:scene_id>/maps/<uuid:placed_id>/picture", PlacedPicture.as_view()),
    path("scenes/<uuid:scene_id>/maps/<uuid:placed_id>/tiles/<str:eyes>/<int:z>/<int:x>/<int:y>", PlacedTile.as_view()),
]
