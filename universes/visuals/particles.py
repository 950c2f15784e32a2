"""Sparks that rise with the sound. Every spark's way follows from its number and its birth, so any picture of a series can
be drawn without those before it.
"""

from __future__ import annotations

import math
from typing import Any

from universes.visuals.mapping import Mapping
from universes.visuals.picture import Circle, Picture, mixed
from universes.visuals.settings import Particles
from universes.visuals.source import Frame, Source

LIFE = 2.0
# Turns by the golden angle spread directions evenly, however many sparks there are.
GOLDEN = math.pi * (3 - math.sqrt(5))


def measure_particles(settings: Particles, source: Source, frame: Frame, mappings: list[Mapping]) -> dict[str, Any]:
    """`particles`: x and y (0 to 1 from left and top), size (pixels of a picture 360 high), colour and age of each, oldest
    first; a spark keeps the speed, size and colour that the sound gave it when it was born.
    """
    slots = settings.max_particles
    sparks: list[dict[str, Any]] = []
    for slot in range(slots):
        # Slot n is reborn every LIFE seconds, each slot a little after the one before it.
        turn = math.floor((frame.time - slot * LIFE / slots) / LIFE)
        born = turn * LIFE + slot * LIFE / slots
        age = frame.time - born
        driven = source.once(("spark", born), lambda born=born: source.driven(mappings, born))  # type: ignore[misc]
        if born < 0 or _chance(slot, turn, 3) >= driven.count:
            continue
        angle = (slot + turn * slots) * GOLDEN
        speed = settings.particle_speed * driven.speed * (0.4 + 0.6 * _chance(slot, turn, 1))
        reach = speed * age / 360
        sparks.append(
            {
                "x": round(0.5 + math.cos(angle) * reach * 9 / 16, 5),
                "y": round(0.55 - math.sin(angle) * reach - 0.04 * age * age, 5),
                "size": round(settings.particle_size * driven.size * (0.5 + _chance(slot, turn, 2)), 3),
                "color": mixed(driven.color(settings.particle_color), settings.particle_color_end, age / LIFE),
                "age": round(age, 4),
            }
        )
    sparks.sort(key=lambda spark: -spark["age"])
    return {"particles": sparks}


def draw_particles(
    settings: Particles,
    source: Source,
    frame: Frame,
    mappings: list[Mapping],
    data: dict[str, Any],
    size: tuple[int, int],
) -> Picture:
    width, height = size
    return Picture(
        width,
        height,
        settings.background_color,
        [
            Circle(
                spark["x"] * width,
                spark["y"] * height,
                spark["size"] * height / 360,
                spark["color"],
                round(1 - (spark["age"] / LIFE) ** 2, 3),
            )
            for spark in data["particles"]
        ],
        settings.halo,
    )


def _chance(slot: int, turn: int, salt: int) -> float:
    """Evenly between 0 and 1, always the same for the same three numbers (a multiplicative hash)."""
    number = (slot * 0x9E3779B1 + turn * 0x85EBCA77 + salt * 0xC2B2AE3D) & 0xFFFFFFFF
    number = ((number ^ number >> 15) * 0x2C1B3C6D) & 0xFFFFFFFF
    number = ((number ^ number >> 12) * 0x297A2D39) & 0xFFFFFFFF
    return (number ^ number >> 15) / 2**32
