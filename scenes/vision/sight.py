"""What eyes see: what is in view, and of that what is lit or within darkvision."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from scenes.vision.areas import area_of, common, union
from scenes.vision.barriers import Barriers, Box
from scenes.vision.light import Lit
from scenes.vision.sweep import ring_seen


@dataclass(frozen=True, slots=True)
class Eye:
    """Whoever looks from (x, y): at most as far as `reach` (None: without end), and in the dark up to `darkvision`."""

    x: float
    y: float
    reach: float | None = None
    angle: float = 360.0
    rotation: float = 0.0
    darkvision: float = 0.0


def field_of_view(eye: Eye, barriers: Barriers, bounds: Box, reach: float | None) -> BaseGeometry:
    """All that no wall hides from the eye within `reach`, lit or not."""
    ring = ring_seen(barriers, eye.x, eye.y, bounds=bounds, radius=reach, angle=eye.angle, rotation=eye.rotation)
    return area_of(ring)


Memory = MutableMapping[Eye, BaseGeometry]


def seen_by(
    eyes: Iterable[Eye],
    barriers: Barriers,
    bounds: Box | None,
    lit: Lit | None,
    *,
    margin: float = 0.0,
    known: Memory | None = None,
) -> BaseGeometry:
    """What the eyes see together. `lit` None: by daylight. Where nothing else ends a view, it ends at `bounds` widened
    to hold `margin` around that eye. `known` remembers each eye's own, for as long as all else is the same.
    """
    memory: Memory = {} if known is None else known
    areas = []
    for eye in eyes:
        if eye not in memory:
            memory[eye] = _seen(eye, barriers, _around(eye, bounds, margin), lit)
        areas.append(memory[eye])
    return union(areas)


def _around(eye: Eye, bounds: Box | None, margin: float) -> Box:
    x0, y0, x1, y1 = eye.x - margin, eye.y - margin, eye.x + margin, eye.y + margin
    if bounds is None:
        return (x0, y0, x1, y1)
    return (min(x0, bounds[0]), min(y0, bounds[1]), max(x1, bounds[2]), max(y1, bounds[3]))


def _seen(eye: Eye, barriers: Barriers, bounds: Box, lit: Lit | None) -> BaseGeometry:
    in_view = field_of_view(eye, barriers, bounds, eye.reach)
    if lit is None:
        return in_view
    dark = min(eye.darkvision, eye.reach) if eye.reach is not None else eye.darkvision
    near = field_of_view(eye, barriers, bounds, dark) if dark > 0 else None
    by_light = common(in_view, lit.dim)
    return by_light if near is None else union([by_light, near])
