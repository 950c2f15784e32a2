"""What a row of rolls says of somebody's luck. Every die counts as it fell, dropped and repeated ones too: only so does
the mean have the expectation of a fair die.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from rooms.dice.tree import fallen

NATURAL_TWENTY = 20


def expected(sides: int | str) -> float:
    return 0.0 if isinstance(sides, str) else (sides + 1) / 2


def statistics(rolls: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """{"rolls", "dice", "criticals", "d20": how often each of its 20 faces fell, "by_sides": [{"sides", "count", "sum",
    "mean", "expected"}]}, of rolls as they are stored with messages.
    """
    count, criticals = 0, {"success": 0, "failure": 0}
    found: dict[int | str, list[int]] = defaultdict(list)
    for roll in rolls:
        count += 1
        if roll.get("critical"):
            criticals[roll["critical"]] += 1
        for sides, value in fallen(roll["parts"]):
            found[sides].append(value)
    twenties = found.get(NATURAL_TWENTY, [])
    return {
        "rolls": count,
        "dice": sum(map(len, found.values())),
        "criticals": criticals,
        "d20": [twenties.count(face) for face in range(1, NATURAL_TWENTY + 1)],
        "by_sides": [
            {
                "sides": sides,
                "count": len(values),
                "sum": sum(values),
                "mean": round(sum(values) / len(values), 3),
                "expected": expected(sides),
            }
            for sides, values in sorted(found.items(), key=lambda item: (isinstance(item[0], str), item[0]))
        ],
    }


def rolls_in(message_roll: dict[str, Any] | None, body: Any) -> Iterator[dict[str, Any]]:
    """The rolls of a message: its own, and those inside its words."""
    if message_roll:
        yield message_roll
    if isinstance(body, dict):
        if body.get("t") == "roll" and "parts" in body:
            yield body
        else:
            yield from rolls_in(None, body.get("c"))
    elif isinstance(body, list):
        for inner in body:
            yield from rolls_in(None, inner)
