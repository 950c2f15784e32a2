"""The pictures of placed maps over REST."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from config.api.views import ApiView
from scenes.pictures import placed_picture


class PlacedPicture(ApiView):
    """The picture of a placed map, with ranges, for whoever sees the map (members and displays)."""

    permission_classes = [AllowAny]

    def get(self, request: Request, scene_id: UUID, placed_id: UUID) -> HttpResponseBase:
        return placed_picture(request, scene_id, placed_id)


routes = [path("scenes/<uuid:scene_id>/maps/<uuid:placed_id>/picture", PlacedPicture.as_view())]
