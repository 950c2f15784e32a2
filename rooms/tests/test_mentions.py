"""Who is named in words they may read is told of it, when they are not at the table to see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Notification
from config.testing.cast import person
from rooms.models import Presence


@pytest.fixture
def seats(table: Any, ada: Any, ben: Any, cleo: Any) -> dict[str, Any]:
    """Cleo's namesake Cleo Hart plays too."""
    hart = person("hart", display_name="Cleo Hart")
    return {"ada": table.seat(ada), "ben": table.seat(ben), "cleo": table.seat(cleo), "hart": table.seat(hart)}


def told(seat: Any) -> list[str]:
    return [note.text() for note in Notification.objects.filter(user=seat.viewer.user)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Cleo, look", {"cleo"}),
        ("@cleo hart, look", {"hart"}),
        ("@[Cleo Hart], look", {"hart"}),
        ("Look, **@Cleo** and @ADA!", {"cleo", "ada"}),
        ("@Cleo @cleo @CLEO", {"cleo"}),
        ("@Cleopatra, ben@cleo.example, `@Cleo`", set()),
        ("@Ben, I say to myself", {"ben"}),
        ("@Zoe", set()),
    ],
)
def test_who_is_named(table: Any, seats: dict[str, Any], text: str, named: set[str]) -> None:
    message = seats["ben"].does("chat.say", text=text).made[0]
    assert set(message.mentions) == {str(seats[name].viewer.user.pk) for name in named}
    assert {name for name, seat in seats.items() if told(seat)} == named - {"ben"}
    table.is_level()


def test_they_are_told_by_whom_and_where_and_not_the_words(table: Any, seats: dict[str, Any]) -> None:
    seats["ben"].does("chat.say", text="@Cleo the duke is a doppelganger")
    assert told(seats["cleo"]) == [f"Ben mentioned you in {table.room.name}."]
    note = Notification.objects.get()
    assert str(table.room.pk) in note.link
    assert "duke" not in str(note.params)


def test_who_is_at_the_table_sees_it_there(table: Any, seats: dict[str, Any], cleo: Any) -> None:
    later = timezone.now() + timedelta(seconds=20)
    Presence.objects.create(room=table.room, user=cleo, process="here", expires_at=later)
    seats["ben"].does("chat.say", text="@Cleo look")
    seats["ben"].does("chat.say", text="/w Cleo psst")
    assert told(seats["cleo"]) == []
    Presence.objects.update(expires_at=timezone.now())
    seats["ben"].does("chat.say", text="@Cleo look")
    assert len(told(seats["cleo"])) == 1


def test_a_whisper_names_only_its_readers(seats: dict[str, Any]) -> None:
    message = seats["ben"].does("chat.say", text="/w Cleo what does @Ada want? @Cleo?").made[0]
    assert message.mentions == [str(seats["cleo"].viewer.user.pk)]
    assert told(seats["ada"]) == []


def test_who_is_away_is_told_of_a_whisper_once_until_they_read_it(table: Any, seats: dict[str, Any]) -> None:
    for _ in range(3):
        seats["ben"].does("chat.say", text="/w Cleo the duke is a doppelganger")
    assert told(seats["cleo"]) == [f"Ben whispered to you in {table.room.name}."]
    seats["ada"].does("chat.say", text="/w Cleo psst")
    assert len(told(seats["cleo"])) == 2
    Notification.objects.all().mark_read()
    seats["ben"].does("chat.say", text="/w Cleo psst")
    assert len(told(seats["cleo"])) == 3
    assert told(seats["ben"]) == told(seats["hart"]) == []


def test_an_edit_tells_only_who_is_newly_named(seats: dict[str, Any]) -> None:
    id = str(seats["ben"].does("chat.say", text="@Cleo").made[0].pk)
    Notification.objects.all().mark_read()
    seats["ben"].does("chat.edit", message=id, text="@Cleo and @Ada")
    assert len(told(seats["cleo"])) == len(told(seats["ada"])) == 1
