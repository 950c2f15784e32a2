"""A world moves by the laws of nature, step by step, and where it stands is kept."""

from __future__ import annotations

import math
from typing import Any

import pytest

from universes.models import Run

ALL = "/api/v1/universes"
VACUUM = {"pressure": 0.0, "temperature": 0.0, "gravity": 9.81}


def test_it_steps_and_goes_on_where_it_stood(moon: Any, ada: Any, ben: Any, cleo: Any, as_: Any) -> None:
    lead = moon.lead
    lead.does("physics.set", **VACUUM)
    ball = str(lead.does("body.create", name="Ball", position=[0.0, 0.0], velocity=[3.0, 0.0]).made[0].pk)
    mine = as_(ada)
    simulation = f"{ALL}/{moon.things['universe']}/simulation"
    at_first = mine.get(f"{simulation}/state").json()["data"]
    assert (at_first["status"], at_first["bodies"][0]["vx"]) == ("stopped", 3.0)
    for _ in range(2):
        answer = mine.post(f"{simulation}/step", {"steps": 30})
        assert answer.status_code == 200, answer.json()
    state = answer.json()["data"]
    [there] = state["bodies"]
    assert state["step"] == 60 and state["time"] == pytest.approx(1.0)
    assert (there["id"], there["x"]) == (ball, pytest.approx(3.0))
    assert there["y"] == pytest.approx(-9.81 / 2, rel=0.005)
    assert as_(ben).get(f"{simulation}/state").json()["data"]["bodies"] == [there]
    lead.does("physics.set", gravity=0.0)
    moved = mine.post(f"{simulation}/step", {"steps": 60}).json()["data"]["bodies"][0]
    assert moved["vy"] == pytest.approx(there["vy"]), "it goes on under the new laws from where it was"
    moon.deliver()
    assert moon.seats["ben"].things("simulation")[0]["step"] == 120
    moon.is_level()
    for wrong in ({"steps": 0}, {"steps": 601}, {"steps": 1.5}):
        assert mine.post(f"{simulation}/step", wrong).status_code == 400
    for who, status in ((ben, 403), (cleo, 404)):
        for part in ("step", "reset"):
            assert as_(who).post(f"{simulation}/{part}", {}).status_code == status
    assert mine.post(f"{simulation}/reset").json()["data"]["step"] == 0
    assert mine.get(f"{simulation}/state").json()["data"]["bodies"] == at_first["bodies"]
    Run.objects.update(status="running")
    assert mine.post(f"{simulation}/step", {}).status_code == 409


def test_a_world_that_comes_apart_says_why(moon: Any, ada: Any, as_: Any) -> None:
    moon.lead.does("physics.set", **VACUUM)
    moon.lead.does("body.create", velocity=[90_000.0, 0.0], acceleration=[100_000.0, 0.0])
    simulation = f"{ALL}/{moon.things['universe']}/simulation"
    answer = as_(ada).post(f"{simulation}/step", {"steps": 600})
    assert answer.status_code == 422 and "too fast" in answer.json()["error"]
    assert not any(math.isnan(body["x"]) for body in as_(ada).get(f"{simulation}/state").json()["data"]["bodies"])
