"""The server draws what the page draws: both are held to the same cases (`cases/pictures.json`,
`universes/tests/visuals.test.js`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from universes.visuals import analysis, drawing
from universes.visuals.analysis import Sound
from universes.visuals.mapping import Mapping, moved
from universes.visuals.picture import mixed
from universes.visuals.settings import SETTINGS
from universes.visuals.sounding import colors
from universes.visuals.source import Frame, Motion, Outline, Source

CASES = json.loads((Path(__file__).parent / "cases" / "pictures.json").read_bytes())
BEFORE = 0.1


class Told(Source):
    """What mappings ask of a sound is what the case says."""

    values: dict[str, float]

    def value(self, mapping: Mapping, time: float, body: dict[str, float] | None = None) -> float:
        known = self.values | {f"body.{name}": value for name, value in (body or {}).items()}
        return known[mapping.source]


def same(found: Any, expected: Any) -> None:
    """Numbers as near as they are written."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            same(found[key], value)
    elif isinstance(expected, list):
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            same(one, other)
    else:
        assert found == (pytest.approx(expected, abs=2e-3, rel=1e-3) if isinstance(expected, float) else expected)


def test_mappings_and_colours() -> None:
    for case in CASES["moved"]:
        same(moved(msgspec.convert(case["mapping"], Mapping), case["value"]), case["is"])
    for case in CASES["mixed"]:
        assert mixed(*case["of"]) == case["is"]
    settings = msgspec.convert(CASES["spectrogram"]["settings"], SETTINGS["spectrogram"])
    ramp = colors(settings, settings.color_end).tolist()  # type: ignore[arg-type, attr-defined]
    assert [ramp[0], ramp[0], ramp[0], ramp[255]] == CASES["spectrogram"]["colors"]


def test_what_is_heard() -> None:
    told = CASES["heard"]
    times = np.arange(analysis.WINDOW) / told["rate"]
    tones = [strength * np.sin(2 * np.pi * hertz * times + phase) for strength, hertz, phase in told["tones"]]
    sound = Sound(np.sum(tones, axis=0).astype(np.float32), told["rate"])
    middle = analysis.WINDOW / 2 / told["rate"]
    same(analysis.features(sound, middle, middle - 1 / 30), told["features"])
    bars = analysis.banded(analysis.magnitudes(sound, middle), told["rate"], 64)
    same(analysis.decibels(bars).tolist(), told["db"])


@pytest.mark.parametrize("case", CASES["pictures"], ids=lambda case: case["kind"])
def test_what_is_drawn(case: dict[str, Any]) -> None:
    motion = None
    if "outlines" in case:
        outlines = {
            id: Outline(one["radius"], tuple(map(tuple, one["points"])), one["still"], mass=one["mass"])
            for id, one in case["outlines"].items()
        }
        motion = Motion([{"time": step / 10, "bodies": state} for step, state in enumerate(steps(case))], outlines,
                        edges=tuple(case["edges"]))  # fmt: skip
    source = Told(Sound(np.zeros(0, np.float32), analysis.WINDOW), motion)
    source.values = case["values"]
    settings = msgspec.convert(case["settings"], SETTINGS[case["kind"]])
    mappings = msgspec.convert(case["mappings"], list[Mapping])
    frame = Frame(0, case["time"], case["time"] - BEFORE)
    measure, draw = drawing.KINDS[case["kind"]]
    if case["kind"] == "particle_system":
        same(measure(settings, source, frame, mappings), case["data"])
    same(msgspec.to_builtins(draw(settings, source, frame, mappings, case["data"], case["size"])), case["is"])


def steps(case: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The states that lead along the ways of the case."""
    count = len(next(iter(case["ways"].values())))
    return [
        [{"id": id, "x": way[step][0], "y": way[step][1], "angle": 0.0} for id, way in case["ways"].items()]
        for step in range(count)
    ]
