"""Whatever is typed gives a result within the bounds or a DiceError with a place in the text; nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.dice import DiceError, read
from rooms.dice.bounds import NUMBER
from rooms.dice.fair import Fair
from rooms.dice.tree import fallen

PIECES = [
    *"0123456789+-*/%()!<>=#{},.dDfFkKrRxe[] ", "**", "//", "kh", "kl", "dl", "dh", "rr", "ro", "!!", "!p", "!o", "xo",
    "min", "max", "floor(", "ceil(", "round(", "abs(", "min(", "cs>=", "cf", "df", "sf", "even", "odd", "ms", "mt",
    "adv", "dis", "d6", "2d20", "d%", "4dF", "[[", "]]", "?{q|", "?{q|a,1|b,2}", "@{a}", "@{b|c}", "}kh1", "1000", "²",
    "é", "\x00", "−", "≥", "\U0001f3b2", "label", "# x", "\t", "\n", "'", '"', "\\", "$", "_", "İ",
]  # fmt: skip


def rolled(text: str) -> None:
    try:
        formula = read(text, lambda name, attribute: "1d4 + @{a}" if name else 2)
        source = Fair("5f" * 32, str(len(text)), formula.text)
        result = formula.throw(source)
    except DiceError as error:
        assert str(error)
        return
    assert -NUMBER <= result.total <= NUMBER
    assert read(formula.text).text == formula.text
    shown = [[3, value + 2] if sides == "F" else [sides, value] for sides, value in fallen(result.parts)]
    assert sorted(shown) == sorted(source.draws), "dice that are not shown"


def test_random_strings(sized: Callable[[int, int], int]) -> None:
    chance = random.Random(20261121)
    for _time in range(sized(5_000, 100_000)):
        rolled("".join(chance.choices(PIECES, k=chance.randint(1, 24))))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text(text: str) -> None:
    rolled(text)
