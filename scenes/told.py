"""What a token sees, in words and figures: for who plays without looking at the map."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rooms.viewer import Viewer
from scenes.geometry import Grid, measure, wind
from scenes.models import Token
from scenes.projections import token as project
from scenes.sight import Seen, view_of


def told(viewer: Viewer, token: Token) -> list[dict[str, Any]]:
    """Other tokens in view of this one, the nearest first: {"token", "name", "distance", "unit", "direction", "light"}.

    Only what the viewer may know themselves; of those who lead: what the token sees, hidden ones left out.
    """
    scene, grid = token.scene, Grid.of(token.scene)
    others = Token.objects.visible_to(viewer).filter(scene=scene, hidden=False).exclude(pk=token.pk)
    view = view_of(token)
    found: list[dict[str, Any]] = []
    for other in others.filter(pk__in=_in_view(view, others)):
        other.scene = scene
        data = project(viewer, other)
        if data is None:
            continue
        here, there = (token.x, token.y), (other.x, other.y)
        found.append(
            {
                "token": other.pk,
                "name": data["name"],
                "distance": measure(grid, [here, there]).shown,
                "unit": scene.grid_unit,
                "direction": wind(here, there),
                "light": view.level(*there),
            }
        )
    return sorted(found, key=lambda one: (one["distance"], one["name"]))


def _in_view(view: Seen, others: Any) -> list[UUID]:
    """All are asked about in one go: a scene may hold 2,000."""
    rows = list(others.order_by().values_list("pk", "x", "y", "size"))
    if not rows:
        return []
    ids, x, y, sizes = zip(*rows, strict=True)
    return [id for id, seen in zip(ids, view.spots(x, y, [view.peek(size) for size in sizes]), strict=True) if seen]
