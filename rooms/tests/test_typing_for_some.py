"""That somebody types a whisper is told only to those whom it is for."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Invalid
from config.testing.cast import person
from rooms.events.chat import ChatTyping


def typing(seat: Any, to: Any = None) -> ChatTyping:
    return ChatTyping(seat.viewer, ChatTyping.Input(typing=True, **({"to": to} if to else {})))


def test_who_hears_it(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    seat, room, dan = table.seat(ben), table.room, person("dan")
    table.seat(cleo), table.seat(dan)
    me, her, him = (f"user:{user.pk}" for user in (ben, cleo, dan))
    assert typing(seat).keys(room) == {"all"}
    assert typing(seat, [str(cleo.pk)]).keys(room) == {me, her}
    assert typing(seat, "gm").keys(room) == {me, "gm"}
    assert typing(seat, "players").keys(room) == {me, her, him}
    assert typing(seat).passes(room)["private"] is False
    assert typing(seat, "gm").passes(room) == {"user": ben.pk, "name": "Ben", "typing": True, "private": True}
    with pytest.raises(Invalid):
        typing(seat, [str(person("eve").pk)]).keys(room)


def test_an_audience_is_not_remembered_for_another(table: Any, ben: Any, cleo: Any) -> None:
    """A socket remembers for a second who may hear of a thing, by what `about` says."""
    table.seat(cleo)
    seat = table.seat(ben)
    about = {typing(seat, to).about() for to in (None, "gm", "players", [str(cleo.pk)])}
    assert len(about) == 4
