"""A calendar program finds all one's sessions under a secret address, as a file that RFC 5545 allows."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import icalendar
import pytest
from django.utils import timezone

from rooms import calendar
from rooms.models import CalendarFeed, GameSession, Room

LONG = "Ein überlanger Titel; mit Komma, Strichpunkt \\ und 🎲🎲🎲 genug Würfeln für drei"


@pytest.fixture
def feed(as_: Any, ben: Any) -> str:
    """The path of Ben's feed."""
    url: str = as_(ben).post("/api/v1/calendar").json()["data"]["url"]
    return "/" + url.split("/", 3)[3]


def read(text: bytes) -> list[dict[str, str]]:
    """The events of a calendar file, unfolded and unescaped; a strict reader of what RFC 5545 demands."""
    assert text.endswith(b"\r\n")
    physical = text[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in physical)
    for line in physical:
        line.decode()  # no character is cut in two
    lines = text[:-2].replace(b"\r\n ", b"").decode().split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    inside = False
    for line in lines[1:-1]:
        name, value = line.split(":", 1)
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z]+)?", name)
        assert not re.search(r"[\x00-\x1f\x7f]", value)
        if line == "BEGIN:VEVENT":
            assert not inside
            inside = True
            events.append({})
        elif line == "END:VEVENT":
            inside = False
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"} <= set(events[-1])
        elif inside:
            assert name not in events[-1]
            events[-1][name] = unescaped(value) if name in ("SUMMARY", "DESCRIPTION") else value
    assert len({event["UID"] for event in events}) == len(events)
    return events


def unescaped(value: str) -> str:
    assert not re.search(r"(?<!\\)(\\\\)*[;,]", value), "a bare comma or semicolon parts values"
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value)


def events_of(as_: Any, feed: str) -> dict[str, dict[str, str]]:
    answer = as_().get(feed)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return {event["SUMMARY"]: event for event in read(answer.content)}


def test_it_works(table: Any, as_: Any, feed: str) -> None:
    table.lead.does(
        "session.schedule", title=LONG, note="Bring:\nthe map,\nthe lamp", starts_at="2099-10-02T19:00:00+02:00"
    )
    event = events_of(as_, feed)[f"{table.room.name}: {LONG}"]
    assert event["DTSTART"] == "20991002T170000Z"
    assert event["DTEND"] == "20991002T210000Z"
    assert event["DESCRIPTION"] == "Bring:\nthe map,\nthe lamp"
    assert event["URL"].endswith(f"/rooms/{table.room.pk}/")


def test_a_change_is_a_higher_number_of_the_same_event(table: Any, as_: Any, feed: str) -> None:
    session = GameSession.objects.get(pk=table.things["session"])
    GameSession.objects.filter(pk=session.pk).update(created_at=timezone.now() - timedelta(hours=1))
    before = events_of(as_, feed)[f"{table.room.name}: {session.title}"]
    table.lead.does("session.change", session=str(session.pk), starts_at="2099-10-03T19:00:00Z")
    after = events_of(as_, feed)[f"{table.room.name}: {session.title}"]
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_what_was_played_stands_where_it_was(table: Any) -> None:
    began = datetime(2026, 10, 2, 19, 20, tzinfo=UTC)
    session = GameSession(
        room=table.room, title="The tomb", starts_at=began - timedelta(minutes=20), started_at=began,
        ended_at=began + timedelta(hours=5), created_at=began, updated_at=began,
    )  # fmt: skip
    lines = calendar.event(session, "https://table.example")
    assert {"DTSTART:20261002T192000Z", "DTEND:20261003T002000Z"} <= set(lines)


@pytest.mark.parametrize("length", [1, 74, 75, 76, 149, 150, 1000])
@pytest.mark.parametrize("letter", ["a", "ü", "界", "🎲"])
def test_lines_are_folded_between_characters(length: int, letter: str) -> None:
    parts = list(calendar.folded(letter * length))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == letter * length
    assert all(part.startswith(" ") for part in parts[1:])


def test_only_ones_own_rooms(table: Any, as_: Any, feed: str, ben: Any, cleo: Any) -> None:
    theirs = Room.open_by(cleo, name="Another table")
    GameSession.objects.create(room=theirs, title="Secret", starts_at=timezone.now())
    assert "Another table: Secret" not in events_of(as_, feed)
    table.seat(ben).does("member.leave")
    assert events_of(as_, feed) == {}


def test_what_is_planned_in_an_archived_room_will_not_be(table: Any, as_: Any, feed: str) -> None:
    assert len(events_of(as_, feed)) == 2
    table.lead.does("room.archive", archived=True)
    assert set(events_of(as_, feed)) == {f"{table.room.name}: The lamp"}, "which was played"


def test_a_new_address_ends_the_old_one(as_: Any, feed: str, ben: Any) -> None:
    assert as_(ben).get("/api/v1/calendar").json()["data"]["since"]
    again = as_(ben).post("/api/v1/calendar").json()["data"]["url"]
    assert as_().get(feed).status_code == 404
    assert as_().get("/" + again.split("/", 3)[3]).status_code == 200
    assert as_(ben).delete("/api/v1/calendar").status_code == 204
    assert as_().get("/" + again.split("/", 3)[3]).status_code == 404
    assert as_(ben).get("/api/v1/calendar").json()["data"] == {"since": None}


def test_it_ends_with_the_account(as_: Any, feed: str, ben: Any) -> None:
    ben.bar()
    assert as_().get(feed).status_code == 404
    assert as_().get("/calendar/nonsense.ics").status_code == 404
    assert as_().post("/api/v1/calendar").status_code == 401


def test_the_secret_is_kept_as_a_hash(as_: Any, feed: str, ben: Any) -> None:
    token = feed.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) >= 20
    assert CalendarFeed.objects.get(user=ben).token_hash == CalendarFeed.hash(token) != token


def test_another_program_reads_it(table: Any, as_: Any, feed: str) -> None:
    """By the eyes of a reader that is not ours."""
    note = "Bring:\nthe map, the lamp; and \\ back"
    table.lead.does("session.schedule", title=LONG, note=note, starts_at="2099-10-02T19:00:00+02:00", minutes=90)
    read_by_others = icalendar.Calendar.from_ical(as_().get(feed).content)
    assert read_by_others.errors == []
    found = {str(event["SUMMARY"]): event for event in read_by_others.walk("VEVENT")}
    event = found[f"{table.room.name}: {LONG}"]
    assert event.errors == []
    assert str(event["DESCRIPTION"]) == note
    assert event.decoded("DTSTART") == datetime(2099, 10, 2, 17, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2099, 10, 2, 18, 30, tzinfo=UTC)
