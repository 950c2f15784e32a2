"""How a sound gets from one place to another: softer with distance, muffled by what stands between. Pure."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from scenes.vision.barriers import Barriers, cross
from scenes.vision.ways import Point

THROUGH_A_WALL = 0.4
"""What is left of the amplitude behind one wall: -8 dB. What one of two thickets takes is half of that, in decibels."""
SILENT = 0.01
"""-40 dB: nobody hears it beside anything else."""


class Arrival(NamedTuple):
    """What arrives: `gain` from 0 to 1, how much of that was lost to walls (`muffle`, 0 to 1), and from which side, -1 on
    the left to 1 on the right.
    """

    gain: float
    muffle: float
    pan: float


def walls_between(barriers: Barriers, a: Point, b: Point) -> float:
    """How many walls the straight way crosses; limited ones count half. Where two meet in a corner, one is crossed."""
    box = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
    near = barriers.within(box)
    if not len(near):
        return 0.0
    walls = near.end - near.start
    way = np.broadcast_to(np.array([[b[0] - a[0], b[1] - a[1]]]), walls.shape)
    between = near.start - np.array([a])
    turned = cross(way, walls)
    with np.errstate(divide="ignore", invalid="ignore"):
        at, along = cross(between, walls) / turned, cross(between, way) / turned
    crossed = (at > 0) & (at < 1) & (along >= 0) & (along < 1)
    return float(np.where(near.limited, 0.5, 1.0)[crossed].sum())


def arrival(source: Point, ear: Point, radius: float, barriers: Barriers | None) -> Arrival | None:
    """What an ear hears of a source that is heard as far as `radius`: full at the source, with the square of what is left
    of the way further out. None when nothing arrives.
    """
    dx, dy = source[0] - ear[0], source[1] - ear[1]
    distance = float(np.hypot(dx, dy))
    if distance >= radius:
        return None
    left = THROUGH_A_WALL ** (walls_between(barriers, ear, source) if barriers is not None else 0.0)
    gain = (1.0 - distance / radius) ** 2 * left
    return Arrival(gain, 1.0 - left, dx / radius) if gain >= SILENT else None
