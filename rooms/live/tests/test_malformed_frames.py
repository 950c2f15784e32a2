"""Whatever a socket sends, it gets an answer and keeps its line; only five frames that are no JSON object end it
(SPEC U1, U3)."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.lines import Line, signed_in
from rooms.live.event import EVENTS
from rooms.models import Room

pytestmark = pytest.mark.django_db(transaction=True)


NO_OBJECTS = [" ", "no json", "[1, 2]", '"text"', "7", "null", "{", '{"id": NaN}', "[" * 10_000, '{"a": "\\ud800"}']
UNACCEPTABLE = [
    ({}, "unknown_type"),
    ({"type": None}, "unknown_type"),
    ({"type": ["chat.say"]}, "unknown_type"),
    ({"type": "chat.shout", "data": {}}, "unknown_type"),
    ({"type": "member.join", "data": {"role": "game_master"}}, "unknown_type"),
    ({"type": "chat.say"}, "invalid"),
    ({"type": "chat.say", "data": []}, "invalid"),
    ({"type": "chat.say", "data": "text"}, "invalid"),
    ({"type": "chat.say", "data": {"text": 7}}, "invalid"),
    ({"type": "chat.say", "data": {"text": "  "}}, "invalid"),
    ({"type": "chat.say", "data": {"text": "x" * 2001}}, "invalid"),
    ({"type": "chat.say", "data": {"text": "nul \0 nul"}}, "invalid"),
    ({"type": "chat.say", "data": {"text": "hi", "as": "ada"}}, "invalid"),
    ({"type": "token.move", "data": {"token": "none", "x": 1.0, "y": 1.0}}, "invalid"),
    ({"type": "token.move", "data": {"token": 1, "x": 10**400, "y": 1.0}}, "invalid"),
    ({"type": "chat.typing", "data": {"typing": "yes"}}, "invalid"),
    ({"type": "token.drag", "data": {"token": "none", "x": 1.0, "y": 1.0}}, "invalid"),
]


async def test_five_frames_that_are_no_object(opens, ben):
    """SPEC U3, C7: four are answered, the fifth closes with 1008."""
    session = await sync_to_async(signed_in)(ben)
    for text in NO_OBJECTS:
        page = await opens(ben, session=session)
        for _strike in range(4):
            await page.up(text)
            assert (await page.hear(re=None))["error"]["code"] == "bad_frame", text[:20]
        assert await page.is_open()
        await page.up(text)
        assert await page.closes() == 1008
        await page.leave()


async def test_an_unacceptable_command_is_refused_to_its_author(opens, table, ben, ada):
    """SPEC U3: an error frame, no number, no dropped connection; nobody else hears of it."""
    page, lead = await opens(ben), await opens(ada)
    head = (await Room.objects.aget(pk=table.room.pk)).head
    for number, (frame, code) in enumerate(UNACCEPTABLE):
        await page.up({"id": str(number), **frame})
        refused = (await page.hear(re=str(number)))["error"]
        assert refused["code"] == code, frame
        assert refused["message"]
    assert await page.is_open()
    assert (await Room.objects.aget(pk=table.room.pk)).head == head
    assert await lead.is_open()
    assert lead.numbers() == []


async def test_numbers_that_are_not_finite(opens, table, ada):
    """SPEC U3: JSON has no such numbers, and nothing stores one."""
    page = await opens(ada)
    token = table.things["token"]
    for number in ("1e999", "-1e999", "NaN", "Infinity"):
        await page.up(f'{{"id":"1","type":"token.move","data":{{"token":"{token}","x":{number},"y":0}}}}')
        assert (await page.hear(re=None))["error"]["code"] == "bad_frame"
    assert await page.is_open()


async def test_a_command_without_an_id_of_its_own(opens, ben):
    """SPEC U1: 1 to 64 characters; without one nothing could be answered or sent again."""
    page = await opens(ben)
    for id in (None, "", 7, "x" * 65, ["1"]):
        await page.up({"id": id, "type": "chat.say", "data": {"text": "hello"}})
        assert (await page.hear(re=id if id == "" else None))["error"]["fields"]["id"]
    assert "ops" in await page.asks("chat.say", id="x" * 64, text="hello")


async def test_more_than_16_kb(opens, ben):
    """SPEC U1: refused with a word; the socket stays."""
    page = await opens(ben)
    await page.up({"id": "1", "type": "chat.say", "data": {"text": "x" * 17_000}})
    assert (await page.hear(re=None))["error"]["code"] == "too_large"
    assert await page.is_open()


async def test_bytes_are_read_as_text(opens, ben):
    """SPEC U3: a binary frame is JSON in UTF-8 or a strike."""
    page = await opens(ben)
    await page.wire.send_to(bytes_data=json.dumps({"type": "ping", "id": "b"}).encode())
    assert (await page.hear(type="pong"))["id"] == "b"
    await page.wire.send_to(bytes_data=b"\xff\xfe\x00")
    assert (await page.hear(re=None))["error"]["code"] == "bad_frame"


# Anything at all ---------------------------------------------------------------------------------------------------------

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(["", "\0", "\ud800"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = sorted({name for event in EVENTS.values() for name in event.Input.__struct_fields__} | {"id", "re", "seq"})


def frames(known: list[str]) -> st.SearchStrategy[Any]:
    """Frames from nonsense to nearly right; `known` are ids that exist."""
    values = VALUES | st.sampled_from(known) | st.lists(st.sampled_from(known), max_size=2)
    commands = st.fixed_dictionaries(
        {
            "id": st.text(min_size=1, max_size=8) | VALUES,
            "type": st.sampled_from(sorted(EVENTS)),
            "data": st.dictionaries(st.sampled_from(FIELDS), values, max_size=5),
        }
    )
    controls = st.fixed_dictionaries(
        {"type": st.sampled_from(["ack", "resume", "snapshot", "ping"])},
        optional=dict.fromkeys(("id", "seq", "since", "sight", "scene"), values),
    )
    return commands | controls | st.dictionaries(st.text(max_size=6), VALUES, max_size=4) | VALUES


async def exchange(path: str, session: str, sent: list[Any]) -> Line:
    page = await Line(path, session=session).enter()
    await page.sit_down()
    try:
        for frame in sent:
            await page.up(json.dumps(frame))
        await page.up({"type": "ping", "id": "the last"})
        while (heard := await page.next()) is not None:
            if heard.get("type") == "pong" and heard["id"] == "the last":
                break
    finally:
        await page.leave()
    return page


def test_nothing_a_socket_sends_is_a_fault_of_ours(table, ada, ben, sized, caplog):
    """SPEC U3: an answer to everything, close codes of C7 only, no traceback, whoever sends it."""
    path = f"/ws/rooms/{table.room.pk}/"
    sessions = [signed_in(ada), signed_in(ben)]
    known = [*table.things.values(), str(table.room.pk)]
    caplog.set_level(logging.ERROR)

    @settings(
        max_examples=sized(50, 1500),
        deadline=None,
        database=None,
        derandomize=sized(True, False),
        suppress_health_check=list(HealthCheck),
    )
    @given(sent=st.lists(frames(known), min_size=1, max_size=12), who=st.sampled_from(sessions))
    def anything(sent: list[Any], who: str) -> None:
        page = asyncio.run(exchange(path, who, sent))
        assert page.code in (None, 1008, 1012, 4003, 4029)  # 1012 and 4003: one's own role or membership ended
        codes = {frame["error"]["code"] for frame in page.heard if "error" in frame}
        assert codes.isdisjoint({"fault", "retry"})
        assert not caplog.records, caplog.records[0].getMessage()

    anything()


async def test_afterwards_the_table_is_as_before(opens, ada, table):
    """SPEC S4: what was refused changed nothing."""
    page = await opens(ada)
    before = (await page.sit_down())["things"]
    for frame in ("nonsense", {"id": "1", "type": "token.delete", "data": {"token": table.room.pk.hex}}):
        await page.up(frame)
    await page.hear(re="1")
    await sync_to_async(table.is_level)()
    assert (await page.sit_down())["things"] == before
