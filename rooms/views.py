"""Pages of rooms: the list, the doorstep, the table. They translate; what happens is `doorstep`'s and `perform`'s."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.locale import language_of
from accounts.rules import allowed, require
from accounts.sign_in import start_session
from config.api.errors import NotFound, Problem
from rooms import calendar, doorstep
from rooms.forms import RoomForm
from rooms.invitations import open_invitations
from rooms.models import CalendarFeed, GameSession, Invite, Knock, Member, Room
from rooms.viewer import Viewer


def absolute(request: HttpRequest, path: str) -> str:
    """A link for others: PUBLIC_URL wins over the address the game master happens to use."""
    return settings.PUBLIC_URL.rstrip("/") + path if settings.PUBLIC_URL else request.build_absolute_uri(path)


def qr_svg(text: str) -> str:
    """A QR code of `text` as an SVG data address."""
    return segno.make(text, error="m").svg_data_uri(scale=4, border=2, light="#ece6da", dark="#14121a")


def home(request: HttpRequest) -> HttpResponse:
    return redirect("rooms" if request.user.is_authenticated else "sign-in")


@login_required
@require_http_methods(["GET", "POST"])
def room_list(request: HttpRequest) -> HttpResponse:
    form = RoomForm(request.POST or None)
    if request.method == "POST":
        require(request.user, "rooms.open", None)
        if form.is_valid():
            try:
                room = Room.open_by(request.user, **form.cleaned_data)
            except Problem as problem:
                form.add_error("name", str(problem.message))
            else:
                return redirect("table", room.pk)
    # Tables before rooms that only talk ("table" > "chat"), archived ones last.
    listed = doorstep.rooms_for(request.user).gatherings()
    listed = listed.order_by(F("archived_at").asc(nulls_first=True), "-kind", "name", "id")
    rooms = doorstep.with_news(request.user, listed[:500])
    mine = [room for room in rooms if room.my_role]
    context = {
        "invitations": open_invitations(request.user),
        "open_rooms": [room for room in mine if not room.archived_at],
        "archived_rooms": [room for room in mine if room.archived_at],
        "public_rooms": [room for room in rooms if not room.my_role and not room.archived_at],
        "form": form,
        "may_create": allowed(request.user, "rooms.open", None),
        "page_urls": {"api": "/api/v1", "rooms": reverse("rooms")},
    }
    return render(request, "rooms/list.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def join_room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    room = Room.objects.seen(request.user, pk=room_id)
    return redirect(_place_of(doorstep.join_public(room, request.user)))


def _place_of(newcomer: doorstep.Newcomer) -> str:
    """Where somebody who has come goes on: to the table, or to the page of who waits."""
    return reverse("waiting" if isinstance(newcomer, Knock) else "table", args=[newcomer.room_id])


@login_required
@ensure_csrf_cookie
@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """For who has knocked: says what is going on, and goes in by itself when they are let in. POST goes away again."""
    user: Any = request.user
    if Member.objects.filter(room=room_id, user=user).exists():
        return redirect("table", room_id)
    knock = get_object_or_404(Knock.objects.select_related("room", "user"), room=room_id, user=user)
    if request.method == "POST":
        doorstep.withdraw(knock)
        messages.info(request, _("You are not waiting any more."))
        return redirect("home")
    page = {
        "knock": f"/api/v1/rooms/{room_id}/knock",
        "inbox": "/ws/inbox/",
        "room": str(room_id),
        "table": reverse("table", args=[room_id]),
    }
    context = {"room_name": knock.room.name, "page_knock": page}
    return render(request, "rooms/waiting.html", context)


@login_required
@ensure_csrf_cookie
def table(request: HttpRequest, room_id: UUID) -> HttpResponse:
    if Knock.objects.filter(room=room_id, user=request.user).exists():
        return redirect("waiting", room_id)
    room = Room.objects.visible_to(request.user).filter(pk=room_id).first()
    viewer = Viewer.entering(room, request.user) if room else None
    if room is None:
        raise Http404()
    if viewer is None:
        messages.info(request, _("Join the room first: one click on its card."))
        return redirect("rooms")
    if elsewhere := doorstep.live_pages.get(room.kind):
        return redirect(elsewhere(room))
    user: Any = request.user
    context = {
        "room": room,
        "page_room": {"id": str(room.pk), "name": room.name, "kind": room.kind},
        "page_user": {
            "id": str(user.pk),
            "name": user.display_name,
            "colour": user.colour,
            "guest": user.is_guest,
            "role": viewer.role,
        },
        "page_urls": {
            "socket": f"/ws/rooms/{room.pk}/",
            "api": "/api/v1",
            "rooms": reverse("rooms"),
            "library": "/library/",
            "sounds": "/sounds/",
            "universes": "/universes/",
            "account": "/account/",
            "back_office": "/gm/" if user.is_game_master or user.is_staff else None,
        },
    }
    return render(request, "rooms/table.html", context)


@ensure_csrf_cookie
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """The doorstep: shows what the link leads to; POST comes in."""
    user: Any = request.user if request.user.is_authenticated else None
    try:
        invite = Invite.find(code, by=user)
    except NotFound as problem:
        return render(request, "rooms/join.html", {"ended": problem.message}, status=404)
    if user is not None and Member.objects.filter(room=invite.room, user=user).exists():
        return redirect("table", invite.room_id)
    context: dict[str, Any] = {
        "waiting": invite.leads_to_the_door,
        "invite": {"code": code, "role": invite.get_role_display()},
        "room": invite.room,
        "inviter": invite.created_by.display_name,
    }
    if request.method == "POST":
        name = request.POST.get("display_name", "")
        try:
            newcomer, joined = doorstep.join_by_link(invite, user, display_name=name)
        except Problem as problem:
            words = problem.fields.get("display_name", [str(problem.message)])[0]
            return render(request, "rooms/join.html", {**context, "error": words, "name": name}, status=problem.status)
        if user is None:
            start_session(request, joined)
        return redirect(_place_of(newcomer))
    return render(request, "rooms/join.html", context)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """All sessions of the rooms of whoever has this address, for a calendar program, which brings no cookie."""
    user = CalendarFeed.owner_of(token)
    if user is None:
        raise Http404()
    sessions = GameSession.objects.in_calendar_of(user)
    with override(language_of(user)):
        text = calendar.write(sessions, name=_("Game sessions"), address=absolute(request, "/").rstrip("/"))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, max-age=300"
    answer.headers["Content-Disposition"] = 'inline; filename="dreamtable.ics"'
    return answer
