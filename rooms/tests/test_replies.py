"""An answer names what it answers by its id. What answers something private stays among its readers."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, NotFound
from config.testing.cast import person


@pytest.fixture
def seats(table: Any, ada: Any, ben: Any, cleo: Any) -> dict[str, Any]:
    return {"ada": table.seat(ada), "ben": table.seat(ben), "cleo": table.seat(cleo), "dan": table.seat(person("dan"))}


def heard(seats: dict[str, Any], text: str) -> set[str]:
    return {name for name, seat in seats.items() if any(one["text"] == text for one in seat.things("message"))}


def said(seat: Any, text: str, **more: Any) -> str:
    return str(seat.does("chat.say", text=text, **more).made[0].pk)


def test_it_names_what_it_answers(table: Any, seats: dict[str, Any]) -> None:
    question = said(seats["ben"], "Who goes there?")
    said(seats["cleo"], "A friend", reply_to=question)
    assert seats["dan"].things("message")[-1]["reply_to"] == question
    table.is_level()


def test_the_answer_to_a_whisper_goes_to_its_readers(table: Any, seats: dict[str, Any]) -> None:
    whisper = said(seats["ben"], "/w [Cleo, Dan] psst")
    said(seats["cleo"], "What?", reply_to=whisper)
    assert heard(seats, "What?") == {"ben", "cleo", "dan"}
    to_leads = said(seats["ben"], "/w gm May I?")
    said(seats["ada"], "You may", reply_to=to_leads)
    assert heard(seats, "You may") == {"ada", "ben"}
    table.is_level()


def test_it_may_go_to_fewer(seats: dict[str, Any]) -> None:
    whisper = said(seats["ben"], "/w [Cleo, Dan] psst")
    said(seats["cleo"], "Only you", reply_to=whisper, to=[str(seats["ben"].viewer.user.pk)])
    assert heard(seats, "Only you") == {"ben", "cleo"}


@pytest.mark.parametrize("wider", [{"to": "gm"}, {"to": "players"}, {"to": ["ada"]}, {"text": "/pr 1d20"}])
def test_it_may_not_go_to_more(seats: dict[str, Any], wider: dict[str, Any]) -> None:
    whisper = said(seats["ben"], "/w Cleo psst")
    given = {"text": "What?", **wider}
    if isinstance(given.get("to"), list):
        given["to"] = [str(seats[name].viewer.user.pk) for name in given["to"]]
    with pytest.raises(Forbidden):
        seats["cleo"].does("chat.say", **given, reply_to=whisper)


def test_one_answers_only_what_one_may_read(table: Any, seats: dict[str, Any]) -> None:
    whisper = said(seats["ben"], "/w Cleo psst")
    for name in ("ada", "dan"):
        with pytest.raises(NotFound):
            seats[name].does("chat.say", text="I heard that", reply_to=whisper)
    early = said(seats["ben"], "Long ago")
    with pytest.raises(NotFound):
        table.seat(person("fay")).does("chat.say", text="What?", reply_to=early)


def test_whoever_came_later_learns_nothing_of_what_was_answered(table: Any, as_: Any, seats: dict[str, Any]) -> None:
    early = said(seats["ben"], "Long ago")
    fay = table.seat(person("fay"))
    said(seats["cleo"], "I remember", reply_to=early)
    assert fay.things("message")[0]["reply_to"] == early
    assert "Long ago" not in str(fay.state) + str(fay.heard)
    api = f"/api/v1/rooms/{table.room.pk}/messages"
    assert as_(fay.viewer.user).get(f"{api}/{early}").status_code == 404
    table.is_level()
