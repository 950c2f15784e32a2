"""REST of displays: screens without a login."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path, reverse
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from config.api.views import created, no_content, page_of
from rooms.api.base import RoomView
from rooms.views import absolute, qr_svg
from scenes.displays import revoke
from scenes.models import Display
from scenes.serializers import DisplayIn


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
    path("rooms/<uuid:room_id>/displays", RoomDisplays.as_view()),
    path("rooms/<uuid:room_id>/displays/<uuid:display_id>", RoomDisplay.as_view()),
]
