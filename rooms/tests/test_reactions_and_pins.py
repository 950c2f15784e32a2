"""Signs under a message, each once a person; and messages that who leads pins for all who may read them."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid, NotFound
from config.testing.cast import person
from rooms.models import Member


@pytest.fixture
def seats(table: Any, ada: Any, ben: Any, cleo: Any) -> dict[str, Any]:
    return {"ada": table.seat(ada), "ben": table.seat(ben), "cleo": table.seat(cleo)}


def said(seat: Any, text: str = "Hello") -> str:
    return str(seat.does("chat.say", text=text).made[0].pk)


def signs(seat: Any, id: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = seat.state["things"]["message"][id]["reactions"]
    return found


def test_a_sign_is_given_and_taken_back(table: Any, seats: dict[str, Any]) -> None:
    id, users = said(seats["ada"]), {name: str(seat.viewer.user.pk) for name, seat in seats.items()}
    for name in ("ben", "cleo"):
        seats[name].does("chat.react", message=id, emoji="👍")
    seats["ben"].does("chat.react", message=id, emoji="❤️")
    assert signs(seats["ada"], id) == {"👍": [users["ben"], users["cleo"]], "❤️": [users["ben"]]}
    seats["ben"].does("chat.react", message=id, emoji="👍")
    assert signs(seats["ada"], id) == {"👍": [users["cleo"]], "❤️": [users["ben"]]}
    table.is_level()


@pytest.mark.parametrize("emoji", ["x", "", "👍👍", "<b>", "x" * 33, ":)", "7"])
def test_a_sign_is_one_emoji(seats: dict[str, Any], emoji: str) -> None:
    id = said(seats["ada"])
    with pytest.raises(Invalid):
        seats["ben"].does("chat.react", message=id, emoji=emoji)


def test_twenty_different_ones_at_most(seats: dict[str, Any]) -> None:
    id = said(seats["ada"])
    for number in range(20):
        seats["ben"].does("chat.react", message=id, emoji=chr(0x1F600 + number))
    with pytest.raises(Invalid):
        seats["ben"].does("chat.react", message=id, emoji="🔥")
    seats["cleo"].does("chat.react", message=id, emoji=chr(0x1F600))
    seats["ben"].does("chat.react", message=id, emoji=chr(0x1F601))
    seats["ben"].does("chat.react", message=id, emoji="🔥")


def test_who_may_not_speak_gives_none(table: Any, seats: dict[str, Any], cleo: Any) -> None:
    id = said(seats["ada"])
    Member.objects.filter(room=table.room, user=cleo).update(muted=True)
    for seat in (seats["cleo"], table.seat(person("sol"), role="spectator")):
        with pytest.raises(Forbidden if seat is seats["cleo"] else NotFound):
            seat.does("chat.react", message=id, emoji="👍")


def test_signs_under_a_whisper_are_its_readers(table: Any, seats: dict[str, Any]) -> None:
    id = said(seats["ben"], "/w Cleo psst")
    heard = len(seats["ada"].heard)
    seats["cleo"].does("chat.react", message=id, emoji="😮")
    assert signs(seats["ben"], id)
    assert len(seats["ada"].heard) == heard
    with pytest.raises(NotFound):
        seats["ada"].does("chat.react", message=id, emoji="👍")
    table.is_level()


def test_who_leads_pins_and_unpins(table: Any, as_: Any, seats: dict[str, Any], ben: Any) -> None:
    id = said(seats["ben"], "The door code is 1234")
    said(seats["ben"], "Noise")
    seats["ada"].does("chat.pin", message=id, pinned=True)
    assert seats["cleo"].state["things"]["message"][id]["pinned"]
    pinned = as_(ben).get(f"/api/v1/rooms/{table.room.pk}/messages", {"pinned": 1}).json()["data"]
    assert [one["id"] for one in pinned] == [id]
    seats["ada"].does("chat.pin", message=id, pinned=False)
    assert not seats["cleo"].state["things"]["message"][id]["pinned"]
    with pytest.raises(Forbidden):
        seats["ben"].does("chat.pin", message=id, pinned=True)
    table.is_level()
