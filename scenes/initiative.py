"""Initiative and hit points as they are typed, and the dice for them.

Initiative: "17" is set, "+3" throws d20+3, anything else is a formula. Hit points: a number or a formula.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from config.api.errors import Invalid
from rooms import dice
from rooms.dice.errors import DiceError
from rooms.dice.sources import Chance
from rooms.dice.table import refusal, throw
from rooms.models import Message, Room
from rooms.viewer import Viewer

NUMBER, MODIFIER = re.compile(r"\d{1,6}(\.\d{1,2})?"), re.compile(r"[+-]\d{1,3}")
MOST_HP, MOST_INITIATIVE = 1_000_000, 1_000_000


class Thrown:
    """Dice for a fight. `shown`: they are thrown with the room's verifiable dice and told in one message; others are
    the game master's own, and stay with them.
    """

    def __init__(self, who: Viewer, *, shown: bool) -> None:
        self.who, self.shown = who, shown
        self.told: list[tuple[str, dict[str, Any]]] = []

    def initiative(self, name: str, typed: str, *, told: bool) -> tuple[float | None, int]:
        """(initiative, modifier) of what was typed. Raises Invalid with the field "initiative"."""
        text = typed.strip().replace("−", "-")
        if not text:
            return None, 0
        if NUMBER.fullmatch(text):
            return float(text), 0
        modifier = int(text) if MODIFIER.fullmatch(text) else 0
        formula = d20(modifier) if MODIFIER.fullmatch(text) else text
        return self._throw(name, formula, "initiative", MOST_INITIATIVE, told=told), modifier

    def modified(self, name: str, modifier: int, *, told: bool) -> float:
        """A d20 with the modifier."""
        return self._throw(name, d20(modifier), "initiative", MOST_INITIATIVE, told=told)

    def hp(self, typed: str) -> int | None:
        """Raises Invalid with the field "hp". How many an enemy has is told to nobody."""
        text = typed.strip()
        return max(1, round(self._throw("", text, "hp", MOST_HP, told=False))) if text else None

    def _throw(self, name: str, formula: str, field: str, most: int, *, told: bool) -> float:
        try:
            if told and self.shown:
                roll = throw(self.who, formula)
                self.told.append((name, roll))
                total = float(roll["total"])
            else:
                total = float(dice.roll(formula, Chance()).total)
        except DiceError as error:
            raise Invalid(fields={field: refusal(error).fields["formula"]}) from None
        except Invalid as problem:
            raise Invalid(fields={field: problem.fields.get("formula", [str(problem.message)])}) from None
        if abs(total) > most:
            raise Invalid(fields={field: [_("At most {most:,}.").format(most=most)]})
        return total

    def message(self, room: Room, seq: int) -> list[Message]:
        """What was thrown for all to see, as one message; none when nothing was."""
        if not self.told:
            return []
        with translation.override(room.language):
            word = _("Initiative")
        words: list[Any] = [f"{word}:"]
        for name, roll in self.told:
            words += [f" {name} ", {"t": "roll", **roll}]
        said = ", ".join(f"{name} {roll['total']:g}" for name, roll in self.told)
        text = f"{word}: {said}"[:2000]
        return [Message.say(room, self.who.user, seq=seq, text=text, body=[{"t": "p", "c": words}])]


def d20(modifier: int) -> str:
    return f"1d20{modifier:+d}" if modifier else "1d20"
