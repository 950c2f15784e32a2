"""What is lit: sources of light whose light walls stop, bright near them and dim farther out."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from scenes.vision.areas import area_of, union
from scenes.vision.barriers import Barriers
from scenes.vision.sweep import ring_seen

Level = Literal["bright", "dim", "dark"]


@dataclass(frozen=True, slots=True)
class Lamp:
    """A source at (x, y): bright up to `bright`, dim up to `dim`, both from its middle. `walls` False shines through."""

    x: float
    y: float
    bright: float
    dim: float
    angle: float = 360.0
    rotation: float = 0.0
    walls: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Lit:
    """Where light falls; `dim` holds the bright area too."""

    bright: BaseGeometry
    dim: BaseGeometry

    def level(self, x: float, y: float) -> Level:
        if shapely.intersects_xy(self.bright, x, y):
            return "bright"
        return "dim" if shapely.intersects_xy(self.dim, x, y) else "dark"


Shone = tuple[BaseGeometry, BaseGeometry]


def lit(lamps: Iterable[Lamp], barriers: Barriers, *, known: MutableMapping[Lamp, Shone] | None = None) -> Lit:
    """The light of all lamps together. `known` remembers each lamp's own, for as long as the barriers are the same."""
    memory: MutableMapping[Lamp, Shone] = {} if known is None else known
    shone = [shine(lamp, barriers, memory) for lamp in lamps]
    bright = union([bright for bright, _dim in shone])
    return Lit(bright, union([bright, *(dim for _bright, dim in shone)]))


def shine(lamp: Lamp, barriers: Barriers, known: MutableMapping[Lamp, Shone]) -> Shone:
    """Where one lamp's light falls, bright and dim; `known` as for `lit`."""
    if lamp not in known:
        known[lamp] = _shine(lamp, barriers)
    return known[lamp]


def _shine(lamp: Lamp, barriers: Barriers) -> Shone:
    open_field = barriers if lamp.walls else barriers[:0]
    bright, dim = (
        area_of(
            ring_seen(
                open_field,
                lamp.x,
                lamp.y,
                bounds=(0, 0, 0, 0),
                radius=radius,
                angle=lamp.angle,
                rotation=lamp.rotation,
            )
        )
        for radius in (lamp.bright, lamp.dim)
    )
    return bright, dim
