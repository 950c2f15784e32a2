"""What was said, in both directions, around a message or a day, and only what one asks for."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.testing.cast import person
from rooms.models import Message


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/messages"


@pytest.fixture
def seqs(table: Any) -> list[int]:
    """The numbers of ten lines by Ada, "0" to "9"."""
    return [table.lead.does("chat.say", text=str(number)).seq for number in range(10)]


def page(client: Any, api: str, **query: Any) -> tuple[str, dict[str, Any]]:
    answer = client.get(api, query)
    assert answer.status_code == 200, answer.content
    told = answer.json()
    return "".join(row["text"] for row in told["data"]), told["meta"]


def test_forward_from_a_number_until_the_present(api: str, as_: Any, ada: Any, seqs: list[int]) -> None:
    client = as_(ada)
    assert page(client, api, after=seqs[2], limit=4) == (
        "3456",
        {"cursor": {"before": seqs[3], "after": seqs[6]}, "target": seqs[2]},
    )
    assert page(client, api, after=seqs[6], limit=4) == (
        "789",
        {"cursor": {"before": seqs[7], "after": None}, "target": seqs[6]},
    )
    assert page(client, api, after=seqs[9])[0] == ""


def test_backward_knows_what_comes_after(api: str, as_: Any, ada: Any, seqs: list[int]) -> None:
    client = as_(ada)
    assert page(client, api, before=seqs[3])[1]["cursor"] == {"before": None, "after": seqs[2]}
    assert page(client, api)[1] == {"cursor": {"before": None, "after": None}, "target": None}


def test_around_a_number(api: str, as_: Any, ada: Any, seqs: list[int]) -> None:
    client = as_(ada)
    text, meta = page(client, api, around=seqs[5], limit=4)
    assert text == "4567"
    assert meta == {"cursor": {"before": seqs[4], "after": seqs[7]}, "target": seqs[5]}
    assert page(client, api, around=seqs[0], limit=4)[0] == "012"
    assert page(client, api, around=10**12, limit=4)[0] == "89"


def test_a_day_is_the_readers_day(api: str, as_: Any, ada: Any, seqs: list[int]) -> None:
    client = as_(ada)
    Message.objects.filter(seq__lt=seqs[4]).update(created_at="2026-03-01T22:00:00Z")
    Message.objects.filter(seq__gte=seqs[4]).update(created_at="2026-03-01T23:30:00Z")
    assert page(client, api, date="2026-03-01")[1]["target"] == seqs[0]
    assert page(client, api, date="2026-03-02", tz="Europe/Berlin")[1]["target"] == seqs[4]
    assert page(client, api, date="2026-03-02", tz="+01:00")[1]["target"] == seqs[4]
    assert page(client, api, date="2020-01-01")[1]["target"] == seqs[0]
    assert page(client, api, date="2030-01-01")[0] == "0123456789"


@pytest.mark.parametrize(
    "query",
    [
        {"date": "yesterday"},
        {"date": "2026-02-30"},
        {"date": "0001-01-01"},
        {"date": "2026-03-01", "tz": "Nowhere"},
        {"before": "1", "after": "2"},
        {"around": "x"},
        {"with": "ben"},
    ],
)
def test_what_is_refused(api: str, as_: Any, ada: Any, query: Any) -> None:
    assert as_(ada).get(api, query).status_code == 400


def test_only_pinned_ones_or_those_that_name_me(table: Any, api: str, as_: Any, ben: Any) -> None:
    pinned = table.lead.does("chat.say", text="The rules").made[0]
    table.lead.does("chat.pin", message=str(pinned.pk), pinned=True)
    table.lead.does("chat.say", text="Well, @Ben?")
    assert page(as_(ben), api, pinned=1)[0] == "The rules"
    assert page(as_(ben), api, mentions=1)[0] == "Well, @Ben?"


def test_a_conversation_of_two_is_theirs_alone(table: Any, api: str, as_: Any, ada: Any, ben: Any) -> None:
    cleo = person("cleo")
    ben_seat, cleo_seat = table.seat(ben), table.seat(cleo)
    ben_seat.does("chat.say", text="a", to=[str(cleo.pk)])
    cleo_seat.does("chat.say", text="b", to=[str(ben.pk)])
    ben_seat.does("chat.say", text="c", to=[str(cleo.pk), str(ada.pk)])
    ben_seat.does("chat.say", text="d", to=["gm"])
    ben_seat.does("chat.say", text="e")
    assert page(as_(ben), api, **{"with": cleo.pk})[0] == page(as_(cleo), api, **{"with": ben.pk})[0] == "ab"
    assert page(as_(ada), api, **{"with": ben.pk})[0] == ""


@pytest.mark.parametrize("query", [{}, {"before": 10**9}, {"after": 0}, {"around": 3}, {"date": "2020-01-01"}])
def test_a_page_is_a_fixed_number_of_questions(table: Any, api: str, as_: Any, ada: Any, ben: Any, query: Any) -> None:
    client, asked = as_(ada), []
    for _round in range(2):
        for number in range(4):
            said = table.seat(ben).does("chat.say", text=str(number), to=["gm"]).made[0]
            table.lead.does("chat.react", message=str(said.pk), emoji="👍")
        with CaptureQueriesContext(connection) as questions:
            client.get(api, query)
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 20
