"""How far one has read: kept by the server, told to one's other devices, counted only over what one may read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.testing.cast import person
from rooms import reading
from rooms.models import Member, Message, Reader, Room
from rooms.reading import unread_counts


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], Any]]:
    """What passes by to open pages: (keys, frame)."""
    heard: list[tuple[list[str], Any]] = []
    monkeypatch.setattr(
        reading.hubs, "tell", lambda topic, message: heard.append((message["keys"], json.loads(message["payload"])))
    )
    return heard


def write(table: Any, seat: Any, text: str = "", **fields: Any) -> Message:
    """A message as the log would have it."""
    room = Room.objects.get(pk=table.room.pk)
    room.head += 1
    room.save()
    user = seat.viewer.user
    return Message.objects.create(
        room=room, seq=room.head, user=user, name=user.display_name, text=text or "Hello", **fields
    )


def unread(client: Any, api: str) -> dict[str, Any]:
    return client.get(f"{api}/unread").json()["data"]


def test_it_counts_what_others_said_since_and_the_mark_moves_it(table: Any, api: str, as_: Any, ben: Any) -> None:
    client, ben_seat = as_(ben), table.seat(ben)
    first, second = write(table, table.lead), write(table, table.lead)
    write(table, ben_seat)
    before = unread(client, api)
    assert (before["first"], before["messages"], before["mentions"]) == (first.seq, 2, 0)
    answer = client.post(f"{api}/read", {"seq": first.seq}).json()["data"]
    assert answer == {"read": first.seq, "first": second.seq, "messages": 1, "mentions": 0}
    assert unread(client, api) == answer


def test_it_never_goes_back_nor_beyond_what_was_said(table: Any, api: str, as_: Any, ben: Any) -> None:
    client = as_(ben)
    table.seat(ben)
    first, second = write(table, table.lead), write(table, table.lead)
    client.post(f"{api}/read", {"seq": second.seq})
    assert client.post(f"{api}/read", {"seq": first.seq}).json()["data"]["read"] == second.seq
    assert client.post(f"{api}/read", {"seq": 10**9}).json()["data"]["read"] == second.seq
    for wrong in ({"seq": -1}, {"seq": "3"}, {}, {"seq": 2**63}):
        assert client.post(f"{api}/read", wrong).status_code == 400


def test_unless_one_marks_a_message_as_unread(table: Any, api: str, as_: Any, ben: Any) -> None:
    client = as_(ben)
    table.seat(ben)
    first, second = write(table, table.lead), write(table, table.lead)
    client.post(f"{api}/read", {"seq": second.seq})
    marked = client.post(f"{api}/read", {"seq": first.seq, "unread": True}).json()["data"]
    assert (marked["read"], marked["first"], marked["messages"]) == (first.seq - 1, first.seq, 2)


def test_only_ones_own_devices_are_told_and_only_when_it_moved(
    table: Any, api: str, as_: Any, ben: Any, told: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """SPEC D11"""
    client = as_(ben)
    table.seat(ben)
    seq = write(table, table.lead).seq
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{api}/read", {"seq": seq})
    data = {"read": seq, "first": None, "messages": 0, "mentions": 0}
    assert told == [([f"user:{ben.pk}"], {"type": "chat.read", "by": None, "data": data})]


def test_what_one_may_not_read_is_not_counted(table: Any, api: str, as_: Any, ben: Any) -> None:
    cleo = person("cleo")
    ben_seat, cleo_seat = table.seat(ben), table.seat(cleo)
    ben_seat.viewer.member.refresh_from_db()
    for message, readers in (
        (write(table, cleo_seat, audience="named"), [cleo, table.lead.viewer.user]),
        (write(table, cleo_seat, audience="gm"), [cleo]),
        (write(table, cleo_seat, audience="named"), [cleo, ben]),
    ):
        Reader.objects.bulk_create([Reader(message=message, user=user) for user in readers])
    write(table, cleo_seat, deleted_by="author")
    assert unread(as_(ben), api)["messages"] == 1
    assert unread(as_(table.lead.viewer.user), api)["messages"] == 2


def test_mentions_are_counted_apart(table: Any, api: str, as_: Any, ben: Any) -> None:
    table.seat(ben)
    write(table, table.lead, mentions=[str(ben.pk)])
    write(table, table.lead, mentions=[str(person("dana").pk)])
    assert (unread(as_(ben), api)["messages"], unread(as_(ben), api)["mentions"]) == (2, 1)


def test_counts_end_at_a_hundred_and_ask_one_question_for_all_rooms(table: Any, ada: Any, ben: Any) -> None:
    table.seat(ben)
    Member.objects.filter(user=ben).update(read_seq=0, joined_seq=0)
    Message.objects.bulk_create(
        [Message(room=table.room, seq=1000 + number, user=ada, name="Ada", text="Again") for number in range(120)]
    )
    other, strange = Room.open_by(ben, name="Ben's"), Room.open_by(ada, name="Not his")
    with CaptureQueriesContext(connection) as asked:
        counts = unread_counts(ben, [table.room, other, strange.pk])
    assert len(asked) == 1
    assert counts == {table.room.pk: (100, 0), other.pk: (0, 0)}


def test_strangers_have_no_mark(api: str, as_: Any, cleo: Any) -> None:
    assert as_(cleo).get(f"{api}/unread").status_code == 404
    assert as_(cleo).post(f"{api}/read", {"seq": 1}).status_code == 404
