"""What is left to chance, each decision by a name of its own.

Numbers are not drawn in turn but looked up: a parameter that takes one decision away leaves all others as they were, and
bar 1,000 needs none of the 999 before it. Mixing is splitmix64 (Steele, Lea, Flood 2014), the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar
from zlib import crc32

_ALL = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
Thing = TypeVar("Thing")


def _mixed(value: int) -> int:
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _ALL
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _ALL
    return value ^ (value >> 31)


@lru_cache(maxsize=1024)
def _code(name: str) -> int:
    return crc32(name.encode())


class Chance:
    """The decisions under one name, such as those of one section's melody; `number(i)` is the i-th of them."""

    __slots__ = ("_state",)

    def __init__(self, *names: int | str) -> None:
        state = 0
        for name in names:
            state = _mixed((state ^ (name if isinstance(name, int) else _code(name))) + _GOLDEN & _ALL)
        self._state = state

    def number(self, which: int = 0) -> float:
        """From 0 up to 1, without it."""
        return (_mixed(self._state + (which + 1) * _GOLDEN & _ALL) >> 11) / (1 << 53)

    def one_of(self, things: Sequence[Thing], which: int = 0) -> Thing:
        return things[int(self.number(which) * len(things))]

    def weighted(self, weights: Sequence[float], which: int = 0) -> int:
        """A place in `weights`, none negative and not all zero, as likely as its weight."""
        left = self.number(which) * sum(weights)
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0.0:
                return place
        return max(place for place, weight in enumerate(weights) if weight > 0.0)
