"""The stream of verifiable dice: the same on both sides of the wire, and no face favoured."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from rooms.dice import read
from rooms.dice.fair import Fair

ROLLS = json.loads((Path(__file__).parent / "cases" / "rolls.json").read_text())
SEED = "5f" * 32


@pytest.mark.parametrize("roll", ROLLS, ids=[roll["formula"] for roll in ROLLS])
def test_the_same_seed_throws_the_same_dice(roll: dict) -> None:
    """The page checks the same file (rooms/tests/verify.test.js)."""
    formula, proof = read(roll["formula"]), roll["proof"]
    source = Fair(proof["seed"], proof["salt"], formula.text)
    again = formula.throw(source)
    assert (again.parts, again.total, source.draws) == (roll["parts"], roll["total"], proof["draws"])


def test_each_of_seed_salt_and_formula_changes_the_dice() -> None:
    def dice(*given: str) -> list[int]:
        source = Fair(*given)
        return [source.throw(10**6) for _time in range(4)]

    thrown = [dice(SEED, "a", "1d20"), dice("60" * 32, "a", "1d20"), dice(SEED, "b", "1d20"), dice(SEED, "a", "1d6")]
    assert len({tuple(one) for one in thrown}) == 4


@pytest.mark.parametrize("sides", [2, 6, 20])
def test_no_face_is_favoured(sides: int) -> None:
    """Chi-square of 20,000 throws, far from any doubt."""
    source = Fair(SEED, "salt", "fair")
    count = Counter(source.throw(sides) for _time in range(20_000))
    expected = 20_000 / sides
    assert set(count) == set(range(1, sides + 1))
    assert sum((seen - expected) ** 2 / expected for seen in count.values()) < sides - 1 + 6 * (2 * (sides - 1)) ** 0.5


def test_numbers_that_would_favour_some_faces_are_passed_over() -> None:
    source = Fair(SEED, "salt", "fair")
    source._words = [7, 2**32 - 1]  # taken from the end
    assert source.throw(3 * 2**30) == 8
