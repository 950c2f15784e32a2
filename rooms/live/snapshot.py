"""A snapshot: the same projections over everything a viewer may see, with the number it is true at."""

from __future__ import annotations

from typing import Any

from rooms.live.consistent import consistent_read
from rooms.live.projecting import PROJECTED, plain_data
from rooms.models import Room
from rooms.viewer import Viewer, focus_of


def snapshot(viewer: Viewer) -> dict[str, Any]:
    """{"seq", "sight", "scene", "things": {kind: {id: data}}}; state and number come from one consistent read."""
    with consistent_read():
        return read(viewer)


def read(viewer: Viewer) -> dict[str, Any]:
    """The same within the caller's own `consistent_read`."""
    seq = Room.objects.values_list("head", flat=True).get(pk=viewer.room.pk)
    scene = next((focus(viewer) for focus in focus_of), None)
    return {"seq": seq, "sight": viewer.sight, "scene": scene and str(scene), "things": things_of(viewer)}


def things_of(viewer: Viewer) -> dict[str, dict[str, Any]]:
    keys = frozenset(viewer.keys)
    things: dict[str, dict[str, Any]] = {}
    for projected in PROJECTED.values():
        for row in projected.within(viewer):
            for projection in projected.projections:
                if projection.keys is not None and keys.isdisjoint(projection.keys(row)):
                    continue
                data = projection.function(viewer, row)
                if data is not None:
                    things.setdefault(projection.kind, {})[str(row.pk)] = plain_data(data)
    return things
