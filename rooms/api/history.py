"""What was said, read page by page."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.views import cursor_page
from rooms.api.base import RoomView, number
from rooms.models import Message
from rooms.projections import message as message_projection


class RoomMessages(RoomView):
    """What was said, oldest first: `?limit=50` of those before number `?before=` (the newest without it)."""

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        limit = number(request, "limit", 50, most=500)
        before = number(request, "before", 0, most=2**62)
        said = Message.objects.visible_to(viewer).order_by("-seq")
        if before:
            said = said.filter(seq__lt=before)
        found = list(said[: limit + 1])
        page = found[:limit][::-1]
        first = page[0].seq if page else None
        return cursor_page([message_projection(viewer, one) for one in page], before=first, more=len(found) > limit)


routes = [path("rooms/<uuid:room_id>/messages", RoomMessages.as_view())]
