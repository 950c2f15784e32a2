"""While the room is paused the players' tokens stay where they are; those who lead go on."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.rules import allowed
from config.api.errors import Forbidden
from rooms.live.perform import refreshed
from scenes.models import Token


def test_it_works(table: Any, ben: Any) -> None:
    token, seat = table.things["token"], table.seat(ben)
    table.lead.does("token.own", token=token, users=[str(ben.pk)])
    seat.does("token.move", token=token, x=10.0, y=10.0)
    table.lead.does("room.pause", paused=True)
    assert seat.things("room")[0]["paused"] is True
    with pytest.raises(Forbidden):
        seat.does("token.move", token=token, x=20.0, y=20.0)
    assert not allowed(refreshed(seat.viewer), "scenes.move_token", Token.objects.get(pk=token)), "nor are they dragged"
    table.lead.does("token.move", token=token, x=30.0, y=30.0)
    seat.does("chat.say", text="I wait.")
    table.lead.does("room.pause", paused=False)
    seat.does("token.move", token=token, x=40.0, y=40.0)
    table.is_level()


def test_players_do_not_pause(table: Any, ben: Any) -> None:
    with pytest.raises(Forbidden):
        table.seat(ben).does("room.pause", paused=True)
