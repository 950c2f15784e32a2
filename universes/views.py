"""Pages of universes: the list, and one universe live. They translate; what happens is the API's and `perform`'s."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from accounts.rules import allowed
from config.api.errors import Invalid
from rooms.viewer import Viewer
from universes import listing
from universes.composer.parameters import PRESETS as MUSIC
from universes.models import Universe
from universes.physics.parameters import PRESETS as PHYSICS

ON_A_PAGE = 24
WORDS: dict[str, Any] = {
    **{"space": _("space"), "earth": _("Earth"), "water": _("water"), "default": _("plain"), "calm": _("calm")},
    **{"travel": _("travel"), "mystery": _("mystery"), "dread": _("dread"), "combat": _("combat"), "grief": _("grief")},
    **{"triumph": _("triumph"), "tavern": _("tavern"), "ambient": _("ambient"), "classical": _("classical")},
    **{"electronic": _("electronic"), "jazz": _("jazz")},
}
"""What presets are called."""


@login_required
@ensure_csrf_cookie
@require_safe
def universe_list(request: HttpRequest) -> HttpResponse:
    try:
        found = listing.wanted(request.user, request.GET)
    except Invalid:
        found = listing.wanted(request.user, {})
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "universes": [listing.row(universe) for universe in page],
        "asked": request.GET,
        "filtered": any(value for name, value in query.items() if name != "order"),
        "query": query.urlencode(),
        "may_create": allowed(request.user, "universes.open", None),
        "physics_presets": [(name, WORDS[name]) for name in PHYSICS],
        "music_presets": [(name, WORDS[name]) for name in MUSIC],
        "page_urls": {"api": "/api/v1", "universes": reverse("universes-page")},
    }
    return render(request, "universes/list.html", context)


@login_required
@ensure_csrf_cookie
@require_safe
def universe(request: HttpRequest, id: UUID) -> HttpResponse:
    """For its members, and for whoever may look in."""
    found = Universe.objects.visible_to(request.user).select_related("room").filter(pk=id).first()
    if found is None:
        raise Http404()
    viewer = Viewer.entering(found.room, request.user) or Viewer.display(found.room)
    user: Any = request.user
    context = {
        "universe": found,
        "page_room": {"id": str(found.room_id), "name": found.name, "kind": found.room.kind},
        "page_user": {
            "id": str(user.pk),
            "name": user.display_name,
            "colour": user.colour,
            "guest": user.is_guest,
            "role": viewer.role,
        },
        "page_urls": {
            "socket": f"/ws/universes/{found.pk}/",
            "api": "/api/v1",
            "rooms": reverse("universes-page"),
            "universe": str(found.pk),
        },
    }
    return render(request, "universes/universe.html", context)
