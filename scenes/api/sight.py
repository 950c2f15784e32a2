"""REST of what is seen: the mask of what is explored, and what a token sees in words."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import NotFound
from config.api.views import ApiView
from scenes.api.base import SceneView
from scenes.explored import explored_picture
from scenes.models import Token
from scenes.projections import token as project
from scenes.told import told


class ExploredMask(ApiView):
    """What is known of the scene as a picture: white is known, a pixel is a cell of the mask. Where it lies, the kind
    `sight` says; `eyes` is "all" or a player's id in hex, as its `url` has it.
    """

    permission_classes = [AllowAny]

    def get(self, request: Request, scene_id: UUID, eyes: str) -> HttpResponseBase:
        return explored_picture(request, scene_id, eyes)


class TokenSees(SceneView):
    """The tokens that a token sees, the nearest first, with distance, direction and light; for whoever moves the token."""

    def get(self, request: Request, scene_id: UUID, token_id: UUID) -> Response:
        pay(request, "command")
        viewer, scene = self.found(scene_id)
        token = Token.objects.select_related("character").seen(viewer, pk=token_id, scene=scene)
        token.scene = scene
        if project(viewer, token) is None:
            raise NotFound()
        require(viewer, "scenes.see_through", token)
        return Response(told(viewer, token))


routes = [
    path("scenes/<uuid:scene_id>/explored/<str:eyes>", ExploredMask.as_view()),
    path("scenes/<uuid:scene_id>/tokens/<uuid:token_id>/sees", TokenSees.as_view()),
]
