"""How a sound gets from one place to another: the cases that the page of who leads is held to, too (`emitters.test.js`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scenes.vision import Barriers, Segment
from scenes.vision.hearing import arrival

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "cases" / "hearing.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_arrives(case: dict[str, Any]) -> None:
    walls = Barriers.of([Segment(*line) for line in case["walls"]], crossings=False)
    (x, y), (ear_x, ear_y) = case["source"], case["ear"]
    found = arrival((x, y), (ear_x, ear_y), case["radius"], walls)
    assert (found and found._asdict()) == (case["arrives"] and pytest.approx(case["arrives"], abs=1e-6))
