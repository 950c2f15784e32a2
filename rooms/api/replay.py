"""The log, read again: the table as the asker saw it at a number, and what they saw since."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from rooms.api.base import RoomView, number
from rooms.live import replay
from rooms.live.history import earliest


class RoomReplay(RoomView):
    """The state at number `?at=` (the newest without it) in a snapshot's shape, by today's role of the asker; `first`
    and `head` bound what can be asked for. `times` are of what the asker saw: of nothing else they learn when it was.
    """

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        head, first = replay.head_of(viewer.room), earliest(viewer)
        at = max(first, min(number(request, "at", head), head))
        seen = replay.seen(viewer).values_list("at", flat=True)
        times = {"first": seen.first(), "at": replay.time_at(viewer, at), "head": replay.time_at(viewer, head)}
        return Response({"state": replay.state_at(viewer, at), "first": first, "head": head, "at": at, "times": times})


class RoomEntries(RoomView):
    """The asker's entries after number `?since=`, at most `?limit=` (500) and half a megabyte; `meta.to` is the number up
    to which they are complete.
    """

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        since = number(request, "since", 0)
        limit = max(1, number(request, "limit", replay.MOST_ENTRIES, most=replay.MOST_ENTRIES))
        found, to = replay.entries_of(viewer, since, limit)
        response = Response(found)
        response.meta = {"to": to, "head": replay.head_of(viewer.room)}  # type: ignore[attr-defined]
        return response


routes = [
    path("rooms/<uuid:room_id>/replay", RoomReplay.as_view()),
    path("rooms/<uuid:room_id>/entries", RoomEntries.as_view()),
]
