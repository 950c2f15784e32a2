"""The arithmetic of a fight: who acts after whom, what a round is, how long a condition lasts. Pure.

A *line* is the order of the fight; whoever stands in it has `id`, `initiative` (None: not thrown yet), `modifier` and
`killed`. Conditions are `{"name", "rounds", "turn"}`: `rounds` None lasts until it is taken away, else that many rounds
from the moment it was laid on, which is told by whose turn it was (`turn`): it counts down whenever that turn comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Protocol, TypeVar
from uuid import UUID

PIPS = 4
Condition = dict[str, Any]


class Standing(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def initiative(self) -> float | None: ...
    @property
    def modifier(self) -> int: ...
    @property
    def killed(self) -> bool: ...


S = TypeVar("S", bound=Standing)


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is; `begins` are all whose turn came on the way there, the killed among them."""

    who: UUID
    round: int
    begins: tuple[UUID, ...]


def rank(one: Standing) -> tuple[float, int]:
    """Sorts first who acts first; who has not thrown yet comes last."""
    return (float("inf") if one.initiative is None else -one.initiative, -one.modifier)


def in_order(line: Iterable[S]) -> list[S]:
    """Highest initiative first, then the higher modifier, then as they stood."""
    return sorted(line, key=rank)


def placed(line: Sequence[S], one: S) -> list[S]:
    """`one` put where its initiative belongs, the others staying as they were dragged."""
    others = [other for other in line if other.id != one.id]
    at = next((at for at, other in enumerate(others) if rank(other) > rank(one)), len(others))
    return [*others[:at], one, *others[at:]]


def after(line: Sequence[Standing], who: UUID | None, round: int) -> Turn | None:
    """The next turn of somebody who lives, after `who`'s in `round`; after the last one the next round begins. None when
    nobody lives. `who` None, or nobody of the line: the fight begins, or goes on, with the first.
    """
    at = _place(line, who)
    if at is None:
        at, round = -1, max(1, round)
    begins = []
    for place in range(at + 1, at + 1 + len(line)):
        one = line[place % len(line)]
        begins.append(one.id)
        if not one.killed:
            return Turn(one.id, round + place // len(line), tuple(begins))
    return None


def before(line: Sequence[Standing], who: UUID | None, round: int) -> Turn | None:
    """The turn before `who`'s; None where the fight began. `begins` are those whose turns are taken back."""
    at = _place(line, who)
    if at is None:
        return None
    begins = []
    for step in range(1, len(line) + 1):
        begins.append(line[(at - step + 1) % len(line)].id)
        one, earlier = line[(at - step) % len(line)], round - (step > at)
        if not one.killed:
            return Turn(one.id, earlier, tuple(begins)) if earlier >= 1 else None
    return None


def _place(line: Sequence[Standing], who: UUID | None) -> int | None:
    return next((at for at, one in enumerate(line) if one.id == who), None)


def passing(
    conditions: Iterable[Condition], bearer: UUID, begins: Iterable[UUID], present: frozenset[UUID], *, by: int = -1
) -> tuple[list[Condition], list[Condition]]:
    """(what lasts, what ended) when the turns `begins` came, or with `by` 1 are taken back. Where the one on whose turn
    it was laid is not `present` any more, the bearer's own turn counts.
    """
    turns = set(begins)
    lasts: list[Condition] = []
    ended: list[Condition] = []
    for condition in conditions:
        counted = UUID(condition["turn"]) if condition.get("turn") else bearer
        if condition["rounds"] is None or (counted if counted in present else bearer) not in turns:
            lasts.append(condition)
            continue
        rounds = condition["rounds"] + by
        (lasts if rounds > 0 else ended).append({**condition, "rounds": rounds})
    return lasts, ended


def pips(hp: int | None, most: int | None) -> int | None:
    """What players are told of hit points: 4 (all, or more than three quarters) to 0 (none). None: nothing is known."""
    if hp is None or not most or most < 1:
        return None
    return max(0, min(PIPS, ceil(PIPS * hp / most)))


def numbered(name: str, count: int, taken: Iterable[str]) -> list[str]:
    """`count` names "Goblin_1", "Goblin_2", …, going on after those that are taken."""
    pattern = re.compile(rf"{re.escape(name)}_(\d{{1,6}})")
    highest = max((int(found[1]) for other in taken if (found := pattern.fullmatch(other))), default=0)
    return [f"{name}_{highest + number}" for number in range(1, count + 1)]
