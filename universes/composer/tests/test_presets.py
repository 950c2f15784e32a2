"""The presets are different music, each in the way that the design says."""

from __future__ import annotations

from functools import cache

from universes.composer.measurements import Measures, measured
from universes.composer.parameters import PRESETS
from universes.composer.score import score


@cache
def of(name: str) -> Measures:
    return measured(score(seed, PRESETS[name], bar) for seed in range(4) for bar in range(8, 16))


def notes_a_second(name: str) -> float:
    return of(name).density * of(name).tempo / 60


def test_combat_and_tavern_are_busy_calm_and_grief_are_not_mystery_and_dread_are_nearly_silent() -> None:
    assert min(notes_a_second(name) for name in ("combat", "tavern")) > 1.3 * notes_a_second("travel")
    assert notes_a_second("travel") > 1.2 * notes_a_second("calm")
    assert max(notes_a_second("mystery"), notes_a_second("dread")) < 0.7 * notes_a_second("calm")


def test_dread_rubs_and_lies_low_calm_and_triumph_rest() -> None:
    assert of("dread").consonance < of("mystery").consonance < of("calm").consonance
    assert of("dread").consonance < 0.8 * of("triumph").consonance
    assert of("dread").register == min(of(name).register for name in PRESETS)


def test_combat_is_loud_mystery_soft_dread_dark_grief_walks() -> None:
    loud = {name: of(name).dynamics for name in PRESETS}
    assert loud["combat"] > loud["travel"] > loud["calm"] > loud["mystery"]
    assert of("dread").brightness == min(of(name).brightness for name in PRESETS)
    assert of("grief").step_share > of("mystery").step_share
    assert of("mystery").reverberance > of("tavern").reverberance
