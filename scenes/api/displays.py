"""REST of displays: screens without a login."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.urls import path, reverse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from accounts.throttles import pay
from config.api.errors import NotFound
from config.api.views import ApiView, created, no_content, page_of
from rooms.api.base import RoomView, pay_for
from rooms.devices import revoke
from rooms.live import perform
from rooms.models import Invite
from rooms.viewer import Viewer
from rooms.views import absolute, qr_svg
from scenes.displays import code_of
from scenes.models import Display
from scenes.serializers import DisplayChange, DisplayIn, Measure


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
    inputs = {"patch": DisplayChange}

    def patch(self, request: Request, room_id: UUID, display_id: UUID) -> Response:
        """Changes what it shows (`display.update`)."""
        given = msgspec.to_builtins(self.read(DisplayChange))
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        pay_for(request, "display.update")
        perform(viewer, "display.update", {**given, "display": str(display_id)})
        return Response(display_row(Display.objects.seen(viewer, pk=display_id)))

    def delete(self, request: Request, room_id: UUID, display_id: UUID) -> Response:
        """Ends a display at once."""
        viewer = self.viewer(room_id)
        require(viewer, "rooms.lead", viewer.room)
        revoke(Display.objects.seen(viewer, pk=display_id))
        return no_content()


class Screen(ApiView):
    """A display about itself, by its code: the way into the room while it may show one; its measure, as it was taken."""

    permission_classes = [AllowAny]
    inputs = {"patch": Measure}

    def get(self, request: Request, code: str) -> Response:
        invite = self.found(code).invite
        if invite is None or not Invite.objects.usable().filter(pk=invite.pk).exists():
            return Response({"join": None})
        url = absolute(request, reverse("join", args=[code_of(invite)]))
        return Response({"join": {"url": url, "qr": qr_svg(url)}})

    def patch(self, request: Request, code: str) -> Response:
        given = self.read(Measure)
        display = self.found(code)
        viewer = Viewer.display(display.room, screen=display.pk)
        measured = {"display": str(display.pk), "ppi": given.ppi, "inch_cells": given.inch_cells}
        perform(viewer, "display.measure", measured, internal=True)
        return Response({"ppi": given.ppi, "inch_cells": given.inch_cells})

    def found(self, code: str) -> Display:
        """Raises NotFound."""
        pay(self.request, "invite")
        display = Display.objects.by_code(code)
        if display is None:
            raise NotFound()
        return display


def display_row(display: Display) -> dict[str, Any]:
    """For those who lead: all but the code, of which only a hash is kept."""
    fields = ("id", "name", "created_at", "kind", "ppi", "inch_cells", "rotation", "blank", "centre", "follow")
    row = {name: getattr(display, name) for name in (*fields, "calibrating", "show_invite")}
    return {**row, "eyes": display.eyes_id, "invite": display.invite_id is not None}


routes = [
    path("displays/<str:code>", Screen.as_view()),
    path("rooms/<uuid:room_id>/displays", RoomDisplays.as_view()),
    path("rooms/<uuid:room_id>/displays/<uuid:display_id>", RoomDisplay.as_view()),
]
