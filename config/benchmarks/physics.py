"""`manage.py benchmark physics`: the share of one core that a world takes to keep up with the clock.

500 bodies in a closed box, discs and boxes by halves, at 60 steps a second with the default substeps and iterations.
Processor time of this thread, so that the machine's other work does not count; the states that a running world sends 25
times a second are read too.
"""

from __future__ import annotations

import os
import platform
import random
from collections.abc import Callable
from statistics import median
from time import thread_time

import msgspec
import numpy as np
import pymunk

from config.benchmarks.report import Report, Row, say
from universes.physics.bodies import Body
from universes.physics.parameters import DEFAULTS, Physics, with_preset
from universes.physics.world import Simulation

BODIES, RATE, FRAMES = 500, 60, 25
GOAL = 50.0
SIDE, SPACING, PACKED = 40.0, 1.5, 0.62


def scattered(speed: float, spacing: float = SPACING, count: int = BODIES) -> list[Body]:
    """Bodies on a lattice with speeds of `speed` m/s in all directions, every second one a box."""
    chance = random.Random(20261122)
    row = int(SIDE / spacing) - 1
    bodies = []
    for index in range(count):
        x, y = (index % row + 1) * spacing - SIDE / 2, (index // row + 1) * spacing - SIDE / 2
        velocity = (chance.gauss(0, speed), chance.gauss(0, speed))
        shape = {"shape": "circle", "radius": 0.3} if index % 2 else {"shape": "box", "width": 0.5, "height": 0.5}
        bodies.append(msgspec.convert({"id": f"b{index}", "position": (x, y), "velocity": velocity, **shape}, Body))
    return bodies


def share(physics: Physics, bodies: list[Body], warm: int, seconds: int) -> float:
    """Per cent of one core: the median of some seconds of the world, after `warm` steps."""
    simulation = Simulation(physics, bodies, (), 1)
    simulation.step(warm)
    shares = []
    for _second in range(seconds):
        started = thread_time()
        for step in range(RATE):
            simulation.step()
            if step * FRAMES // RATE != (step + 1) * FRAMES // RATE:
                msgspec.json.encode((simulation.state(), simulation.collisions()))
        shares.append((thread_time() - started) * 100)
    return median(shares)


def world(**changes: object) -> Physics:
    return msgspec.structs.replace(with_preset(DEFAULTS, "earth"), boundary="wall", width=SIDE, height=SIDE, **changes)


def moving(report: Report, quick: bool) -> None:
    """The earth's preset, with the air's drag, while everything falls and bounces."""
    value = share(world(), scattered(3.0), 30, 1 if quick else 3)
    report.add(Row("moving", f"{BODIES} bodies that fall and bounce, with drag", value, "% of a core", GOAL))


def floating(report: Report, quick: bool) -> None:
    """No gravity, all elastic: collisions without end."""
    physics = world(gravity=0.0, elasticity=1.0, air_resistance=0.0)
    value = share(physics, scattered(3.0), 30, 1 if quick else 3)
    report.add(Row("floating", f"{BODIES} elastic bodies without weight", value, "% of a core", GOAL))


def heaped(report: Report, quick: bool) -> None:
    """What has come to rest at the bottom of the box: the most contacts there can be."""
    value = share(world(), scattered(0.0, PACKED), 120, 1 if quick else 3)
    report.add(Row("heaped", f"{BODIES} bodies in a heap", value, "% of a core", GOAL))


ROWS: dict[str, Callable[[Report, bool], None]] = {"moving": moving, "floating": floating, "heaped": heaped}


def run(*, only: list[str] | None, quick: bool) -> Report:
    conditions = {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pymunk": pymunk.version,
        "load": f"{os.getloadavg()[0]:.1f}",
    }
    report = Report("physics", conditions)
    for name in only or ROWS:
        say(f"{name}: {ROWS[name].__doc__}")
        ROWS[name](report, quick)
    return report
