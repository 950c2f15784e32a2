"""The pages, and how they come onto the site."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import sidebar
from accounts.sites import Address, GameMasterSite, gm_site
from config.back_office.dashboard import told
from rooms.live import replay
from rooms.models import Room
from rooms.viewer import Viewer

LOOKED_AT = 5_000
"""So many numbers of a room's log are looked through for who was last heard of."""


def _page(request: HttpRequest, template: str, title: Any, **context: Any) -> HttpResponse:
    frame = {**gm_site.each_context(request), "title": title}
    return TemplateResponse(request, template, {**frame, **context})


def _led(request: HttpRequest) -> Any:
    """The rooms one may put something into: led, and not put away."""
    return Room.objects.led_by(request.user).gatherings().filter(archived_at=None)


def _choices(request: HttpRequest) -> list[dict[str, Any]]:
    """[{id, name, table}] of these, the last used first; `table` where there are scenes."""
    rooms = _led(request).order_by("-updated_at")[:200]
    return [{"id": str(room.pk), "name": room.name, "table": room.kind == Room.Kind.TABLE} for room in rooms]


@require_safe
def upload(request: HttpRequest) -> HttpResponse:
    urls = {
        "api": "/api/v1",
        "sockets": {"maps": "/ws/library/", "tracks": "/ws/sounds/"},
        "imports": reverse("gm:import"),
        "rooms": _choices(request),
    }
    return _page(request, "back_office/upload.html", _now("Upload"), page_urls=urls)


@require_safe
def bring_in(request: HttpRequest) -> HttpResponse:
    urls = {
        "api": "/api/v1",
        "rooms": [room for room in _choices(request) if room["table"]],
        "wanted": request.GET.get("room", ""),
        "new_room": reverse("gm:rooms_room_add"),
    }
    return _page(request, "back_office/import.html", _now("Import"), page_urls=urls)


def heard_of(viewer: Viewer) -> dict[str, datetime]:
    """When each person of the room last did something that `viewer` may know of, among its newest entries."""
    newest = replay.seen(viewer).filter(seq__gt=viewer.room.head - LOOKED_AT, user__isnull=False).order_by()
    return {str(user): at for user, at in newest.values("user").annotate(last=Max("at")).values_list("user", "last")}


@require_safe
def live(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Who is in, what happens, and what one may do about it. Raises Http404 for a room that one does not lead."""
    user: Any = request.user
    room = Room.objects.led_by(user).gatherings().filter(pk=room_id).first()
    viewer = Viewer.entering(room, user) if room else None
    if room is None or viewer is None:
        raise Http404()
    context = {
        "page_heard": heard_of(viewer),
        "page_room": {"id": str(room.pk), "name": room.name, "kind": room.kind},
        "page_user": {"id": str(user.pk), "name": user.display_name},
        "page_urls": {
            "socket": f"/ws/rooms/{room.pk}/",
            "api": "/api/v1",
            "rooms": reverse("gm:index"),
            "table": reverse("table", args=[room.pk]),
            "imports": f"{reverse('gm:import')}?room={room.pk}",
        },
    }
    return _page(request, "back_office/live.html", room.name, **context)


def join(site: GameMasterSite) -> None:
    site.index_template = "back_office/dashboard.html"
    site.told.append(told)
    site.join(
        Address("upload/", "upload", upload),
        Address("import/", "import", bring_in),
        Address("live/<uuid:room_id>/", "live", live),
    )
    sidebar.PAGES[site.name] += [
        sidebar.Page(_("Upload"), "upload", "upload"),
        sidebar.Page(_("Import"), "import", "download"),
    ]
