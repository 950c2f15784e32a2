"""Conditions on what a die shows: `>4`, `>=8`, `=1`. Mathematical everywhere: `>` is strict, `>=` inclusive."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rooms.dice.numbers import Number, written

COMPARE: dict[str, Callable[[Number, Number], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    "even": lambda value, number: value % number == 0,
    "odd": lambda value, number: value % number == 1,
}


@dataclass(frozen=True, slots=True)
class Condition:
    sign: str
    number: Number

    def __str__(self) -> str:
        return f"{self.sign}{written(self.number)}"


def meeting(conditions: Sequence[Condition]) -> Callable[[Number], bool]:
    """Whether one of them holds, as a question asked of many dice."""
    if len(conditions) == 1:
        compare, number = COMPARE[conditions[0].sign], conditions[0].number
        return lambda value: compare(value, number)
    each = [(COMPARE[one.sign], one.number) for one in conditions]

    def one_holds(value: Number) -> bool:
        for compare, number in each:  # noqa: SIM110  a generator costs more than the comparisons
            if compare(value, number):
                return True
        return False

    return one_holds


def meets_always(conditions: Sequence[Condition], low: int, high: int) -> bool:
    """Whether every face from `low` to `high` meets them: a die that goes on so would never end.

    Where a condition begins or ends to hold lies within one of its number, so these faces stand for all.
    """
    faces = {low, high}
    for one in conditions:
        near = int(one.number)
        faces.update(face for face in range(near - 1, near + 2) if low <= face <= high)
    return all(map(meeting(conditions), faces))
