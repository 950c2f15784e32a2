"""Whether newcomers read what was said before them is one switch of the room, and holds for what they have open too."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def words(table: Any, cleo: Any) -> Any:
    """Ada spoke before Cleo came and after it. Returns what Cleo, coming anew, reads of that."""
    table.lead.does("chat.say", text="Before she came")
    table.seat(cleo)
    table.lead.does("chat.say", text="After she came")
    return lambda: [one["text"] for one in table.seat(cleo).things("message")]


def test_it_works(table: Any, cleo: Any, words: Any) -> None:
    assert words() == ["After she came"]
    table.lead.does("room.update", open_history=True)
    assert cleo.username not in table.seats, "her page starts afresh"
    assert words() == ["Before she came", "After she came"]
    table.is_level()
    table.lead.does("room.update", open_history=False)
    assert words() == ["After she came"]
    table.lead.does("chat.say", text="And now")
    table.is_level()


def test_pages_of_those_who_lead_stay_open(table: Any, ada: Any, ben: Any, words: Any) -> None:
    table.lead.does("room.update", open_history=True)
    assert ada.username in table.seats and ben.username not in table.seats


def test_another_switch_closes_no_page(table: Any, ben: Any, words: Any) -> None:
    table.lead.does("room.update", spectators_speak=True, open_history=False, name="The Crypt")
    assert ben.username in table.seats
    assert table.seat(ben).things("room")[0]["spectators_speak"] is True
    table.is_level()
