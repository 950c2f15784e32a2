"""Who moves a token speaks under its name; nobody else does, except who leads."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden
from rooms.models import Message


def speaker(seat: Any, **data: Any) -> str:
    message: Message = seat.does("chat.say", **data).made[0]
    return message.speaker


def test_who_moves_mira_speaks_as_mira_by_command_and_by_choice(table: Any, ben: Any) -> None:
    table.lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    seat = table.seat(ben)
    assert speaker(seat, text="/as mira For the third stair!") == "Mira"
    assert speaker(seat, text="For the third stair!", speaker="Mira") == "Mira"
    table.is_level()


def test_who_does_not_move_her_does_not(table: Any, ben: Any) -> None:
    with pytest.raises(Forbidden):
        table.seat(ben).does("chat.say", text="I am Mira", speaker="Mira")
    assert speaker(table.lead, text="I am Mira", speaker="Mira") == "Mira"
