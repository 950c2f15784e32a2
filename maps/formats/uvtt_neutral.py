"""What a Universal VTT file, or the `structure` of a library map that came from one, means in the neutral form."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from maps.formats import structure as neutral
from maps.formats.structure import px
from maps.formats.uvtt import Uvtt

NEARLY = 2.0
"""So many pixels apart are the ends of an outline that is meant to be closed."""
TERRAIN = {"kind": "terrain", "sight": "limited", "light": "limited", "sound": "none"}


def walls_of(structure: dict[str, Any]) -> tuple[neutral.Wall, ...]:
    """The walls and doors of a library map's `structure`. An outline that is closed (a pillar, a boulder) is terrain, so
    that the thing itself is seen and what is behind it is not; an open line of an object is a wall. Both stop movement.
    A portal that is not closed is a door that stands open.
    """
    walls = [neutral.Wall(*line) for line in structure.get("walls", ())]
    for outline in _outlines(structure.get("object_walls", ())):
        kind: dict[str, Any] = TERRAIN if _closed(outline) else {}
        walls += [neutral.Wall(*line, **kind) for line in outline]
    for door in structure.get("doors", ()):
        ends = (door["x1"], door["y1"], door["x2"], door["y2"])
        walls.append(neutral.Wall(*ends, kind="door", state="closed" if door["closed"] else "open"))
    said = {_place(words["line"]): words for words in structure.get("words", {}).get("walls", ())}
    return tuple(_as_said(wall, said) for wall in walls)


def _outlines(lines: Iterable[Any]) -> list[list[Any]]:
    """Segments in a row that go on where the one before ended, and a closed outline by itself."""
    found: list[list[Any]] = []
    for line in lines:
        line = tuple(line)
        if found and found[-1][-1][2:] == line[:2] and not _closed(found[-1]):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _closed(outline: list[Any]) -> bool:
    """Dungeondraft's outlines of objects end half a pixel from where they began."""
    return len(outline) > 2 and math.dist(outline[0][:2], outline[-1][2:]) <= NEARLY


def _place(line: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(value, 1) for value in line)


def _as_said(wall: neutral.Wall, said: dict[tuple[float, ...], dict[str, Any]]) -> neutral.Wall:
    words = said.get(_place(wall.line))
    return replace(wall, **{name: value for name, value in words.items() if name != "line"}) if words else wall


def lights_of(structure: dict[str, Any]) -> tuple[neutral.Light, ...]:
    """The lights of a library map's `structure`: the format knows where a light ends; half of that is bright."""
    said = {_place((words["x"], words["y"])): words for words in structure.get("words", {}).get("lights", ())}
    lights = []
    for light in structure.get("lights", ()):
        words = said.get(_place((light["x"], light["y"])), {})
        more = {name: words[name] for name in ("angle", "rotation", "on", "walls") if name in words}
        lights.append(
            neutral.Light(
                light["x"],
                light["y"],
                words.get("bright", px(light["range"] / 2)),
                light["range"],
                **{"colour": light["color"], "alpha": light["alpha"], "walls": light["shadows"], **more},
            )  # fmt: skip
        )
    return tuple(lights)


def structured(parsed: Uvtt, name: str = "") -> neutral.Structure:
    """A parsed file in the neutral form."""
    data, cell = parsed.structure(), parsed.pixels_per_grid
    return neutral.Structure(
        format="uvtt",
        name=name,
        width=parsed.width,
        height=parsed.height,
        grid=neutral.Grid(size=cell, size_y=cell),
        ambient=parsed.ambient,
        darkness=neutral.darkness_of(parsed.ambient),
        walls=walls_of(data),
        lights=lights_of(data),
        report=parsed.report,
    )
