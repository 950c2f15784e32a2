"""Writes Universal VTT files (format 0.3).

What the format has no words for (secret and locked doors, windows, one-way and terrain walls, a light's cone and bright
part) goes into `dreamtable` beside it, by the same coordinates: other programs pass it over, and whoever moves a wall
elsewhere only loses what was said of it there.
"""

from __future__ import annotations

import binascii
import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from maps.formats import structure as neutral
from maps.formats.uvtt_words import WallWords


def write(structure: neutral.Structure, picture: Iterable[bytes]) -> Iterator[bytes]:
    """The file, piece by piece; `picture` gives blocks whose lengths are multiples of 3 but for the last.

    Walls are lines of two points, terrain goes to the object lines, doors and windows are portals. Foundry's importers
    take a portal that is not closed for a window: so are ours written.
    """
    cell = structure.grid.size

    def at(x: float, y: float) -> dict[str, float]:
        return {"x": round(x / cell, 6), "y": round(y / cell, 6)}

    def lines(kinds: tuple[str, ...]) -> list[list[dict[str, float]]]:
        return [[at(w.x1, w.y1), at(w.x2, w.y2)] for w in structure.walls if w.kind in kinds]

    head = {
        "format": 0.3,
        "resolution": {
            "map_origin": {"x": 0, "y": 0},
            "map_size": at(structure.width, structure.height),
            "pixels_per_grid": int(cell) if cell == int(cell) else cell,
        },
        "line_of_sight": lines(("wall",)),
        "objects_line_of_sight": lines(("terrain",)),
        "portals": [_portal(wall, at) for wall in structure.walls if wall.kind in ("door", "secret", "window")],
        "environment": {"baked_lighting": False, "ambient_light": f"ff{structure.ambient.removeprefix('#')}"},
        "lights": [
            {
                "position": at(light.x, light.y),
                "range": round(light.dim / cell, 6),
                "intensity": 1,
                "color": f"{round(light.alpha * 255):02x}{light.colour.removeprefix('#')}",
                "shadows": light.walls,
            }
            for light in structure.lights
        ],
        "dreamtable": _our_words(structure, cell),
    }
    yield json.dumps(head, separators=(",", ":"))[:-1].encode() + b',"image":"'
    for block in picture:
        yield binascii.b2a_base64(block, newline=False)
    yield b'"}'


def _portal(wall: neutral.Wall, at: Any) -> dict[str, Any]:
    return {
        "position": at((wall.x1 + wall.x2) / 2, (wall.y1 + wall.y2) / 2),
        "bounds": [at(wall.x1, wall.y1), at(wall.x2, wall.y2)],
        "rotation": round(math.atan2(wall.y2 - wall.y1, wall.x2 - wall.x1), 6),
        "closed": wall.kind != "window" and wall.state != "open",
        "freestanding": False,
    }


def _our_words(structure: neutral.Structure, cell: float) -> dict[str, Any]:
    """What a reader of the plain format would not understand of these walls and lights."""
    walls = [
        {
            "line": [round(value / cell, 6) for value in wall.line],
            **{name: getattr(wall, name) for name in WallWords.__struct_fields__ if name != "line"},
        }
        for wall in structure.walls
        if wall != neutral.Wall(*wall.line)
        and wall != neutral.Wall(*wall.line, kind="door", state=wall.state)
        or wall.state == "locked"
    ]
    lights = [
        {
            "x": round(light.x / cell, 6),
            "y": round(light.y / cell, 6),
            "bright": round(light.bright / cell, 6),
            **{name: getattr(light, name) for name in ("angle", "rotation", "on", "walls")},
        }
        for light in structure.lights
    ]
    return {"version": 1, "walls": walls, "lights": lights}
