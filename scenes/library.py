"""What the map library must know of scenes: how many use a map, who may read it for that, and what its end means."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from rooms.live import perform
from rooms.models import Room
from rooms.viewer import Viewer
from scenes.models import PlacedMap


def count(ids: list[UUID]) -> dict[UUID, int]:
    used = PlacedMap.objects.filter(map__in=ids).values("map").annotate(scenes=Count("scene", distinct=True))
    return {row["map"]: row["scenes"] for row in used}


def readable_by(user: Any) -> QuerySet[Any]:
    return PlacedMap.objects.filter(scene__room__in=Room.objects.led_by(user)).values("map")


def take_off_tables(ids: list[UUID]) -> None:
    """Before maps are deleted: they leave every scene at the live table. Rooms are taken in one order everywhere, so
    that two deletions never wait for each other.
    """
    placed = PlacedMap.objects.filter(map__in=ids).select_related("scene__room").order_by("scene__room", "pk")
    for one in placed:
        perform(Viewer.audience(one.scene.room, "gm"), "map.take", {"placed_map": str(one.pk)}, internal=True)
