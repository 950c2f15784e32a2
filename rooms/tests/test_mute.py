"""Who is muted reads on and says nothing, from that moment until they are given their voice back."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden


def test_it_works(table: Any, ben: Any) -> None:
    seat = table.seat(ben)
    table.lead.does("member.mute", member=table.things["member"], muted=True)
    for type, data in (("chat.say", {"text": "But I"}), ("dice.roll", {"formula": "1d20"})):
        with pytest.raises(Forbidden):
            seat.does(type, **data)
    table.lead.does("chat.say", text="Now listen.")
    assert "Now listen." in str(seat.state)
    assert [one["muted"] for one in seat.things("member") if one["name"] == "Ben"] == [True]
    table.lead.does("member.mute", member=table.things["member"], muted=False)
    seat.does("chat.say", text="Thank you.")
    table.is_level()


def test_nobody_mutes_the_owner_and_only_the_owner_a_game_master(table: Any, ben: Any, cleo: Any) -> None:
    co, owner = table.seat(cleo, role="game_master"), table.lead.viewer.member
    for seat, member in ((co, owner), (table.lead, owner), (co, co.viewer.member), (table.seat(ben), owner)):
        with pytest.raises(Forbidden):
            seat.does("member.mute", member=str(member.pk), muted=True)
    table.lead.does("member.mute", member=str(co.viewer.member.pk), muted=True)
    with pytest.raises(Forbidden):
        co.does("chat.say", text="But I")


def test_who_owns_the_room_has_their_voice_again(table: Any, ben: Any) -> None:
    """Nobody may mute an owner, so nobody could give it back."""
    seat = table.seat(ben)
    table.lead.does("member.mute", member=table.things["member"], muted=True)
    table.lead.does("room.hand_over", member=table.things["member"])
    seat.does("chat.say", text="Mine now.")


def test_a_muted_game_master_says_nothing_by_an_edit_either(table: Any, cleo: Any) -> None:
    co = table.seat(cleo, role="game_master")
    said = str(co.does("chat.say", text="But I").made[0].pk)
    table.lead.does("member.mute", member=str(co.viewer.member.pk), muted=True)
    with pytest.raises(Forbidden):
        co.does("chat.edit", message=said, text="But I insist")
    co.does("chat.delete", message=said)
    table.is_level()
