"""The display's page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rooms.views import catalogue
from scenes.eyes import remember_display
from scenes.models import Display


def display(request: HttpRequest, code: str) -> HttpResponse:
    found = Display.objects.by_code(code)
    if found is None:
        raise Http404()
    remember_display(request, found)
    context = {
        "room": found.room,
        "page_room": {"id": str(found.room_id), "name": found.room.name, "kind": found.room.kind},
        "page_urls": {"socket": f"/ws/display/{code}/"},
        "catalogue": catalogue(),
    }
    return render(request, "scenes/display.html", context)
