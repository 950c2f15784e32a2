"""Two servers on one database are one table (SPEC S2, S3, D4)."""

from __future__ import annotations

import asyncio
import time
import urllib.request

import pytest

from config.tests.faults.ledger import check
from config.tests.faults.stack import Stack

pytestmark = pytest.mark.slow


@pytest.mark.redis
async def test_words_and_drags_cross(databases, redis_url):
    """SPEC S2: what is committed at one server is announced at the other by the channel layer; D4: what passes too."""
    stack = Stack(databases.sqlite(), servers=2, redis_url=redis_url, players=1)
    ada, ben = stack.bots
    async with stack.running():
        for here, there in ((ada, ben), (ben, ada)):
            began = time.monotonic()
            here.does("chat.say", text=f"{here.person['name']} says this")
            await there.until(
                lambda here=here, there=there: f"{here.person['name']} says this" in texts(there), seconds=20
            )
            assert time.monotonic() - began < 1  # faster than any look at the heads
        there = ben.person["token"]
        ben.passes("token.drag", token=there, x=10.0, y=20.0)
        await ada.until(lambda: any(frame["type"] == "token.drag" for frame in ada.passing), seconds=20)
        drag = next(frame for frame in ada.passing if frame["type"] == "token.drag")
        assert (drag["data"]["token"], drag["data"]["x"], drag["data"]["user"]) == (there, 10.0, ben.person["user"])
        assert "seq" not in drag
        await stack.level()
        await check(stack.log, stack.bots)


async def test_a_bell_that_nobody_hears(databases):
    """SPEC S3: without any channel layer between them each server still looks at the heads every two seconds."""
    stack = Stack(databases.sqlite(), servers=2, players=1)
    ada, ben = stack.bots
    async with stack.running():
        ada.does("chat.say", text="Can you hear me?")
        await ben.until(lambda: "Can you hear me?" in texts(ben), seconds=20)
        ben.does("chat.say", text="Late, but yes.")
        await ada.until(lambda: "Late, but yes." in texts(ada), seconds=20)
        await asyncio.sleep(0)
        await check(stack.log, stack.bots)


def texts(bot) -> set[str]:
    return {message["text"] for message in bot.state["things"].get("message", {}).values()}


@pytest.mark.redis
async def test_a_removal_reaches_the_other_server(databases, redis_url):
    """SPEC P3: who is removed at one server is out at the other within a second, and hears nothing after it."""
    stack = Stack(databases.sqlite(), servers=2, redis_url=redis_url, players=1)
    ada, ben = stack.bots
    async with stack.running():
        [member] = [one["id"] for one in ada.state["things"]["member"].values() if one["user"] == ben.person["user"]]
        before = ben.state["seq"]
        began = time.monotonic()
        ada.does("member.remove", member=member)
        for _number in range(5):
            ada.does("chat.say", text="now that he is gone")
        await ben.until(lambda: ben.codes, seconds=20)
        assert time.monotonic() - began < 1
        assert ben.codes == [4003]
        assert ben.state["seq"] == before
        assert "now that he is gone" not in texts(ben)


@pytest.mark.redis
async def test_signing_out_reaches_the_other_server(databases, redis_url):
    """SPEC P3: 4001 within a second, wherever the socket is."""
    stack = Stack(databases.sqlite(), servers=2, redis_url=redis_url, players=1)
    ada, ben = stack.bots
    async with stack.running():
        began = time.monotonic()
        await asyncio.to_thread(sign_out, stack.servers[0].url, ben.person["session"])
        await ben.until(lambda: ben.codes, seconds=20)
        assert time.monotonic() - began < 1.5  # the request itself is in it
        assert ben.codes == [4001]
        assert not ada.codes


def sign_out(url: str, session: str) -> None:
    token = "x" * 32
    cookies = f"sessionid={session}; csrftoken={token}"
    headers = {"Cookie": cookies, "X-CSRFToken": token, "Origin": url, "Content-Type": "application/json"}
    request = urllib.request.Request(f"{url}/api/v1/auth/logout", data=b"{}", headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200
