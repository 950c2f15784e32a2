"""A person's universes when they go, and when they ask what is kept about them. Rooms, and universes with them, go to
their heirs as `rooms.leaving` says; what was said about them stays, nameless.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from universes.models import Comment, Favourite, Universe


def farewell(user: Any) -> None:
    """Before an account is deleted."""
    Comment.objects.filter(user=user).update(user=None, name=str(_("Somebody")))


def own_data(user: Any) -> dict[str, Any]:
    fields = ("name", "description", "genre", "theme", "visibility", "seed", "music", "world__physics", "created_at")
    known = Universe.objects.visible_to(user).order_by().values("pk")
    return {
        "universes": list(Universe.objects.filter(room__owner=user).order_by("created_at").values(*fields)),
        "comments": list(Comment.objects.filter(user=user).order_by("created_at").values("text", "created_at")),
        "favourites": list(
            Favourite.objects.filter(user=user, universe__in=known).values_list("universe__name", flat=True)
        ),
    }
