"""Whoever comes later hears nothing of what was said before: not when it is edited, marked, pinned or deleted."""

from __future__ import annotations

from typing import Any

import pytest

from config.testing.cast import person
from rooms.live.testing import Seat, Table
from rooms.models import Entry

SECRET = "Long ago the lich was a baker"


@pytest.fixture
def early(table: Table, ada: Any, ben: Any) -> str:
    return str(table.seat(ben).does("chat.say", text=f"{SECRET} [[/r 1d6]]").made[0].pk)


@pytest.fixture
def fay(table: Table, early: str) -> Seat:
    return table.seat(person("fay"))


CHANGES = [
    ("chat.react", {"emoji": "👍"}),
    ("chat.edit", {"text": f"{SECRET}, they say"}),
    ("chat.pin", {"pinned": True}),
    ("chat.delete", {}),
]


@pytest.mark.parametrize(("type", "data"), CHANGES)
def test_a_change_of_it_does_not_reach_them(
    table: Table, ben: Any, early: str, fay: Seat, type: str, data: dict[str, Any]
) -> None:
    heard, watching = len(fay.heard), table.seat(person("gia"), role="game_master")
    table.lead.does(type, message=early, **data)
    for knowing in (table.lead, table.seat(ben), watching):
        assert early in knowing.state["things"]["message"]
        assert early.encode() in knowing.heard[-1]
    assert len(fay.heard) == heard + 1, "only Gia's coming"
    assert early not in str(fay.state) + str(fay.heard)
    table.is_level()
    entry = Entry.objects.get(room=table.room, seq=table.delivered)
    assert "all" not in entry.views


def test_what_is_said_later_is_for_all(table: Table, early: str, fay: Seat) -> None:
    later = str(table.lead.does("chat.say", text="Welcome").made[0].pk)
    table.lead.does("chat.react", message=later, emoji="🎉")
    assert fay.state["things"]["message"][later]["reactions"]
    assert Entry.objects.get(room=table.room, seq=table.delivered).views.keys() == {"all"}


def test_where_the_history_is_open_they_hear_it(table: Table, early: str) -> None:
    table.lead.does("room.update", open_history=True)
    table.room.refresh_from_db()
    fay = table.seat(person("fay"))
    table.lead.does("chat.edit", message=early, text=f"{SECRET}!")
    assert fay.state["things"]["message"][early]["text"] == f"{SECRET}!"
    table.is_level()


def test_who_leaves_and_comes_back_is_new(table: Table, ben: Any, early: str) -> None:
    table.seat(ben).does("member.leave")
    back = table.seat(ben)
    table.lead.does("chat.edit", message=early, text=f"{SECRET}!")
    assert early not in str(back.state) + str(back.heard)
    table.is_level()
