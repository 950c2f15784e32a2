"""What the library shows of its things. Only owners and co-GMs get here, so there is one view of each kind."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from maps.models import Map


def map_data(entry: Map, *, scenes: int, whole: bool = False) -> dict[str, Any]:
    """A map; `whole` adds its structure and what was left out of it. `scenes` is in how many it lies."""
    data = {
        "id": entry.pk,
        "name": entry.name,
        "folder": entry.folder_id,
        "width": entry.width,
        "height": entry.height,
        "animated": entry.animated,
        "media": entry.media,
        "tags": entry.tags,
        "tiling": entry.tiling,
        "source": entry.source,
        "size": entry.picture.size,
        "picture": f"{reverse('map-picture', args=[entry.pk])}?v={entry.picture.sha256[:12]}",
        "thumbnail": f"{reverse('map-thumbnail', args=[entry.pk])}?v={entry.thumbnail.sha256[:12]}",
        "grid": entry.grid(),
        "placement": entry.placement(),
        "has": {name: len(entry.structure.get(name, ())) for name in ("walls", "object_walls", "doors", "lights")},
        "scenes": scenes,
        "created_at": entry.created_at,
        "updated_at": entry.updated_at,
    }
    if whole:
        data["structure"], data["report"] = entry.structure, entry.report
    return data
