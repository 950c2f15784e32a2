"""Dice thrown by chat commands and between the words: seen by whom they are for, and they stand as they fell."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid
from config.testing.cast import person
from rooms.models import Message, Room


@pytest.fixture
def seats(table: Any, ada: Any, ben: Any, cleo: Any) -> dict[str, Any]:
    return {"ada": table.seat(ada), "ben": table.seat(ben), "cleo": table.seat(cleo)}


def see(seats: dict[str, Any]) -> set[str]:
    return {name for name, seat in seats.items() if seat.things("message")}


@pytest.mark.parametrize(
    ("text", "visibility", "readers"),
    [
        ("/roll 2d6+3 # to hit", "public", {"ada", "ben", "cleo"}),
        ("/R 2d6+3", "public", {"ada", "ben", "cleo"}),
        ("/gmroll 2d6+3", "gm", {"ada", "ben"}),
        ("/br 2d6+3", "blind", {"ada"}),
        ("/selfroll 2d6+3", "self", {"ben"}),
        ("/w Cleo /r 2d6+3", "self", {"ben", "cleo"}),
        ("/w gm /r 2d6+3", "gm", {"ada", "ben"}),
    ],
)
def test_who_sees_a_roll(table: Any, seats: dict[str, Any], text: str, visibility: str, readers: set[str]) -> None:
    roll = seats["ben"].does("chat.say", text=text).made[0].roll
    assert see(seats) == readers
    assert roll["visibility"] == visibility
    assert 5 <= roll["total"] <= 15
    table.is_level()


def test_the_roller_of_a_blind_roll_hears_only_that_it_was_done(seats: dict[str, Any]) -> None:
    """SPEC D6"""
    outcome = seats["ben"].does("chat.say", text="/blindroll 1d20")
    assert outcome.kept is not None
    ops = outcome.kept.ops(seats["ben"].viewer.keys)
    assert not [op for op in ops if op[1] == "message"]
    assert not Message.objects.visible_to(seats["ben"].viewer).exists()


def test_a_roll_spends_the_seed_that_was_promised(table: Any, seats: dict[str, Any]) -> None:
    promised = seats["cleo"].things("room")[0]["commitment"]
    roll = seats["ben"].does("chat.say", text="/r 1d20").made[0].roll
    assert roll["proof"]["commitment"] == promised
    assert seats["cleo"].things("room")[0]["commitment"] == roll["proof"]["next"] != promised


def test_dice_between_the_words(table: Any, seats: dict[str, Any]) -> None:
    text = "I hit for [[1d6+2]] and you roll [[/r 1d20]]; `[[1d6]]` is how one writes it"
    seats["ben"].does("chat.say", text=text)
    [heard] = seats["cleo"].things("message")
    [block] = heard["body"]
    rolls = [token for token in block["c"] if isinstance(token, dict)]
    assert [token["t"] for token in rolls] == ["roll", "deferred", "code"]
    assert 3 <= rolls[0]["total"] <= 8
    assert rolls[1]["command"] == "/r 1d20"
    assert heard["text"] == text
    table.is_level()


def test_dice_in_a_whisper_are_seen_by_its_readers(table: Any, seats: dict[str, Any]) -> None:
    before = Room.objects.get(pk=table.room.pk).dice_seed
    message = seats["ben"].does("chat.say", text="/w Cleo I saved [[1d20]]").made[0]
    assert see(seats) == {"ben", "cleo"}
    assert message.body[0]["c"][1]["visibility"] == "self"
    assert Room.objects.get(pk=table.room.pk).dice_seed == before
    table.is_level()


@pytest.mark.parametrize("text", ["/r 1d", "/r", "/r 99999d6", "I hit for [[1d]]", "/gmr ((1d6)"])
def test_a_wrong_formula_is_told_to_its_author_alone(seats: dict[str, Any], text: str) -> None:
    with pytest.raises(Invalid) as refused:
        seats["ben"].does("chat.say", text=text)
    assert refused.value.fields
    assert not see(seats)


def test_dice_stand_as_they_fell(seats: dict[str, Any]) -> None:
    """Neither a bad roll nor one between words is edited or deleted by its author; who leads may delete it."""
    for text in ("/r 1d20", "I hit for [[1d20]]"):
        message = str(seats["ben"].does("chat.say", text=text).made[0].pk)
        with pytest.raises(Invalid):
            seats["ben"].does("chat.edit", message=message, text="Twenty!")
        with pytest.raises(Forbidden):
            seats["ben"].does("chat.delete", message=message)
        seats["ada"].does("chat.delete", message=message)


def test_an_edit_throws_no_dice(seats: dict[str, Any]) -> None:
    message = str(seats["ben"].does("chat.say", text="I hit").made[0].pk)
    with pytest.raises(Invalid):
        seats["ben"].does("chat.edit", message=message, text="I hit for [[1d20]]")
    seats["ben"].does("chat.edit", message=message, text="I hit, roll [[/r 1d20]]")


def test_spectators_throw_none(table: Any) -> None:
    with pytest.raises(Forbidden):
        table.seat(person("sol"), role="spectator").does("chat.say", text="/r 1d20")


def test_a_message_throws_no_more_dice_than_a_roll(table: Any, seats: dict[str, Any]) -> None:
    seats["ben"].does("chat.say", text="[[500d6]] and [[500d6]]")
    with pytest.raises(Invalid) as refused:
        seats["ben"].does("chat.say", text="[[500d6]] and [[501d6]]")
    assert "text" in refused.value.fields
    assert Message.objects.count() == 1
    table.is_level()
