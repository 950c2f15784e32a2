"""A map's grid, walls, doors and lights as lines over its picture, for the page of the map in the back office."""

from __future__ import annotations

import math
from typing import Any

from maps.exports import structure_of
from maps.models import Map

LARGEST = 4096
"""Beyond so many pixels a side the thumbnail stands in for the picture, so that a page does not load 500 MB."""
KINDS = {"wall": "wall", "terrain": "terrain", "door": "door", "secret": "door", "window": "window"}


def drawn(entry: Map) -> dict[str, Any]:
    """{whole, grid, walls, lights, stroke}: `grid` is the tile {x, y, width, height, line} that repeats, in pixels of the
    map, or None; `walls` [{kind, line}] are paths; `lights` circles [{x, y, radius, colour}].
    """
    structure = structure_of(entry)
    lines: dict[str, list[str]] = {}
    for wall in structure.walls:
        lines.setdefault(KINDS[wall.kind], []).append(f"M{wall.x1:g} {wall.y1:g}L{wall.x2:g} {wall.y2:g}")
    return {
        "whole": entry.media == Map.Media.PICTURE and max(entry.width, entry.height) <= LARGEST,
        "grid": _tile(entry),
        "walls": [{"kind": kind, "line": "".join(parts)} for kind, parts in lines.items()],
        "lights": [{"x": one.x, "y": one.y, "radius": one.dim, "colour": one.colour} for one in structure.lights],
        "stroke": max(1.0, max(entry.width, entry.height) / 500),
    }


def _tile(entry: Map) -> dict[str, Any] | None:
    """What repeats of the grid. A hexagon's size is the distance of two of its parallel sides, as in
    `scenes.geometry.grid`; two rows (or columns) of them repeat.
    """
    size = entry.cell_width
    place = {"x": entry.offset_x, "y": entry.offset_y}
    if entry.grid_type == Map.Grid.NONE or size < 4:
        return None
    if entry.grid_type == Map.Grid.SQUARE:
        high = entry.cell_height or size
        return {**place, "width": size, "height": high, "line": f"M{size:g} 0H0V{high:g}"}
    side = size / math.sqrt(3)
    # Pointy hexagons with the upper left one's box at the corner; `half` is how far a side's end lies below its tip.
    half, low = side / 2, side * 1.5
    shift = size / 2 if entry.grid_type in (Map.Grid.HEX_POINTY_EVEN, Map.Grid.HEX_FLAT_EVEN) else 0.0
    tip = size / 2 - side  # the first centre lies half a cell from the offset
    across = [(0.0, half), (size / 2, 0.0), (size, half), (size, low), (size / 2, 2 * side), (0.0, low)]
    points = [[*across, across[0]], [(size / 2, 2 * side), (size / 2, 3 * side)]]
    if entry.grid_type in (Map.Grid.HEX_FLAT_ODD, Map.Grid.HEX_FLAT_EVEN):
        points = [[(y, x) for x, y in line] for line in points]
        place = {"x": entry.offset_x + tip, "y": entry.offset_y + shift}
        return {**place, "width": 3 * side, "height": size, "line": _path(points)}
    place = {"x": entry.offset_x + shift, "y": entry.offset_y + tip}
    return {**place, "width": size, "height": 3 * side, "line": _path(points)}


def _path(lines: list[list[tuple[float, float]]]) -> str:
    return "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in line) for line in lines)
