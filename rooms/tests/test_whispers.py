"""Words for some reach these alone. The game master is not among them unless they are named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from config.api.errors import Forbidden, Invalid
from config.testing.cast import person
from rooms.live.snapshot import snapshot
from rooms.live.testing import plain
from rooms.models import Entry, Member, Message
from rooms.reading import unread_counts

SECRET = "The duke is a doppelganger"


def reads(seat: Any) -> bool:
    """Whether the words reached this seat by the log, and stand in its snapshot; both or neither."""
    folded = SECRET in str(seat.state["things"].get("message"))
    fresh = SECRET in str(plain(snapshot(seat.viewer)))
    assert folded == fresh == any(SECRET.encode() in frame for frame in seat.heard)
    return folded


@pytest.fixture
def seats(table: Any, ada: Any, ben: Any, cleo: Any) -> dict[str, Any]:
    """Ada leads with Gia; Ben, Cleo and Dan play, Sol watches."""
    people = {"ada": ada, "ben": ben, "cleo": cleo, **{name: person(name) for name in ("dan", "gia", "sol")}}
    roles = {"gia": "game_master", "sol": "spectator"}
    return {name: table.seat(user, role=roles.get(name, "player")) for name, user in people.items()}


def ids(seats: dict[str, Any], *names: str) -> list[str]:
    return [str(seats[name].viewer.user.pk) for name in names]


@pytest.mark.parametrize(
    ("said", "to", "readers"),
    [
        (f"/w Cleo {SECRET}", None, "ben cleo"),
        (f"/w [cleo, Dan] {SECRET}", None, "ben cleo dan"),
        (f"/w gm {SECRET}", None, "ben ada gia"),
        (f"/w [GM, Dan] {SECRET}", None, "ben ada gia dan"),
        (f"/w players {SECRET}", None, "ben cleo dan"),
        (f"/w Ada {SECRET}", None, "ben ada"),
        (SECRET, ["cleo"], "ben cleo"),
        (SECRET, ["cleo", "gia"], "ben cleo gia"),
        (SECRET, "gm", "ben ada gia"),
        (SECRET, "players", "ben cleo dan"),
        (SECRET, None, "ada ben cleo dan gia sol"),
    ],
)
def test_who_reads_it(table: Any, seats: dict[str, Any], said: str, to: Any, readers: str) -> None:
    given = ids(seats, *to) if isinstance(to, list) else to
    seats["ben"].does("chat.say", text=said, **({"to": given} if given else {}))
    assert {name for name, seat in seats.items() if reads(seat)} == set(readers.split())
    table.is_level()


def test_whom_it_is_for_is_told_to_its_readers(seats: dict[str, Any]) -> None:
    seats["ben"].does("chat.say", text=f"/w Cleo {SECRET}")
    [heard] = seats["cleo"].things("message")
    assert heard["to"] == {"gm": False, "users": sorted(ids(seats, "ben", "cleo"))}
    seats["ben"].does("chat.say", text=f"/w gm {SECRET}")
    assert seats["ada"].things("message")[-1]["to"] == {"gm": True, "users": ids(seats, "ben")}


def test_nothing_tells_the_others_of_it(table: Any, as_: Any, seats: dict[str, Any]) -> None:
    """Not the list, the counts, the search, nor its own address. SPEC D3"""
    seats["ben"].does("chat.say", text="Hello")
    message = seats["ben"].does("chat.say", text=f"/w Cleo {SECRET}").made[0]
    api = f"/api/v1/rooms/{table.room.pk}"
    for name, status in (("ada", 404), ("gia", 404), ("dan", 404), ("sol", 404), ("ben", 200), ("cleo", 200)):
        user = seats[name].viewer.user
        client = as_(user)
        assert client.get(f"{api}/messages/{message.pk}").status_code == status
        listed = client.get(f"{api}/messages").json()
        assert (SECRET in json.dumps(listed)) == (status == 200)
        assert client.get(f"{api}/search", {"q": "doppelganger"}).json()["meta"]["count"] == (status == 200)
        assert Message.objects.visible_to(user).filter(pk=message.pk).exists() == (status == 200)
    assert unread_counts(seats["ada"].viewer.user, [table.room])[table.room.pk].messages == 1
    assert unread_counts(seats["cleo"].viewer.user, [table.room])[table.room.pk].messages == 2


def test_the_back_office_shows_a_game_master_what_they_may_read(as_: Any, ada: Any, seats: dict[str, Any]) -> None:
    seats["ben"].does("chat.say", text=f"/w gm {SECRET}, says the barber")
    whisper = seats["ben"].does("chat.say", text=f"/w Cleo {SECRET}").made[0]
    client, page = as_(ada), reverse("gm:rooms_message_changelist")
    for query in ({}, {"q": "doppelganger"}):
        listed = client.get(page, query).content.decode()
        assert "says the barber" in listed
        assert str(whisper.pk) not in listed
    assert client.get(reverse("gm:rooms_message_change", args=[whisper.pk])).status_code == 404


def test_the_log_has_it_under_its_readers_names_alone(seats: dict[str, Any]) -> None:
    seats["ben"].does("chat.say", text=f"/w Cleo {SECRET}")
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert sorted(entry.views) == sorted(f"user:{id}" for id in ids(seats, "ben", "cleo"))


def test_nobody_of_that_name_and_two_of_it(table: Any, seats: dict[str, Any]) -> None:
    for text in ("/w Zoe psst", "/w [Cleo, Zoe] psst", "/w"):
        with pytest.raises(Invalid) as refused:
            seats["ben"].does("chat.say", text=text)
        assert refused.value.code == "nobody"
    with pytest.raises(Invalid):
        seats["ben"].does("chat.say", text="psst", to=[str(person("zoe").pk)])
    table.seat(person("dan2", display_name="Dan"))
    with pytest.raises(Invalid) as refused:
        seats["ben"].does("chat.say", text="/w Dan psst")
    assert refused.value.code == "ambiguous"
    assert not Message.objects.exists()


def test_an_answer_goes_to_who_whispered_last(seats: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        seats["cleo"].does("chat.say", text="/reply Who is there?")
    seats["ben"].does("chat.say", text="/w [Cleo, Dan] psst")
    asked = seats["dan"].does("chat.say", text="/w Cleo psst").made[0]
    answer = seats["cleo"].does("chat.say", text=f"/reply {SECRET}").made[0]
    assert {name for name, seat in seats.items() if reads(seat)} == {"cleo", "dan"}
    assert answer.reply_to == asked


def test_one_who_comes_back_does_not_find_old_whispers(table: Any, seats: dict[str, Any], cleo: Any) -> None:
    message = seats["ben"].does("chat.say", text=f"/w Cleo {SECRET}").made[0]
    seats["cleo"].does("member.leave")
    back = table.seat(cleo)
    seats["ben"].does("chat.edit", message=str(message.pk), text=f"{SECRET}, I say")
    assert not reads(back)
    assert not Message.objects.visible_to(cleo).exists()
    table.is_level()


def test_the_muted_do_not_whisper(table: Any, seats: dict[str, Any]) -> None:
    Member.objects.filter(room=table.room, user=seats["ben"].viewer.user).update(muted=True)
    for text in ("Hello", "/w Cleo psst", "/w gm psst", "/r 1d6"):
        with pytest.raises(Forbidden):
            seats["ben"].does("chat.say", text=text)


def test_spectators_speak_where_the_room_lets_them(table: Any, seats: dict[str, Any]) -> None:
    with pytest.raises(Forbidden):
        seats["sol"].does("chat.say", text="Hello")
    seats["ada"].does("room.update", spectators_speak=True)
    seats["sol"].does("chat.say", text="Hello")
    assert seats["ben"].things("message")[0]["by"]["name"] == "Sol"
