"""Where chance comes from. Whatever has `throw` will do: the table's verifiable dice are in `rooms.dice.fair`."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Protocol

from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _


class Source(Protocol):
    def throw(self, sides: int) -> int:
        """A whole number from 1 to `sides`, each as likely as any other."""
        ...


class Chance:
    """The operating system's randomness."""

    def throw(self, sides: int) -> int:
        return secrets.randbelow(sides) + 1


class Lowest:
    """Every die shows its lowest face."""

    def throw(self, sides: int) -> int:
        return 1


class Highest:
    def throw(self, sides: int) -> int:
        return sides


class Given:
    """The numbers given, one after the other: for tests, and to throw again what was thrown before."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers = iter(numbers)

    def throw(self, sides: int) -> int:
        number = next(self.numbers, None)
        if number is None or not 1 <= number <= sides:
            raise DiceError(_("These dice do not fit the formula."))
        return number
