"""Which universes a list shows, in which order, with what is told of each; as many queries however long it is."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from config.api.errors import Invalid
from rooms.models import Member
from universes.models import Comment, Favourite, Universe
from universes.projections.universe import about

ORDERS = {
    "name": ("name", "id"),
    "-name": ("-name", "-id"),
    "new": ("-created_at", "id"),
    "changed": ("-updated_at", "id"),
    "popular": ("-loved", "name", "id"),
}
EXACT = ("genre", "theme", "visibility")


def known(user: Any) -> Any:
    """All that `user` may see, each with their role in it, whether it is a favourite, and how many say so of it."""
    member = Member.objects.filter(room=OuterRef("room"), user=user)
    mine = Favourite.objects.filter(universe=OuterRef("pk"), user=user)
    favours = Favourite.objects.filter(universe=OuterRef("pk")).order_by().values("universe").annotate(n=Count("pk"))
    comments = Comment.objects.filter(universe=OuterRef("pk")).order_by().values("universe").annotate(n=Count("pk"))
    found = Universe.objects.visible_to(user).select_related("room__owner")
    return found.annotate(
        my_role=Subquery(member.values("role")[:1]),
        favourite=Exists(mine),
        loved=Subquery(favours.values("n")),
        said=Subquery(comments.values("n")),
    )


def wanted(user: Any, asked: Any) -> Any:
    """By `asked` (the query: q, genre, theme, visibility, mine, favourite, order). Raises Invalid for another order."""
    found = known(user)
    if words := _text(asked, "q"):
        found = found.filter(Q(name__icontains=words) | Q(description__icontains=words))
    for field in EXACT:
        if value := _text(asked, field):
            found = found.filter(**{f"{field}__iexact": value})
    if asked.get("mine") == "1":
        found = found.exclude(my_role=None)
    if asked.get("favourite") == "1":
        found = found.filter(favourite=True)
    order = asked.get("order") or "name"
    if order not in ORDERS:
        raise Invalid(fields={"order": [", ".join(ORDERS)]})
    return found.order_by(*ORDERS[order])


def _text(asked: Any, name: str) -> str:
    return str(asked.get(name, "")).replace("\x00", "").strip()[:100]


def row(universe: Any) -> dict[str, Any]:
    """Of one of `known`."""
    owner = universe.room.owner
    return {
        **about(universe),
        "owner": {"user": owner.pk, "name": owner.display_name} if owner else None,
        "role": universe.my_role,
        "favourite": universe.favourite,
        "favourites": universe.loved or 0,
        "comments": universe.said or 0,
        "created_at": universe.created_at,
        "updated_at": universe.updated_at,
    }
