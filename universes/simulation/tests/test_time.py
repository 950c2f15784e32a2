"""Time that is dilated goes along the same path at another speed."""

from __future__ import annotations

import time

import msgspec
import pytest

from universes.physics.tests.scenarios import ball, floor, of, vacuum
from universes.physics.world import Simulation
from universes.simulation.child import Clock


def test_dilated_time_leaves_the_path_and_changes_when_one_is_where(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    world = vacuum(gravity=9.81, elasticity=0.7, air_resistance=0.2)
    clock, paths, seconds = Clock(), {}, {}
    for scale in (0.25, 1.0, 4.0):
        thrown = ball(position=(0, 2), velocity=(3, 1))
        simulation = Simulation(msgspec.structs.replace(world, time_scale=scale), [thrown, floor()], seed=3)
        now, path = 100.0, []
        clock.begin(0.0)
        while len(path) < 90:
            now += 1 / 16
            while simulation.time + world.time_step <= clock.due(scale) and len(path) < 90:
                simulation.step()
                path.append(of(simulation, "ball"))
        paths[scale], seconds[scale] = path, now - 100.0
    assert paths[0.25] == paths[1.0] == paths[4.0]
    assert min(one.y for one in paths[1.0]) < 0.6 < paths[1.0][0].y
    # A second and a half of the world, to within the sixteenth at which one looks.
    for scale, taken in seconds.items():
        assert 1.5 / scale <= taken + 1e-9 <= 1.5 / scale + 0.13
