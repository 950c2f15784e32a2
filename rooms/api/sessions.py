"""Game sessions, listed; and the address under which a calendar program finds one's own."""

from __future__ import annotations

from uuid import UUID

from django.urls import path, reverse
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.views import ApiView, created, no_content, page_of
from rooms.api.base import RoomView
from rooms.models import CalendarFeed, GameSession
from rooms.projections import session as session_projection
from rooms.views import absolute


class RoomSessions(RoomView):
    """The sessions of a room, newest first: planned, being played, and ended; `?to_come=1` only those that have not ended,
    the next one first. They are planned, answered, begun and ended by the commands `session.*`.
    """

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        sessions = GameSession.objects.visible_to(viewer).prefetch_related("answers__member").order_by("-starts_at")
        if request.query_params.get("to_come"):
            sessions = sessions.open().order_by("starts_at")
        return page_of(request, sessions, lambda session: session_projection(viewer, session))


class Calendar(ApiView):
    """One's own calendar feed: all sessions of one's rooms for a calendar program. POST makes a new secret address, told
    once, and ends the old one; DELETE ends it.
    """

    def get(self, request: Request) -> Response:
        feed = CalendarFeed.objects.filter(user=request.user).first()
        return Response({"since": feed.updated_at if feed else None})

    def post(self, request: Request) -> Response:
        token = CalendarFeed.renew(request.user)
        return created({"url": absolute(request, reverse("calendar", args=[token]))})

    def delete(self, request: Request) -> Response:
        CalendarFeed.objects.filter(user=request.user).delete()
        return no_content()


routes = [
    path("rooms/<uuid:room_id>/sessions", RoomSessions.as_view()),
    path("calendar", Calendar.as_view()),
]
