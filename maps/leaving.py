"""A person's library when they go, and when they ask what is kept about them."""

from __future__ import annotations

from typing import Any

from maps.models import Map, MapFolder, remove_maps


def farewell(user: Any) -> None:
    """Before an account is deleted: its maps leave the tables they lie on, as events, and then the library."""
    remove_maps(list(Map.objects.filter(owner=user).with_files()))
    MapFolder.objects.filter(owner=user).delete()


def own_data(user: Any) -> dict[str, Any]:
    fields = ("name", "folder__name", "width", "height", "source", "created_at")
    return {"folders": list(user.map_folders.values_list("name", flat=True)), "maps": list(user.maps.values(*fields))}
