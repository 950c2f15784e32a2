"""A place in a formula, and what stands there. Places are those of the text as it was typed."""

from __future__ import annotations

import re

from rooms.dice.bounds import LENGTH
from rooms.dice.errors import DiceError
from rooms.dice.errors import gettext_noop as _

TYPED = str.maketrans(
    {chr(upper): chr(upper + 32) for upper in range(ord("A"), ord("Z") + 1)}
    | {"−": "-", "×": "*", "·": "*", "÷": "/", "\u00a0": " "}
)
"""One character for one, so that places stay: case does not matter, and typographic signs are as good as others."""


UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Scanner:
    """`text` as typed, `at` the place reached. Raises DiceError for what no formula may hold."""

    def __init__(self, text: str) -> None:
        if len(text) > LENGTH:
            raise DiceError(_("A formula has at most {most:,} characters."), LENGTH, most=LENGTH)
        if unfit := UNFIT.search(text):
            raise DiceError(_("This character cannot stand in a formula."), unfit.start())
        self.text = text
        self.low = text.translate(TYPED)
        self.at = 0

    def take(self, pattern: re.Pattern[str]) -> str:
        """What `pattern` matches here, passed over; empty if it does not."""
        found = pattern.match(self.low, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found.group()

    def skip(self) -> bool:
        """Passes over blanks; whether there were any."""
        before = self.at
        while self.at < len(self.low) and self.low[self.at].isspace():
            self.at += 1
        return self.at > before

    def spaced(self) -> bool:
        return self.at < len(self.low) and self.low[self.at].isspace()

    def at_one_of(self, characters: str) -> bool:
        return self.at < len(self.low) and self.low[self.at] in characters

    @property
    def ended(self) -> bool:
        return self.at >= len(self.low)
