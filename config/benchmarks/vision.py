"""`manage.py benchmark vision`: how long it takes to find what one viewpoint sees, on one core.

Walls lie over a map of 8,192 px as in a dungeon: rooms with their four sides, some of which have a gap. A viewpoint sees
60 ft at 70 px a cell of 5 ft; what walls leave of an unbounded view by daylight is reported beside it. The walls are read
once for each change of them (`index`), as the table does it.
"""

from __future__ import annotations

import os
import platform
import random
from collections.abc import Callable
from statistics import median
from time import thread_time
from typing import Any

import numpy as np
import shapely

from config.benchmarks.report import Report, Row, say
from scenes.vision import Barriers, Mask, Segment, ring_seen
from scenes.vision.areas import area_of

MAP, CELL, FEET = 8_192.0, 70.0, 60.0
RADIUS = FEET / 5.0 * CELL
BOUNDS = (0.0, 0.0, MAP, MAP)
GOALS = {500: 2.0, 2_000: 5.0}
VIEWPOINTS = 60


def dungeon(count: int) -> list[Segment]:
    """`count` walls spread over the map: rooms of three to eight cells that stand in a grid, each side in two pieces."""
    chance = random.Random(20261121)
    side = int(np.ceil(np.sqrt(count / 7)))
    room, walls = MAP / side, []
    for index in range(side * side):
        x, y = index % side * room + room * 0.08, index // side * room + room * 0.08
        size = room * chance.uniform(0.6, 0.84)
        for ax, ay, bx, by in (
            (x, y, x + size, y),
            (x + size, y, x + size, y + size),
            (x + size, y + size, x, y + size),
        ):
            walls += [Segment(ax, ay, (ax + bx) / 2, (ay + by) / 2), Segment((ax + bx) / 2, (ay + by) / 2, bx, by)]
        gap = chance.uniform(0.3, 0.6)
        walls.append(Segment(x, y + size, x, y + size * gap))
    return chance.sample(walls, count) if len(walls) > count else walls


def scattered(count: int) -> list[Segment]:
    """`count` walls of one to six cells in any direction, that cross where they will."""
    chance = random.Random(20261122)
    walls = []
    for _wall in range(count):
        x, y, turn, length = (
            chance.uniform(0, MAP),
            chance.uniform(0, MAP),
            chance.uniform(0, 6.283),
            chance.uniform(70, 420),
        )
        walls.append(Segment(x, y, x + length * float(np.cos(turn)), y + length * float(np.sin(turn))))
    return walls


def taken(work: Callable[[], Any], rounds: int) -> float:
    """Milliseconds of processor time, the least of some rounds: the rest was the machine's other work."""
    times = []
    for _round in range(rounds):
        started = thread_time()
        work()
        times.append((thread_time() - started) * 1000)
    return min(times)


def measured(walls: list[Segment], radius: float | None, rounds: int) -> list[float]:
    """For each of many viewpoints spread over the map, how long its area takes, as a shapely polygon."""
    barriers, chance = Barriers.of(walls), random.Random(7)
    points = [(chance.uniform(0, MAP), chance.uniform(0, MAP)) for _point in range(VIEWPOINTS)]
    return [
        taken(lambda x=x, y=y: area_of(ring_seen(barriers, x, y, bounds=BOUNDS, radius=radius)), rounds)  # type: ignore[misc]
        for x, y in points
    ]


def viewpoint(report: Report, quick: bool) -> None:
    """60 ft around a viewpoint, among 500 and 2,000 walls."""
    rounds = 3 if quick else 9
    for lay in (dungeon, scattered):
        for count, goal in GOALS.items():
            times = measured(lay(count), RADIUS, rounds)
            report.add(
                Row(
                    f"{lay.__name__} {count}",
                    f"{count} walls ({lay.__name__}), 60 ft: a viewpoint, median",
                    median(times),
                    "ms",
                    goal,
                    detail={"slowest of 60 viewpoints": f"{max(times):.2f} ms"},
                )
            )


def unbounded(report: Report, quick: bool) -> None:
    """The same without an end but the map's, by daylight."""
    rounds = 2 if quick else 5
    for lay in (dungeon, scattered):
        for count in GOALS:
            times = measured(lay(count), None, rounds)
            detail = {"slowest of 60 viewpoints": f"{max(times):.2f} ms"}
            what = f"{count} walls ({lay.__name__}), unbounded daylight: a viewpoint, median"
            report.add(Row(f"unbounded {lay.__name__} {count}", what, median(times), "ms", detail=detail))


def index(report: Report, quick: bool) -> None:
    """Reading the walls anew, after one of them changed."""
    for count in (*GOALS, 5_000):
        walls = dungeon(count)
        value = taken(lambda walls=walls: Barriers.of(walls), 3)  # type: ignore[misc]
        report.add(Row(f"index {count}", f"{count} walls: making them ready", value, "ms"))


def mask(report: Report, quick: bool) -> None:
    """What one viewpoint sees becomes explored: painted, joined, packed."""
    area = shapely.Point(MAP / 2, MAP / 2).buffer(RADIUS)
    known = Mask.of(shapely.box(*BOUNDS), 4)
    value = taken(lambda: (known | Mask.of(area, 4)).packed(), 3 if quick else 9)
    report.add(Row("mask", "An explored mask of 2,048 x 2,048 cells: a viewpoint painted into it", value, "ms"))


ROWS: dict[str, Callable[[Report, bool], None]] = {
    "viewpoint": viewpoint,
    "unbounded": unbounded,
    "index": index,
    "mask": mask,
}


def run(*, only: list[str] | None, quick: bool) -> Report:
    conditions = {"python": platform.python_version(), "numpy": np.__version__, "load": f"{os.getloadavg()[0]:.1f}"}
    report = Report("vision", conditions)
    for name in only or ROWS:
        say(f"{name}: {ROWS[name].__doc__}")
        ROWS[name](report, quick)
    return report
