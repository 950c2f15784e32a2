"""Who reads nothing is closed before what waits for them grows, and costs the others nothing (SPEC D7)."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
import time

import pytest

from config.tests.faults.ledger import check
from config.tests.faults.stack import Stack
from config.tests.server.conftest import RawSocket

pytestmark = pytest.mark.slow


async def test_a_page_that_acknowledges_nothing(databases):
    """SPEC D7, C7: 256 entries are its window; the 257th closes it with 4008. Everybody else stays level."""
    stack = Stack(databases.sqlite(), players=3)
    async with stack.running():
        silent = stack.bots[-1]
        silent._acknowledge = lambda: None
        async with asyncio.timeout(60), stack.traffic(pace=0.03):
            await silent.until(lambda: silent.codes, seconds=50)
        assert silent.codes[0] == 4008
        assert all(not bot.codes for bot in stack.bots[:-1])
        del silent._acknowledge
        await stack.level()
        await check(stack.log, stack.bots)


def deaf(stack: Stack) -> socket.socket:
    """A page that asks for a snapshot and then never reads again, with as little room for it as the system allows."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(5)
    line.connect(("127.0.0.1", stack.servers[0].port))
    head = (
        f"GET /ws/rooms/{stack.room}/ HTTP/1.1\r\nHost: 127.0.0.1:{stack.servers[0].port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nOrigin: {stack.servers[0].url}\r\nCookie: sessionid={stack.bots[1].person['session']}\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n"
    )
    line.sendall(head.encode())
    assert b" 101 " in line.recv(1024)
    line.sendall(RawSocket.frame(json.dumps({"type": "snapshot", "id": "1"}).encode()))
    return line


def is_cut(line: socket.socket) -> bool:
    """Whether the server has dropped the line; found by talking, since nothing is read."""
    try:
        line.sendall(RawSocket.frame(b"", opcode=9))
    except OSError:
        return True
    return False


async def test_a_page_that_reads_nothing(databases):
    """SPEC D7: the line is cut, also when the close frame cannot be delivered."""
    stack = Stack(databases.sqlite(), players=3)
    async with stack.running():
        stuck = await asyncio.to_thread(deaf, stack)
        began = time.monotonic()
        async with stack.traffic(pace=0.03):
            while not is_cut(stuck):
                assert time.monotonic() - began < 50, "it is served still"
                await asyncio.sleep(0.2)
        stuck.close()
        await stack.level()
        await check(stack.log, stack.bots)
