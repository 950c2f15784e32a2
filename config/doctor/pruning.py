"""The list of what goes by age. Each app says how its old things are counted and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

Counting = Callable[[timedelta], int]


@dataclass(frozen=True, slots=True)
class Prunable:
    """`count` and `delete` take an age and answer how many things are older. `least`: what is younger may be in use, and
    is left alone whatever was asked for.
    """

    name: str
    words: str
    least: timedelta
    count: Counting
    delete: Counting

    def age(self, wanted: timedelta) -> timedelta:
        return max(wanted, self.least)


_PRUNABLE: dict[str, Prunable] = {}


def prunable(name: str, words: str, *, least: timedelta, count: Counting, delete: Counting) -> None:
    """`words` say what it is, in English for the operator's terminal. Raises ValueError for a name used twice."""
    if name in _PRUNABLE:
        raise ValueError(f"there is something prunable named {name} already")
    _PRUNABLE[name] = Prunable(name, words, least, count, delete)


def prunables() -> list[Prunable]:
    return list(_PRUNABLE.values())
