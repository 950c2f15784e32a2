"""The heartbeat says how far the log is, and closes who may no longer listen (SPEC D3, D5, S3)."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session

from config.live import hub, hubs
from config.testing.lines import signed_in
from rooms.models import Member, Room

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Fifteen seconds are a fifth of one."""
    monkeypatch.setattr(hubs, "HEARTBEAT", 0.2)
    monkeypatch.setattr(hubs, "LOOK", 0.05)


def test_it_is_every_fifteen_seconds():
    """SPEC D5; S3: the heads every two."""
    assert (hub.HEARTBEAT, hub.LOOK) == (15, 2)


async def test_it_says_the_head_and_the_time(opens, table, ada, ben):
    """SPEC D5; D3: it also covers what one may not see, and the next entry goes on from there."""
    lead, page = await opens(ada), await opens(ben)
    moved = await lead.asks("token.move", token=table.things["hidden_token"], x=1.0, y=1.0)
    beat = await page.hear(type="beat", head=moved["seq"])
    assert beat["time"].endswith("Z")
    shown = await lead.asks("chat.say", id="2", text="From here on")
    assert "from" not in await page.hear(seq=shown["seq"])


async def test_who_asked_for_nothing_yet_is_not_told(opens, ben):
    """SPEC C4: silence until a snapshot or a resume."""
    page = await opens(ben, seated=False)
    assert await page.listens(0.6) == []


async def test_a_lost_bell_is_made_up_for(opens, table, ada, ben, monkeypatch):
    """SPEC S3: what was announced to nobody is found by looking at the head, in order and once."""
    page = await opens(ben)
    monkeypatch.setattr(hubs, "announce", lambda topic, kept: None)
    for number in range(3):
        await sync_to_async(table.lead.does)("chat.say", text=f"unheard {number}")
    head = (await Room.objects.aget(pk=table.room.pk)).head
    await page.hear(seq=head)
    await page.listens(0.3)
    assert page.numbers() == [head - 2, head - 1, head]


async def test_a_revocation_that_nobody_heard_of(opens, table, ada, ben, cleo):
    """SPEC P3, D5: a session, a membership, an account that ended behind the server's back are found by the beat."""
    await sync_to_async(table.seat)(cleo)
    key = await sync_to_async(signed_in)(ben)
    lead, bens, cleos = await opens(ada), await opens(ben, session=key), await opens(cleo)
    await Session.objects.filter(session_key=key).adelete()
    assert await bens.closes() == 4001
    await Member.objects.filter(user=cleo).adelete()
    assert await cleos.closes() == 4003
    assert await lead.is_open()


async def test_a_password_changed_behind_the_servers_back(opens, ben):
    """SPEC P3: the session is there still, and worth nothing."""
    page = await opens(ben)
    ben.set_password("another lamp over a table")
    await ben.asave()
    assert await page.closes() == 4001
