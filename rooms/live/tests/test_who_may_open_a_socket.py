"""Who may open a table's socket: the page's own origin with a session, or a ticket (SPEC C1, C2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from accounts import tickets
from accounts.models import WsTicket
from config.testing.lines import signed_in

pytestmark = pytest.mark.django_db(transaction=True)

ABSENT = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def address(table):
    return f"/ws/rooms/{table.room.pk}/"


async def test_the_pages_own_origin_enters_by_session(line, address, ben):
    """SPEC C1: scheme, host and port of the page."""
    session = await sync_to_async(signed_in)(ben)
    for origin in ("http://testserver", "http://testserver:80", "http://TESTSERVER"):
        page = await line(address, session=session, origin=origin).enter()
        assert page.hello["you"]["user"] == str(ben.pk)


async def test_another_origin_is_refused_before_the_handshake(line, address, ben):
    """SPEC C1: the whole origin counts; a session does not help."""
    session = await sync_to_async(signed_in)(ben)
    others = [
        "null",
        "",
        "https://testserver",
        "http://testserver:8000",
        "http://evil.example",
        "http://testserver.evil.example",
        "http://eviltestserver",
        "http://sub.testserver",
        "http://testserver@evil.example",
        "http://evil.example/testserver",
        "http://testserver:notaport",
        "file://testserver",
        "testserver",
    ]
    entered = [origin for origin in others if await line(address, session=session, origin=origin).connect()]
    assert entered == []


async def test_an_origin_the_operator_named_enters(line, address, ben, settings):
    """SPEC C1: CSRF_TRUSTED_ORIGINS names pages served elsewhere."""
    settings.CSRF_TRUSTED_ORIGINS = ["https://table.example"]
    session = await sync_to_async(signed_in)(ben)
    assert (await line(address, session=session, origin="https://table.example").enter()).hello
    assert not await line(address, session=session, origin="https://table.example.evil.example").connect()


async def test_without_an_origin_the_cookie_does_not_count(line, address, ben):
    """SPEC C1: what sends no Origin is no browser."""
    page = line(address, session=await sync_to_async(signed_in)(ben), origin=None)
    assert await page.connect()
    assert await page.closes() == 4001


async def test_a_ticket_opens_one_socket(line, address, ben):
    """SPEC C1: an API client brings a ticket, which is spent by the first socket."""
    ticket = await sync_to_async(tickets.issue)(ben)
    first, second = (line(f"{address}?ticket={ticket}", origin=None) for _time in range(2))
    assert (await first.enter()).hello["you"]["user"] == str(ben.pk)
    assert await second.connect()
    assert await second.closes() == 4001


async def test_a_ticket_ends_after_30_seconds(line, address, ben):
    """SPEC C1."""
    ticket = await sync_to_async(tickets.issue)(ben)
    assert (await WsTicket.objects.aget()).expires_at - timezone.now() <= timedelta(seconds=30)
    await WsTicket.objects.aupdate(expires_at=timezone.now() - timedelta(seconds=1))
    late = line(f"{address}?ticket={ticket}", origin=None)
    assert await late.connect()
    assert await late.closes() == 4001


async def test_no_ticket_at_all(line, address):
    """SPEC C1, C7: 4001 says: sign in again."""
    for ticket in ("", "x", "%00", "%ff%fe", "a" * 5000):
        stranger = line(f"{address}?ticket={ticket}", origin=None)
        assert await stranger.connect()
        assert await stranger.closes() == 4001


async def test_absent_and_foreign_rooms_look_the_same(line, address, cleo):
    """SPEC C2: 4004 for both; nobody learns which rooms there are."""
    session = await sync_to_async(signed_in)(cleo)
    for path in (address, f"/ws/rooms/{ABSENT}/"):
        stranger = line(path, session=session)
        assert await stranger.connect()
        assert await stranger.closes() == 4004
        assert stranger.heard == []


async def test_who_is_not_signed_in_is_told_so(line, address):
    """SPEC C2: 4001, for rooms that are there and for those that are not."""
    for cookie in ("", "no-such-session", "\\x00;;=="):
        for path in (address, f"/ws/rooms/{ABSENT}/"):
            stranger = line(path, session=cookie)
            assert await stranger.connect()
            assert await stranger.closes() == 4001


async def test_a_path_that_is_none_of_ours(line):
    """SPEC C2, C7: no such place is 4004, not a fault."""
    for path in ("/ws/rooms/none/", "/ws/", "/", "/ws/rooms/../"):
        lost = line(path)
        assert await lost.connect()
        assert await lost.closes() == 4004
