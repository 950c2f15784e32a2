"""Pages of sound: the library, and a loudspeaker's."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.rules import allowed
from audio.models import Speaker
from rooms.devices import remember


@login_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    page_urls = {"api": "/api/v1", "socket": "/ws/sounds/", "may_upload": allowed(request.user, "accounts.upload")}
    return render(request, "audio/library.html", {"page_urls": page_urls})


@require_safe
def speaker(request: HttpRequest, code: str) -> HttpResponse:
    """A device that only sounds, by its code: its browser's session holds that it may fetch what is played."""
    found = Speaker.objects.by_code(code)
    if found is None:
        raise Http404()
    remember(request, found)
    context = {
        "room": found.room,
        "page_room": {"id": str(found.room_id), "name": found.room.name, "kind": found.room.kind},
        "page_urls": {"socket": f"/ws/speaker/{code}/"},
    }
    return render(request, "audio/speaker.html", context)
