"""Dice at the table."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from accounts.models import Model
from rooms.dice.bounds import LABEL, LENGTH, SALT
from rooms.dice.table import changed, throw
from rooms.live.event import Event, Input
from rooms.models import Message, Room
from rooms.speech.listeners import Listeners


class DiceRoll(Event):
    """Throw dice. `visibility`: everybody sees it, the game masters and oneself (gm), the game masters only (blind),
    oneself only (self). The server throws; `salt` is the page's part in it, and the proof is in the roll.
    """

    type = "dice.roll"
    permission = "rooms.say"
    streams = frozenset({"chat"})
    budget = "chat"
    example = {"formula": "4d6kh3 + 2", "label": "Strength", "salt": "5f2c"}

    class Input(Input):
        formula: Annotated[str, Meta(min_length=1, max_length=LENGTH)]
        visibility: Literal["public", "gm", "blind", "self"] = "public"
        label: Annotated[str, Meta(max_length=LABEL)] = ""
        salt: Annotated[str, Meta(max_length=SALT)] = ""

    def touched(self, room: Room) -> list[Model]:
        return changed(self.who, self.data.visibility)

    def apply(self, room: Room) -> Message:
        data = self.data
        roll = throw(self.who, data.formula, visibility=data.visibility, label=data.label, salt=data.salt)
        heard = Listeners.of_roll(self.who, data.visibility)
        return Message.say(
            room, self.who.user, seq=self.seq, audience=heard.audience, readers=heard.readers,
            kind=Message.Kind.ROLL, text=data.formula, roll=roll,
        )  # fmt: skip
