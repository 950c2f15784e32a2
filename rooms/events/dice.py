"""Dice at the table."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from accounts.models import Model
from rooms.dice.bounds import LABEL, LENGTH, SALT
from rooms.dice.table import BLIND, GM, PUBLIC, SELF, changed, throw
from rooms.live.event import Event, Input
from rooms.models import Audience, Message, Reader, Room

AUDIENCE = {PUBLIC: Audience.ALL, GM: Audience.GM, BLIND: Audience.GM, SELF: Audience.NAMED}
"""Who may read a roll. Its roller is named beside them, except for a blind one."""


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
        data, user = self.data, self.who.user
        roll = throw(self.who, data.formula, visibility=data.visibility, label=data.label, salt=data.salt)
        message = Message.objects.create(
            room=room,
            seq=self.seq,
            user=user,
            name=user.display_name,
            colour=user.colour,
            kind=Message.Kind.ROLL,
            audience=AUDIENCE[data.visibility],
            text=data.formula,
            roll=roll,
        )
        if data.visibility in (GM, SELF):
            Reader.objects.create(message=message, user=user)
        return message
