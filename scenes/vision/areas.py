"""Outlines as shapely areas, and areas as the rings that go over the wire."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from scenes.vision.barriers import Points

NOTHING: BaseGeometry = shapely.MultiPolygon()
PIXEL = 1.0
MOST_CORNERS = 4_000


def area_of(ring: Points) -> BaseGeometry:
    """The area within an outline; where rounding let it touch itself, the valid area nearest to it."""
    if len(ring) < 3:
        return NOTHING
    return areal(shapely.polygons(ring))


def union(areas: list[BaseGeometry]) -> BaseGeometry:
    full = [area for area in areas if not area.is_empty]
    if len(full) < 2:
        return full[0] if full else NOTHING
    return areal(shapely.union_all(np.array(full, dtype=object)))


def common(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    return NOTHING if one.is_empty or other.is_empty else areal(shapely.intersection(one, other))


def without(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    return one if one.is_empty or other.is_empty else areal(shapely.difference(one, other))


def areal(found: BaseGeometry) -> BaseGeometry:
    """Only what has an area, valid: lines and points that geometry leaves behind where things touch are dropped."""
    if not shapely.is_valid(found):
        found = shapely.make_valid(found)
    if found.geom_type in ("Polygon", "MultiPolygon"):
        return found
    parts = shapely.get_parts(found)
    flat = [part for part in parts if part.geom_type in ("Polygon", "MultiPolygon") and not part.is_empty]
    return shapely.union_all(np.array(flat, dtype=object)) if flat else NOTHING


def rings(area: BaseGeometry) -> list[list[list[int]]]:
    """Polygons, each as its rings (the outer first), each ring flat [x, y, x, y, ...] in whole pixels.

    Corners that make less than a pixel's difference are left out; of a very ragged area more, for at most 4,000 remain.
    """
    tolerance = PIXEL
    while True:
        smooth = areal(shapely.simplify(area, tolerance))
        if shapely.get_num_coordinates(smooth) <= MOST_CORNERS or tolerance > 64:
            break
        tolerance *= 2
    found = []
    for polygon in shapely.get_parts(smooth):
        outlines = [_flat(ring) for ring in (polygon.exterior, *polygon.interiors)] if not polygon.is_empty else []
        if outlines and len(outlines[0]) >= 6:
            found.append([outlines[0], *(hole for hole in outlines[1:] if len(hole) >= 6)])
    return sorted(found)


def _flat(ring: Any) -> list[int]:
    corners = np.rint(shapely.get_coordinates(ring)[:-1]).astype(np.int64)
    different = np.any(corners != np.roll(corners, 1, axis=0), axis=1)
    return [int(number) for number in corners[different].ravel()]


def from_rings(polygons: list[list[list[float]]]) -> BaseGeometry:
    """The area that `rings` wrote."""
    return union([areal(shapely.Polygon(*_corners(rings))) for rings in polygons])


def _corners(rings: list[list[float]]) -> tuple[Any, list[Any]]:
    outer, *holes = [np.reshape(ring, (-1, 2)) for ring in rings]
    return outer, holes
