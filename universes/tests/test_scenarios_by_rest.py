"""Scenarios of physics through the public API, against the closed form: a throw, a pendulum and a collision in one world."""

from __future__ import annotations

from math import cos, pi, radians, sin
from typing import Any

import pytest

ALL = "/api/v1/universes"
GRAVITY, STEP = 9.81, 1 / 60


def test_what_falls_swings_and_meets_does_so_by_the_book(moon: Any, ada: Any, as_: Any) -> None:
    mine = as_(ada)
    one = f"{ALL}/{moon.things['universe']}"
    vacuum = {
        "gravity": GRAVITY,
        "pressure": 0,
        "temperature": 0,
        "air_resistance": 0,
        "elasticity": 0.5,
        "friction": 0,
    }
    assert mine.patch(f"{one}/physics-parameters", vacuum).status_code == 200

    def body(**fields: Any) -> str:
        made = mine.post(f"{one}/objects", {"radius": 0.1, **fields}).json()["data"]
        return str(made["id"])

    def after(steps: int) -> dict[str, Any]:
        told = mine.post(f"{one}/simulation/step", {"steps": steps}).json()["data"]
        return {each["id"]: each for each in told["bodies"]}

    angle, away = radians(40), radians(10)
    thrown = body(velocity=[12 * cos(angle), 12 * sin(angle)])
    bob = body(position=[100 + sin(away), 50 - cos(away)], mass=1)
    rod = {"type": "distance", "body_a": bob, "anchor_b": [100, 50]}
    assert mine.post(f"{one}/constraints", rod).status_code == 201
    light = body(position=[-50, 0], velocity=[4, 0], mass=1)
    heavy = body(position=[-48, 0], velocity=[-2, 0], mass=3)

    now = after(94)
    time = 94 * STEP
    assert now[thrown]["x"] == pytest.approx(12 * cos(angle) * time, rel=0.005)
    assert now[thrown]["y"] == pytest.approx(12 * sin(angle) * time - GRAVITY / 2 * time**2, abs=0.005 * 3.0327)
    assert (now[light]["vx"], now[heavy]["vx"]) == pytest.approx((-2.75, 0.25), rel=0.01)

    # 4.75 periods on: of a period that is 1 % other the bob would be five centimetres off.
    now = after(479)
    expected = 100 + sin(away) * cos(2 * pi * 573 * STEP / 2.0099)
    assert now[bob]["x"] == pytest.approx(expected, abs=0.02)
    state = mine.get(f"{one}/simulation/state").json()["data"]
    assert (state["step"], round(state["time"], 6)) == (573, round(573 * STEP, 6))
