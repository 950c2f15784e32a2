"""What was said, read page by page in both directions, and one message."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import path
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.errors import Invalid
from rooms.api.base import NEWEST, RoomView, identifier, number
from rooms.models import Message, Reader
from rooms.models.message import Audience
from rooms.projections import message as message_projection
from rooms.projections.messages import complete
from rooms.viewer import Viewer
from rooms.zones import zone

PAGE, PAGE_MAX = 50, 500
PLACES = ("before", "after", "around", "date")


class RoomMessages(RoomView):
    """What was said, oldest first: the newest `?limit=50`, or those `?before=`, `?after=` or `?around=` a number, or
    around the first of a day: `?date=2026-03-01&tz=Europe/Berlin`. Only some: `?pinned=1`, `?mentions=1` (of oneself),
    `?with=` (user id: what only the two of us read). `meta.cursor` has `before` and `after` to go on, each None at its
    end; `meta.target` is the number that was asked for or came first after it.
    """

    def get(self, request: Request, room_id: UUID) -> Response:
        viewer = self.viewer(room_id)
        limit = max(1, number(request, "limit", PAGE, most=PAGE_MAX))
        said = filtered(Message.objects.visible_to(viewer), viewer, request)
        place, target = place_of(request, said)
        older, newer = portions(place, limit)
        inner = place in ("around", "after")
        before = said.filter(seq__lte=target) if inner else said.filter(seq__lt=target)
        after = said.filter(seq__gt=target) if inner else said.filter(seq__gte=target)
        earlier, more_before = taken(before.order_by("-seq"), older)
        later, more_after = taken(after.order_by("seq"), newer)
        page = [*reversed(earlier), *later]
        response = Response([message_projection(viewer, one) for one in page])
        response.meta = {  # type: ignore[attr-defined]
            "cursor": {
                "before": page[0].seq if page and more_before else None,
                "after": page[-1].seq if page and more_after else None,
            },
            "target": None if place == "newest" else target,
        }
        return response


def portions(place: str, limit: int) -> tuple[int, int]:
    """How many messages to read on either side of the place."""
    if place == "around":
        return limit - limit // 2, limit // 2
    return (0, limit) if place == "after" else (limit, 0)


def taken(messages: Any, most: int) -> tuple[list[Message], bool]:
    """The first `most` of `messages`, and whether there are more. One query, and what `complete` asks of a page."""
    if not most:
        return [], messages.exists()
    found = list(complete(messages)[: most + 1])
    return found[:most], len(found) > most


def filtered(said: Any, viewer: Viewer, request: Request) -> Any:
    """Of `said` what the query asks for."""
    asked = request.query_params
    if asked.get("pinned"):
        said = said.filter(pinned=True, deleted_by="")
    if asked.get("mentions"):
        said = said.naming(viewer.user).filter(deleted_by="")
    if asked.get("with"):
        readers = Reader.objects.filter(message=OuterRef("pk"))
        pair = (viewer.user.pk, identifier(asked["with"], "with"))
        said = said.filter(
            Exists(readers.filter(user=pair[0])),
            Exists(readers.filter(user=pair[1])),
            ~Exists(readers.exclude(user__in=pair)),
            audience=Audience.NAMED,
        )
    return said


def place_of(request: Request, said: Any) -> tuple[str, int]:
    """Where in the talk the query points: ("newest" | "before" | "after" | "around", a number). Raises Invalid."""
    given = [place for place in PLACES if request.query_params.get(place)]
    if len(given) > 1:
        raise Invalid(fields={given[1]: [_("Ask for one place only.")]})
    if not given:
        return "newest", NEWEST
    if given == ["date"]:
        return "around", first_of_day(request, said)
    return given[0], number(request, given[0], 0)


def first_of_day(request: Request, said: Any) -> int:
    """The number of the first message of that day where the reader lives, or of the next one that was said."""
    try:
        day = parse_date(request.query_params["date"])
    except ValueError:
        day = None
    if day is None or not 1970 <= day.year <= 9998:
        raise Invalid(fields={"date": [_("This is no date: write 2026-03-01.")]})
    begins = datetime.combine(day, time.min, tzinfo=zone(request.query_params.get("tz")))
    on_or_after = said.filter(created_at__gte=begins).order_by("seq")
    return on_or_after.values_list("seq", flat=True).first() or NEWEST


class RoomMessage(RoomView):
    def get(self, request: Request, room_id: UUID, message_id: UUID) -> Response:
        """One message, of those one may read."""
        viewer = self.viewer(room_id)
        message = complete(Message.objects.all()).seen(viewer, pk=message_id)
        return Response(message_projection(viewer, message))


routes = [
    path("rooms/<uuid:room_id>/messages", RoomMessages.as_view()),
    path("rooms/<uuid:room_id>/messages/<uuid:message_id>", RoomMessage.as_view()),
]
