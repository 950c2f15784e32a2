"""What the map library must know of scenes: how many use a map, who may read it for that, and what its end means."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from maps.models import Map
from rooms.live import follow
from rooms.models import Room
from scenes.models import PlacedMap, Scene


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
        follow(one.scene.room, "map.take", {"placed_map": str(one.pk)})


def show_change(entry: Map, fields: dict[str, Any]) -> None:
    """Before a map is changed: the tables it lies on are told its new name, or that it has tiles. In one order, as above."""
    shown: dict[str, Any] = {"name": fields["name"]} if fields.get("name", entry.name) != entry.name else {}
    if "tiles" in fields:
        shown |= {"tiles": str(fields["tiles"].pk), "levels": fields["levels"]}
    if not shown:
        return
    for room in Room.objects.filter(scenes__placed_maps__map=entry).distinct().order_by("pk"):
        follow(room, "map.changed", {"map": str(entry.pk), **shown})


def known_to(user: Any, id: UUID) -> list[dict[str, Any]]:
    """The scenes with this map in the rooms that the user leads, in one query."""
    scenes = Scene.objects.led_by(user).filter(placed_maps__map=id).distinct().select_related("room")
    rooms: dict[UUID, dict[str, Any]] = {}
    for scene in scenes.order_by("room__name", "room", "folder", "order", "name", "id"):
        room = rooms.setdefault(scene.room_id, {"id": scene.room_id, "name": scene.room.name, "scenes": []})
        room["scenes"].append({"id": scene.pk, "name": scene.name, "active": scene.active})
    return list(rooms.values())
