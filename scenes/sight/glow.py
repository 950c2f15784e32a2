"""The light that an audience sees: of each source what it lights of the ground in view, and how it shines.

What is told is cut out of the area in view, so it draws no wall beyond those that end the view or throw their shadow
into it. Where a flame itself is out of view, neither its place nor its colour is told: only that light falls there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypedDict

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.sight.scenery import Flame, Scenery
from scenes.vision.areas import NOTHING, common, rings, union
from scenes.vision.light import shine

MOST_FLAMES = 100
"""Of more than these the farthest reaching keep their colour; the others only light what they light."""

Rings = list[list[list[int]]]


class Glow(TypedDict):
    """`glow`: flames in view as {x, y, bright, dim, angle, rotation, colour, alpha, area}, lengths in scene pixels,
    `area` None where nothing stops them; `lit`: what is lit by others. Areas as in `vision.areas.rings`.
    """

    glow: list[dict[str, Any]]
    lit: Rings


def shown_plainly(flames: Iterable[Flame]) -> Glow:
    """Where nobody's view ends at walls: as far as each reaches, for shadows would draw the walls."""
    return {"glow": [_told(flame, None) for flame in _farthest(flames)], "lit": []}


def shown_within(area: BaseGeometry, scenery: Scenery, in_view: list[Flame], others: list[Flame]) -> Glow:
    """Flames in view, each with the part of the prepared `area` that it lights; and what the others light of it."""
    shown = _farthest(in_view)
    kept = set(map(id, shown))
    rest = [flame for flame in (*in_view, *others) if id(flame) not in kept]
    parts = [(flame, rings(part)) for flame, part in zip(shown, _lit(area, scenery, shown), strict=True)]
    return {
        "glow": [_told(flame, part) for flame, part in parts if part],
        "lit": rings(union(_lit(area, scenery, rest))),
    }


def _farthest(flames: Iterable[Flame]) -> list[Flame]:
    """In an order that does not tell which was made first."""
    return sorted(flames, key=lambda flame: (-flame.lamp.dim, flame.lamp.x, flame.lamp.y))[:MOST_FLAMES]


def _lit(area: BaseGeometry, scenery: Scenery, flames: list[Flame]) -> list[BaseGeometry]:
    """What each lights of the area: most lie wholly in it or out of it, which a prepared area tells fast."""
    walls = scenery.walls
    reached = np.array([shine(flame.lamp, walls.light, walls.shone)[1] for flame in flames], dtype=object)
    touched, inside = shapely.intersects(area, reached), shapely.contains_properly(area, reached)
    return [
        part if within else common(area, part) if touches else NOTHING
        for part, touches, within in zip(reached, touched, inside, strict=True)
    ]


def _told(flame: Flame, area: Rings | None) -> dict[str, Any]:
    lamp = flame.lamp
    places = {name: round(getattr(lamp, name)) for name in ("x", "y", "bright", "dim")}
    look = {"angle": lamp.angle, "rotation": lamp.rotation, "colour": flame.colour, "alpha": flame.alpha}
    return {**places, **look, "area": area}
