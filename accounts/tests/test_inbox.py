"""The inbox: one's notifications and jobs, live, in every page one has open, until one signs out."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from accounts import tickets, tokens
from accounts.consumers import InboxConsumer
from accounts.inbox import notify

pytestmark = pytest.mark.django_db(transaction=True)


async def opened(user=None, *, session=None, query=b""):
    socket = WebsocketCommunicator(InboxConsumer.as_asgi(), "/ws/inbox/")
    socket.scope |= {"user": user, "session_key": session, "query_string": query, "headers": []}
    connected, _protocol = await socket.connect()
    assert connected
    return socket


async def test_it_works(ada, ben):
    first, second, bens = await opened(ada), await opened(ada), await opened(ben)
    for socket in (first, second, bens):
        assert (await socket.receive_json_from()) == {"type": "hello", "unread": 0}
    await sync_to_async(notify)(ada, "accounts.welcome", name="Ada")
    for socket in (first, second):
        frame = await socket.receive_json_from()
        assert frame["type"] == "notification"
        assert frame["data"]["text"].startswith("Welcome, Ada.")
    assert await bens.receive_nothing()
    for socket in (first, second, bens):
        await socket.disconnect()


async def test_who_wants_quiet_reads_the_list_later(ada):
    ada.live_notifications = False
    await ada.asave()
    socket = await opened(ada)
    await socket.receive_json_from()
    await sync_to_async(notify)(ada, "accounts.password_changed")
    assert await socket.receive_nothing()
    assert await ada.notifications.acount() == 1
    await socket.disconnect()


async def test_a_ticket_opens_it_once(ada):
    ticket = await sync_to_async(tickets.issue)(ada)
    socket = await opened(query=f"ticket={ticket}".encode())
    assert (await socket.receive_json_from())["type"] == "hello"
    again = await opened(query=f"ticket={ticket}".encode())
    assert (await again.receive_output())["code"] == 4001
    await socket.disconnect()


async def test_nobody_is_told_to_sign_in(db):
    socket = await opened()
    assert (await socket.receive_output())["code"] == 4001


async def test_it_closes_within_a_second_of_signing_out_everywhere(ada):
    socket = await opened(ada, session="abc")
    await socket.receive_json_from()
    await sync_to_async(ada.sign_out_everywhere)()
    assert (await socket.receive_output(timeout=30))["code"] == 4001


async def test_progress_of_ones_jobs(ada, ben):
    from config.jobs import progress_changed
    from config.jobs.models import JobRun

    mine, bens = await opened(ada), await opened(ben)
    for socket in (mine, bens):
        await socket.receive_json_from()
    run = await JobRun.objects.acreate(owner=ada.pk, name="maps.tasks.tile_map", progress=0.5)
    await sync_to_async(progress_changed.announce)(run)
    frame = await mine.receive_json_from()
    assert (frame["type"], frame["data"]["progress"]) == ("job", 0.5)
    assert await bens.receive_nothing()
    for socket in (mine, bens):
        await socket.disconnect()


async def test_a_family_of_tokens_that_ends_closes_only_its_own(ada):
    pair = await sync_to_async(tokens.issue)(ada)
    browser = await opened(ada, session="abc")
    await browser.receive_json_from()
    await sync_to_async(tokens.end_of)(pair.refresh)
    assert await browser.receive_nothing()
    await browser.disconnect()


async def test_the_browser_that_changed_the_password_comes_again(ada):
    mine, other = await opened(ada, session="mine"), await opened(ada, session="other")
    for socket in (mine, other):
        await socket.receive_json_from()
    await sync_to_async(ada.change_password)("nine new lanterns", kept="mine")
    assert (await mine.receive_output(timeout=30))["code"] == 1012
    assert (await other.receive_output(timeout=30))["code"] == 4001
