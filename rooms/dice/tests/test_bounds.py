"""Beyond the bounds a formula is refused, with a sentence and the place, before it costs anything."""

from __future__ import annotations

import pytest

from rooms.dice import DiceError, roll
from rooms.dice.sources import Chance, Given, Highest, Lowest


@pytest.mark.parametrize(
    "formula",
    ["1000d6", "1d1000000", "(" * 20 + "1" + ")" * 20, "1" + "+1" * 249, "10 ** 9", "-" * 499 + "1", "1d1!o", "1d1ro"],
)
def test_up_to_the_bound(formula: str) -> None:
    roll(formula, Chance())


@pytest.mark.parametrize(
    ("formula", "says", "at"),
    [
        ("1" * 501, "at most 500 characters", 500),
        ("(" * 21 + "1" + ")" * 21, "nested too deeply", 20),
        ("1" + "**1" * 21, "nested too deeply", 61),
        ("1001d6", "At most 1,000 dice", 0),
        ("600d6 + 600d6", "At most 1,000 dice", 8),
        ("1d1000001", "1 to 1,000,000 sides", 0),
        ("1d0", "1 to 1,000,000 sides", 0),
        ("1.5d6", "whole number", 0),
        ("1d6!>0", "never come to rest", 0),
        ("1d6rr<4rr>3", "never come to rest", 0),
        ("1dF!>=-1", "never come to rest", 0),
        ("1000000001", "too large", 0),
        ("10 ** 10", "too large", 3),
        ("99999 * 99999", "too large", 6),
        ("2 ** 2 ** 2 ** 9", "too large", 7),
        ("0 ** -1", "divides by zero", 2),
        ("(0 - 8) ** 0.5", "no root", 8),
        ("5 % 0", "divides by zero", 2),
        ("7 // 2", "use / and floor()", 2),
        ("4d6" + "kh3" * 11, "At most 10 modifiers", 36),
        ("1d6!x!!", "one way only", 5),
        ("1d6cs>3cf1", "cannot stand together", 7),
        ("3d6min", "number is missing", 6),
        ("3d6cs", "Say which dice count", 5),
        ("2d20adv", "one die twice", 0),
        ("{1d6, 2}!", "belongs to the dice", 0),
        ("{1d20 + 5}kh1", "A pool of one part", 0),
        ("floor(1, 2)", "takes one number", 0),
        ("(1d6", ") is missing", 4),
        ("{1d6", "} is missing", 4),
        ("[[1d6]", "]] is missing", 5),
        ("", "missing at the end", 0),
        ("1d20 - attack", "“attack” is not known", 7),
        ("attack", "“attack” is not known", 0),
        ("1d6damage", "not known behind dice", 4),
        ("1d6 5", "A label stands behind #", 4),
        ("1d20 d6", "A label stands behind #", 5),
        ("(1)(2)", "A label stands behind #", 3),
        ("1d6 @{}", "A label stands behind #", 4),
        ("@{x", "written @{token|attribute}", 0),
        ("@{hp}", "no hp to look up", 0),
        ("1d20 + ?{Bonus}", "“Bonus” has no answer", 7),
        ("2 + ?", "no answer yet", 4),
        ("1d6 # a\x00b", "cannot stand in a formula", 7),
    ],
)
def test_beyond_it(formula: str, says: str, at: int) -> None:
    with pytest.raises(DiceError) as refused:
        roll(formula, Chance())
    assert says in str(refused.value)
    assert refused.value.at == at


@pytest.mark.parametrize(("formula", "source"), [("1d6!>1", Highest()), ("1d6rr<6", Lowest()), ("1d6!!", Highest())])
def test_one_die_goes_on_a_hundred_times_at_most(formula: str, source: Highest | Lowest) -> None:
    with pytest.raises(DiceError, match="went on 100 times"):
        roll(formula, source)


def test_exactly_a_hundred_explosions_are_well() -> None:
    assert len(roll("1d6!", Given([6] * 100 + [1])).parts[0]["dice"]) == 101


def test_explosions_count_among_the_dice_of_a_roll() -> None:
    with pytest.raises(DiceError, match="explosions included"):
        roll("990d6!", Given([6] * 50 + [1] * 950))


def test_attributes_inside_attributes_end() -> None:
    with pytest.raises(DiceError, match="“a” holds nothing that can be rolled"):
        roll("@{a}", Chance(), lambda name, attribute: "@{a} + @{a}")


def test_attributes() -> None:
    known = {("Mira", "dex"): 3, ("", "attack"): "1d20 + 2", ("", "wounds"): -2}
    result = roll(
        "@{attack} + @{Mira|dex} + @{wounds} + @{Mira|dex}d6", Given([10, 1, 2, 3]), lambda *asked: known[asked]
    )
    assert (result.total, result.formula) == (19, "(1d20 + 2) + 3 + (-2) + 3d6")
