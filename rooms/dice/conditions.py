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
}


@dataclass(frozen=True, slots=True)
class Condition:
    sign: str
    number: Number

    def __str__(self) -> str:
        return f"{self.sign}{written(self.number)}"

    def holds(self, value: Number) -> bool:
        return COMPARE[self.sign](value, self.number)


def meets(conditions: Sequence[Condition], value: Number) -> bool:
    """Whether one of them holds."""
    return any(COMPARE[one.sign](value, one.number) for one in conditions)


def meets_always(conditions: Sequence[Condition], low: int, high: int) -> bool:
    """Whether every face from `low` to `high` meets them: a die that goes on so would never end.

    Where a condition begins or ends to hold lies within one of its number, so these faces stand for all.
    """
    faces = {low, high}
    for one in conditions:
        near = int(one.number)
        faces.update(face for face in range(near - 1, near + 2) if low <= face <= high)
    return all(meets(conditions, face) for face in faces)
