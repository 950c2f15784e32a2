"""Pages that only look: a display's, the table through a player's eyes, the order of the fight."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from rooms.devices import remember
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.eyes import looking_through
from scenes.models import Display


def display(request: HttpRequest, code: str) -> HttpResponse:
    found = Display.objects.by_code(code)
    if found is None:
        raise Http404()
    remember(request, found)
    urls = {"socket": f"/ws/display/{code}/", "screen": f"/api/v1/displays/{code}"}
    return _screen(request, found.room, urls)


@login_required
def through_eyes(request: HttpRequest, room_id: UUID, user_id: UUID) -> HttpResponse:
    """The table as one of its players sees it, for those who lead: live, and nothing can be done there."""
    viewer = looking_through(room_id, request.user, user_id)
    if viewer is None:
        raise Http404()
    name = User.objects.values_list("display_name", flat=True).get(pk=user_id)
    return _screen(request, viewer.room, {"socket": f"/ws/rooms/{room_id}/as/{user_id}/"}, as_player=name)


@login_required
def initiative(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """The order of the fight, large, for a second screen of somebody who belongs to the room."""
    room = Room.objects.visible_to(request.user).filter(pk=room_id).first()
    if room is None or Viewer.entering(room, request.user) is None:
        raise Http404()
    return _screen(request, room, {"socket": f"/ws/rooms/{room_id}/"}, kind=Display.Kind.INITIATIVE)


def _screen(request: HttpRequest, room: Room, urls: dict[str, str], **how: str) -> HttpResponse:
    """`how`: kind "initiative" where no display says otherwise; as_player the name of whose eyes these are."""
    context = {
        "room": room,
        "page_room": {"id": str(room.pk), "name": room.name, "kind": room.kind},
        "page_urls": {**urls, **how},
    }
    return render(request, "scenes/display.html", context)
