"""How far one has read, and what is unread beyond it."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from rooms.api.base import RoomView
from rooms.reading import mark_read, mark_unread, position
from rooms.serializers import ReadIn


class RoomRead(RoomView):
    """Marks as read up to message `seq`; with `unread`, as unread from it on. Answers as GET .../unread."""

    inputs = {"post": ReadIn}

    def post(self, request: Request, room_id: UUID) -> Response:
        given, viewer = self.read(ReadIn), self.viewer(room_id)
        mark = mark_unread if given.unread else mark_read
        return Response(mark(viewer.member, given.seq)._asdict())


class RoomUnread(RoomView):
    """`read`: the number one has read up to; `first`: the first message beyond it; `messages` and `mentions` (of
    oneself) count what others said since, to 100.
    """

    def get(self, request: Request, room_id: UUID) -> Response:
        return Response(position(self.viewer(room_id).member)._asdict())


routes = [
    path("rooms/<uuid:room_id>/read", RoomRead.as_view()),
    path("rooms/<uuid:room_id>/unread", RoomUnread.as_view()),
]
