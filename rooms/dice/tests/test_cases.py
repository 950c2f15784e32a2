"""Formulas every tabletop understands, those on which they disagree and what was decided, and those refused."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from rooms.dice import DiceError, read, roll
from rooms.dice.sources import Chance, Given, Highest, Lowest

CASES = json.loads((Path(__file__).parent / "cases" / "dice.json").read_text())
ROLLED = CASES["portable"] + CASES["decided"]
ROLLS = 10_000
LOWEST = {"1d10rr1": [1, 1, 2]}
"""What is thrown until it shows no 1 never rests on dice that show nothing else."""


class Repeatable:
    """The same chance at each run, so that what fails fails again."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)

    def throw(self, sides: int) -> int:
        return self.chance.randint(1, sides)


def named(case: dict[str, Any]) -> str:
    return case["expr"]


@pytest.mark.parametrize("case", ROLLED, ids=named)
def test_the_extremes(case: dict[str, Any]) -> None:
    formula = case["expr"]
    low = roll(formula, Given(LOWEST[formula]) if formula in LOWEST else Lowest())
    assert (low.total, roll(formula, Highest()).total) == (case["min"], case["max"])


@pytest.mark.parametrize("case", ROLLED, ids=named)
def test_the_mean(case: dict[str, Any]) -> None:
    """Within 5 standard errors, and every roll within the extremes."""
    formula, source = read(case["expr"]), Repeatable(case["expr"])
    totals = [formula.throw(source).total for _time in range(ROLLS)]
    mean = sum(totals) / ROLLS
    spread = (sum((total - mean) ** 2 for total in totals) / (ROLLS - 1)) ** 0.5
    assert abs(mean - case["mean"]) <= 5 * spread / ROLLS**0.5 + 1e-9
    assert case["min"] <= min(totals) and max(totals) <= case["max"]


@pytest.mark.parametrize("formula", CASES["refused"])
def test_what_is_refused(formula: str) -> None:
    with pytest.raises(DiceError) as refused:
        roll(formula, Chance())
    assert len(str(refused.value)) > 10 and 0 <= refused.value.at <= len(formula)
