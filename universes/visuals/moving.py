"""The picture of the bodies as they move, with the ways they came."""

from __future__ import annotations

import math
from typing import Any

from universes.visuals.mapping import Mapping
from universes.visuals.picture import Circle, Line, Picture, Polygon, Shape
from universes.visuals.settings import Bodies
from universes.visuals.source import Frame, Motion, Outline, Source

UNKNOWN = Outline(radius=0.1)
MOST_TRAIL = 40
FADES = 5


def measure_bodies(settings: Bodies, source: Source, frame: Frame, mappings: list[Mapping]) -> dict[str, Any]:
    """`bodies`: the state of each at the frame's moment, as the simulation gave it, and `world_time`."""
    if source.motion is None or not source.motion.states:
        return {"world_time": 0.0, "bodies": []}
    state = source.motion.at(frame.time)
    return {"world_time": state["time"], "bodies": state["bodies"]}


def draw_bodies(
    settings: Bodies, source: Source, frame: Frame, mappings: list[Mapping], data: dict[str, Any], size: tuple[int, int]
) -> Picture:
    width, height = size
    motion = source.motion
    if motion is None or not motion.states:
        return Picture(width, height, settings.background_color, [])
    left, bottom, right, top = motion.extent
    scale = min(width / (right - left), height / (top - bottom))

    def placed(x: float, y: float) -> tuple[float, float]:
        return (
            width / 2 + (x - (left + right) / 2) * scale,
            height / 2 - (y - (bottom + top) / 2) * scale,
        )

    shapes: list[Shape] = []
    trails = _trails(motion, frame.time, settings.trail_seconds)
    for body in data["bodies"]:
        outline = motion.outlines.get(body["id"], UNKNOWN)
        driven = source.driven(mappings, frame.time, _facts(body, outline))
        grown = 1.0 if outline.static else driven.size
        if not outline.static:
            way = [placed(x, y) for x, y in trails.get(body["id"], ())]
            shapes.extend(_trail(way, settings.trail_color, height / 180))
        color = settings.static_color if outline.static else driven.color(settings.body_color)
        x, y = placed(body["x"], body["y"])
        cos, sin = math.cos(body["angle"]) * scale * grown, math.sin(body["angle"]) * scale * grown
        if outline.points:
            turned = [(x + px * cos - py * sin, y - px * sin - py * cos) for px, py in outline.points]
            shapes.append(Polygon(turned, color))
            continue
        shapes.append(Circle(x, y, outline.radius * scale * grown, color))
        # A spoke, by which its turning is seen.
        rim = (x + outline.radius * cos, y - outline.radius * sin)
        shapes.append(Line([(x, y), rim], settings.background_color, max(height / 240, 1.0), 0.6))
    return Picture(width, height, settings.background_color, shapes, settings.halo)


def _trail(way: list[tuple[float, float]], color: str, width: float) -> list[Shape]:
    """The way a body came, fainter the longer ago."""
    step = max(math.ceil(len(way) / FADES), 1)
    parts = [way[first : first + step + 1] for first in range(0, len(way), step)]
    return [
        Line(part, color, width, round(0.6 * (index + 1) / len(parts), 3))
        for index, part in enumerate(parts)
        if len(part) > 1
    ]


def _facts(body: dict[str, Any], outline: Outline) -> dict[str, float]:
    return {
        "speed": math.hypot(body.get("vx", 0.0), body.get("vy", 0.0)),
        "spin": abs(body.get("spin", 0.0)),
        "mass": outline.mass,
        "height": body["y"],
        "x": body["x"],
    }


def _trails(motion: Motion, time: float, seconds: float) -> dict[str, list[tuple[float, float]]]:
    """The places of each body in the last `seconds`, at most forty of them, the latest always."""
    if not seconds:
        return {}
    held = motion.states[motion.until(time - seconds) - 1 : motion.until(time)]
    ways: dict[str, list[tuple[float, float]]] = {}
    for state in held[:: -(math.ceil(len(held) / MOST_TRAIL) or 1)][::-1]:
        for body in state["bodies"]:
            ways.setdefault(body["id"], []).append((body["x"], body["y"]))
    return ways
