"""Scenes in universes: who may put them there, and what the tables hear when something of it changes."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from accounts.rules import allowed, require
from rooms.live import follow
from rooms.models import Presence, Room
from rooms.viewer import Viewer
from scenes.models import Scene, Soundtrack
from universes.building import copied
from universes.models import Universe

NAME = Universe._meta.get_field("name").max_length


def usable(user: Any, id: UUID) -> Universe:
    """The universe of this id for a scene of the user's. Raises NotFound where they may not know it, and Forbidden where
    they only may look at it.
    """
    universe: Universe = Universe.objects.seen(user, pk=id)
    require(user, "scenes.use_universe", universe)
    return universe


def at_hand(user: Any, id: UUID) -> Universe | None:
    """The same, or None where it may not be used."""
    universe = Universe.objects.visible_to(user).filter(pk=id).first() if user is not None else None
    return universe if universe is not None and allowed(user, "scenes.use_universe", universe) else None


def world_for(user: Any, scene: str, universe: Universe, like: Universe) -> Universe:
    """A world of its own for the scene of this name in `universe`: a private copy of `like`, as the user sees that one.
    Raises Forbidden for guests.
    """
    at = Viewer.entering(like.room, user) or Viewer.display(like.room)
    return copied(user, at, like, name=f"{universe.name} · {scene}"[:NAME])


def another_world(user: Any, scene: str, universe: Universe | None, like: UUID | None) -> Universe | None:
    """The same for one more scene, which is to have what another has; None where that has none, or the user no right to it."""
    if universe is None or like is None or not allowed(user, "universes.open", None):
        return None
    found = at_hand(user, like)
    return None if found is None else world_for(user, scene, universe, found)


def place_in(universe: Universe) -> int:
    """Behind the scenes that are in the universe already."""
    last = Scene.objects.filter(universe=universe).aggregate(last=Max("universe_order"))["last"]
    return 0 if last is None else last + 1


def used_by(user: Any, link: str = "universe") -> QuerySet[Any]:
    """The universes that scenes which the user knows are in, or are their own by `link` (`universes.usages`)."""
    return Scene.objects.visible_to(user).exclude(**{link: None}).order_by().values(link)


def hears(universe: UUID) -> bool:
    """Whether somebody is at a table that plays it (`universes.usages`)."""
    return Presence.objects.filter(expires_at__gt=timezone.now(), room__soundtrack__universe=universe).exists()


def of(universe: Any) -> Q:
    """Scenes that are in this universe (or id), or whose own it is."""
    return Q(universe=universe) | Q(own_universe=universe)


def scene_changed(scene: Scene) -> None:
    """What is on the table, or in which universe it is, may be something else once this transaction is through."""
    transaction.on_commit(partial(settle, scene.room_id), robust=True)


def universe_changed(id: UUID) -> None:
    transaction.on_commit(partial(settle_all, id), robust=True)


def settle_all(universe: UUID) -> None:
    """The tables that play a universe hear it as it is now; in one order, so that two changes never wait for each other."""
    shown = Scene.objects.filter(of(universe), active=True).order_by("room")
    for room in shown.values_list("room", flat=True):
        settle(room)


def settle(room: UUID) -> None:
    """Tells the table of this room what its soundtrack is by now, unless it knows."""
    found = Room.objects.filter(pk=room).first()
    if found is None:
        return
    soundtrack = Soundtrack.objects.filter(room=found).first()
    if soundtrack is None:
        news = Scene.objects.filter(room=found, active=True).exclude(universe=None).exists()
    else:
        news = soundtrack.follow(0.0)
    if news:
        follow(found, "soundtrack.changed", {})


def leave_tables(sender: Any, instance: Universe, **_: Any) -> None:
    """Before a universe is deleted: no scene is in it any more, and every table is told. Rooms in one order, as above."""
    rooms = Scene.objects.filter(of(instance)).order_by().values("room")
    for room in Room.objects.filter(pk__in=rooms).order_by("pk"):
        follow(room, "scene.universe_gone", {"universe": str(instance.pk)})
