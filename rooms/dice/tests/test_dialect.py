"""Every notation of the dialect on given dice: what is kept, goes on, is counted, and how it is written back."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.dice import roll
from rooms.dice.sources import Chance, Given
from rooms.dice.tree import dice_in

DIALECT: list[tuple[str, list[int], float, str]] = [
    # formula, what the dice show in turn, total, normalised
    ("4d6kh3", [1, 5, 6, 2], 13, "4d6kh3"),
    ("4d6k3", [1, 5, 6, 2], 13, "4d6kh3"),
    ("4d6dl1", [1, 5, 6, 2], 13, "4d6dl"),
    ("4d6d1", [1, 5, 6, 2], 13, "4d6dl"),
    ("4d6kl2", [1, 5, 6, 2], 3, "4d6kl2"),
    ("4d6dh2", [1, 5, 6, 2], 3, "4d6dh2"),
    ("4d6kh3kl1", [1, 5, 6, 2], 2, "4d6kh3kl"),
    ("2d20kh", [3, 17], 17, "2d20kh"),
    ("2d20 kl1", [3, 17], 3, "2d20kl"),
    ("adv+5", [3, 17], 22, "2d20kh + 5"),
    ("DIS", [3, 17], 3, "2d20kl"),
    ("d20adv + 1", [3, 17], 18, "2d20kh + 1"),
    ("3d6!", [6, 6, 2, 1, 1], 16, "3d6!"),
    ("1d10x10", [10, 3], 13, "1d10!10"),
    ("1d10x>=9", [9, 10, 1], 20, "1d10!>=9"),
    ("1d6e", [6, 1], 7, "1d6!"),
    ("1d6!3", [3, 6], 9, "1d6!3"),
    ("1d6!=3", [3, 6], 9, "1d6!3"),
    ("2d6!>4", [5, 1, 4], 10, "2d6!>4"),
    ("1d6!o", [6, 6], 12, "1d6!o"),
    ("1d6xo>=5", [5, 6], 11, "1d6!o>=5"),
    ("2d6!!", [6, 6, 2, 1], 15, "2d6!!"),
    ("1d6!p", [6, 6, 3], 13, "1d6!p"),
    ("1d10r<3", [2, 1], 1, "1d10ro<3"),
    ("1d10 ro < 3", [2, 1], 1, "1d10ro<3"),
    ("1d10rr<3", [2, 1, 3], 3, "1d10rr<3"),
    ("2d6r1r3", [1, 4, 3, 2], 6, "2d6ro1ro3"),
    ("2d6mi2", [1, 6], 8, "2d6min2"),
    ("2d6ma4", [1, 6], 5, "2d6max4"),
    ("1d20min10", [4], 10, "1d20min10"),
    ("5d10cs>=8", [8, 9, 1, 7, 10], 3, "5d10cs>=8"),
    ("5d10s8", [8, 9, 1, 7, 10], 3, "5d10cs>=8"),
    ("5d10>8", [8, 9, 1, 7, 10], 2, "5d10cs>8"),
    ("5d10 <= 7", [8, 9, 1, 7, 10], 2, "5d10cs<=7"),
    ("5d10≥8", [8, 9, 1, 7, 10], 3, "5d10cs>=8"),
    ("5d10=1", [8, 9, 1, 7, 10], 1, "5d10cs=1"),
    ("5d10cs>=8df1", [8, 9, 1, 7, 10], 2, "5d10cs>=8df=1"),
    ("5d10>=8f1", [8, 9, 1, 7, 10], 2, "5d10cs>=8df=1"),
    ("5d10cf=1", [8, 1, 1, 7, 10], 2, "5d10cf=1"),
    ("3d6sf=1", [1, 4, 5], 8, "3d6sf=1"),
    ("4d6even", [1, 2, 4, 5], 2, "4d6even"),
    ("4d6odd", [1, 3, 4, 5], 3, "4d6odd"),
    ("1d20ms15", [18], 3, "1d20ms>=15"),
    ("3d6ms<=10", [2, 2, 3], 3, "3d6ms<=10"),
    ("5d6m", [2, 2, 3, 3, 3], 13, "5d6m"),
    ("5d6mt", [2, 2, 3, 3, 3], 2, "5d6mt"),
    ("5d6mt3", [2, 2, 3, 3, 3], 1, "5d6mt3"),
    ("dF", [3], 1, "1dF"),
    ("4df", [1, 2, 3, 3], 1, "4dF"),
    ("d%", [100], 100, "1d100"),
    ("5d6dh2dl1", [1, 2, 3, 4, 5], 5, "5d6dh2dl"),
    ("{4d6kh3, 2d8}kh1", [1, 5, 6, 2, 8, 8], 16, "{4d6kh3, 2d8}kh"),
    ("{1d6, 1d8, 1d10}>4", [4, 5, 10], 2, "{1d6, 1d8, 1d10}cs>4"),
    ("{3d6 + 2d8}>=5", [1, 5, 6, 8, 2], 3, "{3d6 + 2d8}cs>=5"),
    ("{2d6 + 1d8}dl1", [4, 1, 8], 12, "{2d6 + 1d8}dl"),
    ("{1d6, 3}", [4], 7, "{1d6, 3}"),
    ("(1d4)d6", [2, 5, 6], 11, "(1d4)d6"),
    ("[[1d4]]d6", [2, 5, 6], 11, "(1d4)d6"),
    ("2d(2*3)", [6, 5], 11, "2d(2 * 3)"),
    ("floor(7/2) + ceil(7/2)", [], 7, "floor(7 / 2) + ceil(7 / 2)"),
    ("round(2.5) + round(-2.5) + round(2.4)", [], 2, "round(2.5) + round(-2.5) + round(2.4)"),
    ("abs(2 - 5) * max(1, 2, 3) - min(4, 2)", [], 7, "abs(2 - 5) * max(1, 2, 3) - min(4, 2)"),
    ("min(4) + max(2d6)", [1, 2], 7, "min(4) + max(2d6)"),
    ("2 ** 3 ** 2", [], 512, "2 ** 3 ** 2"),
    ("-2 ** 2", [], -4, "-2 ** 2"),
    ("4 ** 0.5 + 2 ** -1", [], 2.5, "4 ** 0.5 + 2 ** -1"),
    ("7 % 3 + -7 % 3", [], 3, "7 % 3 + -7 % 3"),
    ("0.1 + 0.2", [], 0.3, "0.1 + 0.2"),
    ("2 − 1 × 3 ÷ 2", [], 0.5, "2 - 1 * 3 / 2"),
    ("2 d6 + 1", [1, 1], 3, "2d6 + 1"),
    ("1D20 + 5 # Attack", [10], 15, "1d20 + 5"),
    ("?{Bonus|2} + ?{Kind|axe,1d12|sword,1d8}", [7], 9, "2 + 1d12"),
]


@pytest.mark.parametrize(("formula", "shown", "total", "written"), DIALECT, ids=[row[0] for row in DIALECT])
def test_it_is_understood(formula: str, shown: list[int], total: float, written: str) -> None:
    given = Given(shown)
    result = roll(formula, given)
    assert (result.total, result.formula) == (total, written)
    assert list(given.numbers) == [], "dice that were not thrown"


@pytest.mark.parametrize(("formula", "shown", "total", "written"), DIALECT, ids=[row[0] for row in DIALECT])
def test_what_is_written_back_means_the_same(formula: str, shown: list[int], total: float, written: str) -> None:
    again = roll(written, Given(shown))
    assert (again.total, again.formula) == (total, written)


@pytest.mark.parametrize(
    ("formula", "shown", "die"),
    [
        ("1d20", [20], {"value": 20, "critical": "success"}),
        ("1d20", [1], {"value": 1, "critical": "failure"}),
        ("1d20min10", [1], {"value": 10, "natural": 1, "clamped": True, "critical": "failure"}),
        ("1d6rr<3", [1, 2, 4], {"value": 4, "from": [1, 2]}),
        ("1d6!!", [6, 2], {"value": 8, "natural": 6, "throws": [6, 2], "exploded": True}),
        ("1d6>3", [4], {"value": 4, "success": True}),
        ("1d6cf<3", [2], {"value": 2, "failure": True}),
    ],
)
def test_each_die_says_what_became_of_it(formula: str, shown: list[int], die: dict[str, Any]) -> None:
    assert roll(formula, Given(shown)).parts[0]["dice"][0] == die


def test_exploded_and_penetrating_dice_stand_one_by_one() -> None:
    assert roll("1d6!p", Given([6, 3])).parts[0]["dice"] == [{"value": 6, "exploded": True}, {"value": 2, "natural": 3}]


@pytest.mark.parametrize(
    ("formula", "shown", "critical"),
    [
        ("1d20+5", [20], "success"),
        ("2d20kh", [20, 1], "success"),
        ("2d20kl", [20, 1], "failure"),
        ("2d20", [20, 20], ""),
        ("{1d20, 1d20}kl", [20, 3], ""),
        ("max(1d20, 5) + (1d6)", [20, 6], "success"),
        ("1d100", [100], ""),
    ],
)
def test_critical_and_fumble_are_natural_and_kept(formula: str, shown: list[int], critical: str) -> None:
    assert roll(formula, Given(shown)).critical == critical


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1d20 # To hit", "To hit"),
        ("1d20#To hit", "To hit"),
        ("2d6 fire damage", "fire damage"),
        ("1d20 vs 15", "vs 15"),
        ("1d20 “Smite”", "“Smite”"),
        ("1d20 été", "été"),
        ("1d20 #", ""),
        ("1d20", ""),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert roll(text, Chance()).label == label


def test_a_note_in_brackets_goes_with_its_dice() -> None:
    result = roll("2d6[fire] + 1d4 [cold]", Given([1, 2, 3]))
    assert [part["note"] for part in result.parts if part != "+"] == ["fire", "cold"]


def test_what_says_how_many_dice_is_shown_but_is_no_critical() -> None:
    result = roll("(1d20)d(1d6)", Given([1, 6, 4]))
    assert [(sides, die["value"], kept) for sides, die, kept in dice_in(result.parts)] == [
        (20, 1, False),
        (6, 6, False),
        (6, 4, True),
    ]
    assert result.critical == ""
