"""A world runs in a child process: in step with the clock, changed while it runs, stopped, and gone on from."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any

import msgspec

from universes.physics.bodies import Body, Constraint
from universes.physics.parameters import Physics
from universes.physics.world import Checkpoint, Simulation
from universes.simulation.runner import Runner
from universes.stepping import Documents

WAIT = 60.0


class Heard:
    """What a runner tells, and waiting for it."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Any]] = []
        self.news = threading.Condition()

    def callbacks(self) -> dict[str, Any]:
        return {
            "on_state": lambda state: self.add("state", state),
            "on_collisions": lambda met: self.add("collisions", met),
            "on_checkpoint": lambda state, kept: self.add("checkpoint", kept),
            "on_failed": lambda reason: self.add("failed", reason),
            "on_late": lambda seconds: self.add("late", seconds),
            "on_refused": lambda reason: self.add("refused", reason),
        }

    def add(self, word: str, told: Any) -> None:
        with self.news:
            self.said.append((word, told))
            self.news.notify_all()

    def all(self, word: str) -> list[Any]:
        return [told for one, told in self.said if one == word]

    def until(self, word: str, count: int = 1) -> Any:
        with self.news:
            assert self.news.wait_for(lambda: len(self.all(word)) >= count, WAIT), self.said[-3:]
            return self.all(word)[-1]


def world(gravity: float = 9.81, scale: float = 1.0, **told: Any) -> Documents:
    physics = Physics(gravity=gravity, time_scale=scale, elasticity=0.8)
    ball = Body(id="ball", radius=0.2, position=(0.0, 1.0))
    return Documents(physics, [Body(id="floor", shape="plane"), ball], told.get("constraints", []), 7)


def test_it_runs_is_changed_and_goes_on() -> None:
    heard = Heard()
    began = time.monotonic()
    runner = Runner(world(), **heard.callbacks())
    heard.until("collisions")
    state = heard.until("state", 10)
    assert state["time"] <= time.monotonic() - began
    assert heard.all("collisions")[0][0]["a"] == "ball" and heard.all("collisions")[0][0]["impulse"] > 1

    # Changed while it runs: nothing falls any more. What makes no sense changes nothing.
    weightless = world(gravity=0.0)
    runner.change(weightless.physics, weightless.bodies, [])
    runner.change(weightless.physics, weightless.bodies, [Constraint(id="rope", body_a="nobody")])
    assert heard.until("refused") == "no_such_body: rope body_a"
    runner.pause()
    checkpoints = len(heard.all("checkpoint"))
    runner.step(1)
    heard.until("checkpoint", checkpoints + 1)
    one = heard.all("state")[-1]["bodies"][0]
    runner.step(60)
    other = heard.until("state", len(heard.all("state")) + 1)["bodies"][0]
    assert other["y"] != one["y"] and abs(other["vy"]) <= abs(one["vy"]) + 1e-9

    runner.stop()
    assert not runner.alive and not heard.all("failed")
    # From the last checkpoint it goes on as it would have gone.
    last = msgspec.convert(heard.all("checkpoint")[-1], Checkpoint)
    here = Simulation.from_checkpoint(last)
    again = Heard()
    runner = Runner(weightless, last, **again.callbacks())
    runner.pause()
    there = msgspec.convert(again.until("checkpoint", 2), Checkpoint)
    here.step(there.step + there.since - here.steps)
    assert Simulation.from_checkpoint(there).state() == here.state()
    runner.stop()


def test_what_cannot_go_on_says_why_and_what_dies_is_missed() -> None:
    heard = Heard()
    spring = Constraint(id="spring", type="spring", body_a="ball", stiffness=1e12, rest_length=0.0)
    runner = Runner(world(constraints=[spring]), **heard.callbacks())
    assert heard.until("failed") in ("too_fast: ball", "too_far: ball", "not_finite: ball")
    runner.stop()

    heard = Heard()
    runner = Runner(world(), **heard.callbacks())
    heard.until("state")
    os.kill(runner.process.pid, signal.SIGKILL)
    assert heard.until("failed") == "died"
    runner.stop()
    assert heard.all("failed") == ["died"]


def test_what_is_too_much_leaves_time_out_and_says_so() -> None:
    heard = Heard()
    many = [Body(id=f"b{i}", radius=0.2, position=(i % 40 * 0.5, i // 40 * 0.5)) for i in range(600)]
    physics = Physics(time_scale=10.0, gravitation=1e-3, time_step=0.001, substeps=4, gravity=0.0)
    runner = Runner(Documents(physics, many, [], 1), **heard.callbacks())
    assert heard.until("late") > 0
    runner.stop()
    assert not runner.alive
