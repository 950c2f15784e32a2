"""Who may do what with maps. What one may not view is not found."""

from __future__ import annotations

from typing import Any

from accounts.models import owner_of
from accounts.rules import rule
from maps.models import Map, MapFolder


@rule("maps.view")
def view(who: Any, entry: Map) -> bool:
    """The owner, and whoever leads a room in which it lies."""
    return Map.objects.visible_to(who).filter(pk=entry.pk).exists()


@rule("maps.edit")
def edit(who: Any, entry: Map | MapFolder) -> bool:
    """The owner alone: co-GMs use a map as it is."""
    return bool(entry.owner_id == owner_of(who).pk)
