"""What a formula is made of. `str(node)` is its normalised text; `value(throw)` its number, with the tree a page draws.

A part of that tree is an operator as text, or {"t": "number" | "dice" | "pool" | "group" | "call", ...} (README.md).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rooms.dice.bounds import DICE, SIDES
from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _
from rooms.dice.modifiers import Modifiers
from rooms.dice.numbers import Number, divided, half_away, power, remainder, tidy, written
from rooms.dice.throwing import Throw, keep_and_drop, settle, throw_dice

Parts = list[Any]
Valued = tuple[Number, Parts]

FUNCTIONS: dict[str, Callable[..., Number]] = {
    "floor": math.floor,
    "ceil": math.ceil,
    "round": half_away,
    "abs": abs,
    "min": lambda *numbers: min(numbers),
    "max": lambda *numbers: max(numbers),
}
OF_MANY = ("min", "max")


class Node:
    def value(self, throw: Throw) -> Valued:
        raise NotImplementedError


@dataclass(slots=True)
class Constant(Node):
    """A number, or what an attribute says; `name` is the attribute's."""

    number: Number
    name: str = ""

    def __str__(self) -> str:
        return written(self.number)

    def value(self, throw: Throw) -> Valued:
        part: dict[str, Any] = {"t": "number", "value": self.number}
        if self.name:
            part["name"] = self.name
        return self.number, [part]


@dataclass(slots=True)
class Chain(Node):
    """Operators of one rank, from left to right."""

    first: Node
    rest: list[tuple[str, Node, int]]

    def __str__(self) -> str:
        return str(self.first) + "".join(f" {sign} {node}" for sign, node, _at in self.rest)

    def value(self, throw: Throw) -> Valued:
        total, parts = self.first.value(throw)
        for sign, node, at in self.rest:
            right, more = node.value(throw)
            if sign == "+":
                total += right
            elif sign == "-":
                total -= right
            elif sign == "*":
                total *= right
            elif sign == "/":
                total = divided(total, right, at)
            else:
                total = remainder(total, right, at)
            total = tidy(total, at)
            parts += [sign, *more]
        return total, parts


@dataclass(slots=True)
class Negative(Node):
    node: Node

    def __str__(self) -> str:
        return f"-{self.node}"

    def value(self, throw: Throw) -> Valued:
        number, parts = self.node.value(throw)
        return -number, ["-", *parts]


@dataclass(slots=True)
class Power(Node):
    base: Node
    exponent: Node
    at: int

    def __str__(self) -> str:
        return f"{self.base} ** {self.exponent}"

    def value(self, throw: Throw) -> Valued:
        base, parts = self.base.value(throw)
        exponent, more = self.exponent.value(throw)
        return tidy(power(base, exponent, self.at), self.at), [*parts, "**", *more]


@dataclass(slots=True)
class Group(Node):
    """Round brackets; `name` says which attribute stood here."""

    node: Node
    name: str = ""

    def __str__(self) -> str:
        return f"({self.node})"

    def value(self, throw: Throw) -> Valued:
        number, parts = self.node.value(throw)
        part: dict[str, Any] = {"t": "group", "parts": parts}
        if self.name:
            part["name"] = self.name
        return number, [part]


@dataclass(slots=True)
class Call(Node):
    name: str
    arguments: list[Node]
    at: int

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.arguments))})"

    def value(self, throw: Throw) -> Valued:
        given = [argument.value(throw) for argument in self.arguments]
        number = tidy(FUNCTIONS[self.name](*[number for number, _parts in given]), self.at)
        part = {"t": "call", "name": self.name, "args": [parts for _number, parts in given], "value": number}
        return number, [part]


@dataclass(slots=True)
class Dice(Node):
    """`sides` None is a fate die: -1, 0 or 1."""

    count: Node
    sides: Node | None
    modifiers: Modifiers
    at: int
    note: str = ""

    def __str__(self) -> str:
        sides = "F" if self.sides is None else str(self.sides)
        return f"{self.count}d{sides}{self.modifiers}"

    def value(self, throw: Throw) -> Valued:
        count, amount = self._whole(self.count, throw)
        if count > DICE:
            raise DiceError(_("At most {most:,} dice fit into one roll."), self.at, most=DICE)
        faces, size = (3, []) if self.sides is None else self._whole(self.sides, throw)
        if not 1 <= faces <= SIDES:
            raise DiceError(_("A die has 1 to {most:,} sides."), self.at, most=SIDES)
        dice = throw_dice(throw, count, faces, fate=self.sides is None, how=self.modifiers, at=self.at)
        if self.modifiers.keep:
            keep_and_drop(dice, self.modifiers.keep)
        total = settle(dice, self.modifiers, self.at)
        if faces == 20 and self.sides is not None:
            mark_criticals(dice)
        sides = "F" if self.sides is None else faces
        formula = f"{count}d{sides}{self.modifiers}"
        part: dict[str, Any] = {"t": "dice", "formula": formula, "sides": sides, "dice": dice, "total": total}
        if self.note:
            part["note"] = self.note
        if thrown := [*amount, *size]:
            part["thrown"] = thrown
        return total, [part]

    def _whole(self, node: Node, throw: Throw) -> tuple[int, Parts]:
        """How many, or how large; and what was thrown to know it."""
        number, parts = node.value(throw)
        if not isinstance(number, int) or number < 0:
            raise DiceError(_("The number of dice, and of their sides, is a whole number."), self.at)
        return number, [] if isinstance(node, Constant) else parts


def mark_criticals(dice: list[dict[str, Any]]) -> None:
    for die in dice:
        natural = die.get("natural", die["value"])
        if natural in (1, 20):
            die["critical"] = "success" if natural == 20 else "failure"


@dataclass(slots=True)
class Pool(Node):
    """Several results side by side, of which some are kept or counted. A pool of one part looks at its dice."""

    entries: list[Node]
    modifiers: Modifiers
    at: int

    def __str__(self) -> str:
        return f"{{{', '.join(map(str, self.entries))}}}{self.modifiers}"

    def value(self, throw: Throw) -> Valued:
        valued = [entry.value(throw) for entry in self.entries]
        entries: list[dict[str, Any]] = [{"value": number, "parts": parts} for number, parts in valued]
        judged = dice_of(entries[0]["parts"]) if len(entries) == 1 and self.modifiers.judges else entries
        keep_and_drop(judged, self.modifiers.keep)
        total = settle(judged, self.modifiers, self.at)
        return total, [{"t": "pool", "formula": str(self), "entries": entries, "total": total}]


def only_adds_dice(node: Node) -> bool:
    """Whether `node` is dice, or a sum of dice, whose result is what they show."""
    if isinstance(node, Chain):
        return all(sign == "+" for sign, _node, _at in node.rest) and all(
            only_adds_dice(each) for each in (node.first, *(each for _sign, each, _at in node.rest))
        )
    return isinstance(node, Dice) and not node.modifiers.counts


def dice_of(parts: Parts) -> list[dict[str, Any]]:
    """The dice of a sum that are still in play."""
    return [die for part in parts if part != "+" for die in part["dice"] if "dropped" not in die]
