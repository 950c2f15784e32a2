"""Dice: a formula becomes a tree, the tree is thrown, the result shows every die. Pure Python; README.md is the manual.

    roll("4d6kh3 # strength", Chance())  ->  Roll(formula="4d6kh3", label="strength", total=14, parts=[...], ...)

`rooms.dice.table` throws at a table (server's verifiable randomness, attributes, errors for people).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rooms.dice.errors import DiceError as DiceError
from rooms.dice.nodes import Node, Parts
from rooms.dice.numbers import Number
from rooms.dice.parser import Attribute, no_attributes, parse
from rooms.dice.prompts import Prompt as Prompt
from rooms.dice.prompts import prompts as prompts
from rooms.dice.prompts import with_defaults
from rooms.dice.sources import Source
from rooms.dice.throwing import Throw
from rooms.dice.tree import dice_in

attributes: list[Callable[[Any, str, str], Number | str | None]] = []
"""(viewer, name of a token or "" for one's own, attribute) to its value, or None. Apps that know tokens join here."""


@dataclass(frozen=True, slots=True)
class Roll:
    """A result. `critical` is "success" or "failure" when one d20 counts and shows a natural 20, or 1."""

    formula: str
    label: str
    total: Number
    parts: Parts
    critical: str


@dataclass(frozen=True, slots=True)
class Formula:
    """What was read, ready to be thrown any number of times; `text` is its normalised form."""

    node: Node
    text: str
    label: str

    def throw(self, source: Source) -> Roll:
        """Raises DiceError for what only shows when dice lie: a division by zero, too many of them."""
        total, parts = self.node.value(Throw(source))
        return Roll(self.text, self.label, total, parts, critical_of(parts))


def read(text: str, attribute: Attribute = no_attributes) -> Formula:
    """The formula of `text`; questions take their defaults. Raises DiceError."""
    parsed = parse(with_defaults(text), attribute)
    return Formula(parsed.node, str(parsed.node), parsed.label)


def roll(text: str, source: Source, attribute: Attribute = no_attributes) -> Roll:
    return read(text, attribute).throw(source)


def critical_of(parts: Parts) -> str:
    """Of a roll in which one d20 counts: of many there is always some natural 20."""
    counted = [die for sides, die, kept in dice_in(parts) if kept and sides == 20]
    return counted[0].get("critical", "") if len(counted) == 1 else ""
