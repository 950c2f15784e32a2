"""Who does not acknowledge is closed, before what waits for them grows (SPEC D7)."""

from __future__ import annotations

import pytest

from config.live import hub

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def small_window(monkeypatch):
    monkeypatch.setattr(hub, "MOST_UNACKNOWLEDGED", 10)


def test_the_window_is_256_entries():
    """SPEC D7."""
    from rooms.live import socket

    assert socket.MOST_UNACKNOWLEDGED == 256


async def test_who_acknowledges_nothing_is_too_slow(opens, table, ada, ben):
    """SPEC D7: closed with 4008 by the entry that is one too many; the others are not concerned."""
    lead, silent = await opens(ada), await opens(ben)
    for number in range(11):
        moved = await lead.asks("token.move", id=str(number), token=table.things["token"], x=number * 1.0, y=0.0)
        await lead.up({"type": "ack", "seq": moved["seq"]})
    assert await silent.closes() == 4008
    assert len(silent.numbers()) == 11
    assert await lead.is_open()


async def test_who_acknowledges_goes_on(opens, table, ada, ben):
    """SPEC D7: each acknowledgement opens the window again, as far as it reaches."""
    lead, page = await opens(ada), await opens(ben)
    first = page.hello["head"]
    for number in range(30):
        moved = await lead.asks("token.move", id=str(number), token=table.things["token"], x=number * 1.0, y=0.0)
        await lead.up({"type": "ack", "seq": moved["seq"]})
        await page.hear(seq=moved["seq"])
        await page.up({"type": "ack", "seq": moved["seq"] - 5 if moved["seq"] - 5 > first else first})
    assert await page.is_open()


async def test_acknowledging_old_entries_is_not_enough(opens, table, ada, ben):
    """SPEC D7: the window holds what lies above the number that was acknowledged."""
    lead, page = await opens(ada), await opens(ben)
    for number in range(11):
        moved = await lead.asks("token.move", id=str(number), token=table.things["token"], x=number * 1.0, y=0.0)
        await lead.up({"type": "ack", "seq": moved["seq"]})
        if number == 9:
            await page.hear(seq=moved["seq"])
            await page.up({"type": "ack", "seq": page.numbers()[0]})
            await page.is_open()
    moved = await lead.asks("token.move", id="x", token=table.things["token"], x=1.0, y=1.0)
    assert await page.closes() == 4008


async def test_an_acknowledgement_of_nothing(opens, ben):
    """SPEC U3: ignored; the socket stays."""
    page = await opens(ben)
    for seq in (None, "9", -1, True, 10**30, 1.5, [1]):
        await page.up({"type": "ack", "seq": seq})
    assert await page.is_open()
