"""Walking through the parts of a roll."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Die = dict[str, Any]


def dice_in(parts: list[Any], *, kept: bool = True) -> Iterator[tuple[int | str, Die, bool]]:
    """(sides, die, whether it counts) of every die, in the order they were thrown. What only said how many dice there
    are does not count.
    """
    for part in parts:
        if isinstance(part, str):
            continue
        yield from dice_in(part.get("thrown", []), kept=False)
        for die in part.get("dice", ()):
            yield part["sides"], die, kept and "dropped" not in die
        yield from dice_in(part.get("parts", []), kept=kept)
        for argument in part.get("args", ()):
            yield from dice_in(argument, kept=kept)
        for entry in part.get("entries", ()):
            yield from dice_in(entry["parts"], kept=kept and "dropped" not in entry)


def fallen(parts: list[Any]) -> Iterator[tuple[int | str, int]]:
    """(sides, value) of each die as it fell: those thrown again and those added up one by one."""
    for sides, die, _kept in dice_in(parts):
        for value in (*die.get("from", ()), *(die.get("throws") or (die.get("natural", die["value"]),))):
            yield sides, value
