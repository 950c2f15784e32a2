"""The talk to take home: what the viewer may read and nothing else, as text, JSON and a page that does nothing."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.testing.cast import person
from rooms import export
from rooms.live.testing import Table
from rooms.models import Member, Message, Room

FORMATS = ("text", "json", "html")
XSS = '</style><script>alert(1)</script><img src=x onerror="x">'


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/export"


def taken(client: Any, api: str, format: str = "text", **more: str) -> str:
    answer = client.get(api, {"format": format, **more})
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content).decode()


def lines(text: str) -> list[str]:
    """What was said, without the times before it."""
    return [line.partition("] ")[2] for line in text.splitlines() if line.startswith("[")]


def test_text_has_a_line_for_each_message(table: Any, api: str, as_: Any, ada: Any, ben: Any) -> None:
    ben_seat = table.seat(ben)
    table.lead.does("chat.say", text="You hear water,\n[00:00] Ben: and I did not say this")
    ben_seat.does("chat.say", text="/me listens")
    ben_seat.does("chat.say", text="What is it?", to=["gm"])
    gone = ben_seat.does("chat.say", text="My secret").made[0]
    ben_seat.does("chat.delete", message=str(gone.pk))
    text = taken(as_(ben), api)
    assert lines(text) == [
        "Ada: You hear water,",
        "* Ben listens",
        "Ben → the game masters (whispered): What is it?",
        "Ben: (deleted)",
    ]
    assert "        [00:00] Ben: and I did not say this\n" in text


def test_rolls_show_every_die(table: Any, api: str, as_: Any, ada: Any) -> None:
    roll = table.lead.does("dice.roll", formula="2d20kh1 + 3", label="Perception").made[0].roll
    shown = lines(taken(as_(ada), api))[0]
    assert shown.startswith(f"Ada: Perception: {roll['formula']} = {roll['total']}")
    dice = [die["value"] for die in roll["parts"][0]["dice"]]
    assert all(str(value) in shown for value in dice)
    assert f"<strong>{roll['total']}</strong>" in taken(as_(ada), api, "html")


def test_what_fell_within_a_sentence_stands_behind_it(table: Any, api: str, as_: Any, ada: Any) -> None:
    said = table.lead.does("chat.say", text="Take [[2d6+3]] and **[[1d4]]**, then [[/r 1d20]]").made[0]
    first, second = said.body[0]["c"][1], said.body[0]["c"][3]["c"][0]
    shown = lines(taken(as_(ada), api))[0]
    assert shown == f"Ada: {said.text} (2d6 + 3 = {first['total']}; 1d4 = {second['total']})"


def test_json_has_all_that_the_page_is_told(table: Any, api: str, as_: Any, ada: Any, ben: Any) -> None:
    table.lead.does("chat.say", text="Hello @Ben")
    told = json.loads(taken(as_(ada), api, "json"))
    assert told["room"] == {"id": str(table.room.pk), "name": table.room.name}
    assert told["people"][str(ben.pk)] == "Ben"
    assert told["messages"] == as_(ada).get(f"/api/v1/rooms/{table.room.pk}/messages").json()["data"]


def test_the_page_does_nothing_and_asks_for_nothing(table: Any, api: str, as_: Any, ada: Any) -> None:
    table.lead.does("chat.say", text=f"**bold** {XSS} [link](https://table.example/a) `code`")
    table.lead.does("room.update", name="<b>Crypt</b>")

    class Reader(HTMLParser):
        tags: list[str] = []
        addresses: list[str] = []

        def handle_starttag(self, tag: str, attributes: Any) -> None:
            self.tags.append(tag)
            self.addresses += [value for name, value in attributes if name in ("src", "href")]
            assert not [name for name, _value in attributes if name.startswith("on")]

    page = taken(as_(ada), api, "html")
    Reader().feed(page)
    assert {"script", "img", "link", "iframe", "b"}.isdisjoint(Reader.tags)
    assert Reader.addresses == ["https://table.example/a"]
    assert "<strong>bold</strong>" in page
    assert "default-src &#x27;none&#x27;" in page


@pytest.mark.parametrize("format", FORMATS)
def test_nobody_elses_whispers_nor_deleted_words_nor_addresses(
    table: Any, api: str, as_: Any, ada: Any, ben: Any, format: str
) -> None:
    cleo = person("cleo")
    ben_seat = table.seat(ben)
    ben_seat.does("chat.say", text="CANARY before")
    cleo_seat = table.seat(cleo)
    ben_seat.does("chat.say", text="CANARY whispered", to=[str(cleo.pk)])
    table.lead.does("dice.roll", formula="1d20", label="CANARY rolled", visibility="gm")
    gone = ben_seat.does("chat.say", text="CANARY deleted").made[0]
    ben_seat.does("chat.delete", message=str(gone.pk))
    seen = {
        seat.viewer.user.username: {
            word for word in ("before", "whispered", "rolled", "deleted") if f"CANARY {word}" in text
        }
        for seat in (table.lead, ben_seat, cleo_seat)
        if (text := taken(as_(seat.viewer.user), api, format))
    }
    assert seen == {"ada": {"before", "rolled"}, "ben": {"before", "whispered"}, "cleo": {"whispered"}}
    whole = "".join(taken(as_(user), api, format) for user in (ada, ben, cleo))
    assert "@table.example" not in whole
    for seed in (*Member.objects.values_list("dice_seed", flat=True), Room.objects.get(pk=table.room.pk).dice_seed):
        assert seed not in whole


def test_times_are_the_readers(table: Any, api: str, as_: Any, ada: Any) -> None:
    table.lead.does("chat.say", text="Late")
    Message.objects.update(created_at="2026-03-01T23:30:00Z")
    assert "-- March 1, 2026 --\n[23:30] Ada: Late" in taken(as_(ada), api)
    assert "-- March 2, 2026 --\n[00:30] Ada: Late" in taken(as_(ada), api, tz="Europe/Berlin")
    assert "[18:00] Ada: Late" in taken(as_(ada), api, tz="-05:30")
    for wrong in ({"tz": "Middle/Earth"}, {"tz": "../../etc/passwd"}, {"format": "pdf"}):
        assert as_(ada).get(api, wrong).status_code == 400


def test_the_file_has_a_harmless_name(table: Any, api: str, as_: Any, ada: Any) -> None:
    table.lead.does("room.update", name='../"Crypt"\r\nX: 1 ü')
    headers = as_(ada).get(api, {"format": "html"}).headers
    assert headers["Content-Disposition"].startswith('attachment; filename="..Crypt')
    assert "\r" not in headers["Content-Disposition"]
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "private, no-store"


def test_it_is_read_page_by_page(table: Any, api: str, as_: Any, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        table.lead.does("chat.say", text=str(number))
    whole = taken(as_(ada), api)
    monkeypatch.setattr(export, "PAGE", 3)
    with CaptureQueriesContext(connection) as asked:
        assert lines(taken(as_(ada), api)) == lines(whole) == [f"Ada: {number}" for number in range(7)]
    assert len([one for one in asked if 'ORDER BY "rooms_message"."seq" ASC LIMIT 3' in one["sql"]]) == 4


def test_who_is_removed_meanwhile_gets_nothing_more(table: Any, ben: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ben_seat = table.seat(ben)
    for number in range(4):
        table.lead.does("chat.say", text=str(number))
    monkeypatch.setattr(export, "PAGE", 2)
    stream = export.blocks(export.written(ben_seat.viewer, "text", UTC))
    assert b"taken home" in next(stream)
    assert b"Ada: 1" in next(stream)
    Member.objects.filter(user=ben).delete()
    assert b"".join(stream) == b""


@pytest.mark.django_db(transaction=True)
def test_under_asgi_it_streams_without_a_thread_of_its_own(ada: Any) -> None:
    table = Table(ada)
    table.lead.does("chat.say", text="Hello")

    format = export.written(table.lead.viewer, "text", UTC)

    async def read() -> bytes:
        return b"".join([block async for block in export.ablocks(format)])

    assert "Ada: Hello" in asyncio.run(read()).decode()


def test_strangers_take_nothing_home(api: str, as_: Any, cleo: Any) -> None:
    assert as_(cleo).get(api).status_code == 404
    assert as_().get(api).status_code == 401


def test_the_name_of_a_room_is_no_line_of_the_talk(table: Any, api: str, as_: Any, ada: Any) -> None:
    table.lead.does("room.update", name="Crypt\n\n[12:00] Ben: I steal the lamp")
    lines = as_(ada).get(f"{api}?format=text").getvalue().decode().splitlines()
    assert lines[0] == "Crypt [12:00] Ben: I steal the lamp"
