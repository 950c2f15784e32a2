"""The picture of the bodies as they move, with the ways they came."""

from __future__ import annotations

import math
from typing import Any

from universes.visuals.mapping import Mapping
from universes.visuals.picture import Circle, Line, Picture, Polygon
from universes.visuals.settings import Bodies
from universes.visuals.source import Frame, Motion, Outline, Source

UNKNOWN = Outline(radius=0.1)
MOST_TRAIL = 40


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

    shapes: list[Any] = []
    trails = _trails(motion, frame.time, settings.trail_seconds)
    for body in data["bodies"]:
        outline = motion.outlines.get(body["id"], UNKNOWN)
        driven = source.driven(mappings, frame.time, _facts(body, outline))
        color = settings.static_color if outline.static else driven.color(settings.body_color)
        way = [placed(x, y) for x, y in trails.get(body["id"], ())]
        if len(way) > 1 and not outline.static:
            shapes.append(Line(way, color, max(1.0, height / 240), 0.35))
        grown = 1.0 if outline.static else driven.size
        x, y = placed(body["x"], body["y"])
        if not outline.points:
            shapes.append(Circle(x, y, outline.radius * scale * grown, color))
            continue
        cos, sin = math.cos(body["angle"]) * scale * grown, math.sin(body["angle"]) * scale * grown
        turned = [(x + px * cos - py * sin, y - px * sin - py * cos) for px, py in outline.points]
        shapes.append(Polygon(turned, color))
    return Picture(width, height, settings.background_color, shapes)


def _facts(body: dict[str, Any], outline: Outline) -> dict[str, float]:
    return {
        "speed": math.hypot(body.get("vx", 0.0), body.get("vy", 0.0)),
        "spin": abs(body.get("spin", 0.0)),
        "mass": outline.mass,
        "height": body["y"],
        "x": body["x"],
    }


def _trails(motion: Motion, time: float, seconds: float) -> dict[str, list[tuple[float, float]]]:
    """The places of each body in the last `seconds`, at most forty of them."""
    if not seconds:
        return {}
    held = [state for state in motion.states if time - seconds <= state["time"] <= time]
    ways: dict[str, list[tuple[float, float]]] = {}
    for state in held[:: math.ceil(len(held) / MOST_TRAIL) or 1]:
        for body in state["bodies"]:
            ways.setdefault(body["id"], []).append((body["x"], body["y"]))
    return ways
