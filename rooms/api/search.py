"""Full-text search of a room."""

from __future__ import annotations

from uuid import UUID

from django.urls import path
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.errors import Invalid
from rooms.api.base import RoomView, identifier, number
from rooms.models import Message
from rooms.projections import message as message_projection
from rooms.search import NEWEST, highlight, search

PAGE, PAGE_MAX = 30, 100


class RoomSearch(RoomView):
    """What one may read with all the words of `?q=`, the newest first: "side by side" in quotes, the last word may be a
    beginning. `&from=` (user id) and `&kind=` narrow it, `&before=` (`meta.cursor.before`) goes on. Each row is a message
    with `highlight`, [start, end] pairs in characters of its text; `meta.count`, on the first page, ends at 1,000: "or more".
    """

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer, asked = self.viewer(room_id), request.query_params
        kind = asked.get("kind", "")
        if kind and kind not in Message.Kind.values:
            raise Invalid(fields={"kind": [_("There is no such kind of message.")]})
        found = search(
            viewer,
            asked.get("q", ""),
            before=number(request, "before", NEWEST),
            limit=max(1, number(request, "limit", PAGE, most=PAGE_MAX)),
            author=identifier(asked["from"], "from") if asked.get("from") else None,
            kind=kind,
        )
        rows = [(one, message_projection(viewer, one)) for one in found.messages]
        response = Response([{**row, "highlight": highlight(one, found.phrases)} for one, row in rows if row])
        before = found.messages[-1].seq if found.more else None
        response.meta = {"cursor": {"before": before}, "count": found.count}  # type: ignore[attr-defined]
        return response


routes = [path("rooms/<uuid:room_id>/search", RoomSearch.as_view())]
