"""Sockets in this process: `line = await opens(ben)` is Ben's page, connected to the table of the fixture `table`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import connections
from django.test import Client

HOST, ORIGIN = "testserver", "http://testserver"
PATIENCE = 60.0
"""Seconds that a wait may last. It ends when what it waits for is there; a busy machine may take its time."""


class Line:
    """One socket through the whole ASGI application: origin, session, routing, consumer."""

    def __init__(
        self, path: str, *, session: str = "", origin: str | None = ORIGIN, headers: dict[str, str] | None = None
    ) -> None:
        from config.asgi import application

        sent = {"host": HOST, **(headers or {})}
        if origin is not None:
            sent["origin"] = origin
        if session:
            sent["cookie"] = f"sessionid={session}"
        pairs = [(name.encode(), value.encode()) for name, value in sent.items()]
        self.wire = WebsocketCommunicator(application, path, headers=pairs)
        self.heard: list[dict[str, Any]] = []
        self.code: int | None = None
        self.hello: dict[str, Any] = {}

    async def connect(self) -> bool:
        """Whether the handshake was accepted; closing right after it counts as accepted, as browsers see it."""
        connected, _protocol = await self.wire.connect(timeout=PATIENCE)
        return connected

    async def enter(self) -> Line:
        """Connects and hears `hello`; what else comes before the snapshot is asked is kept in `heard`."""
        assert await self.connect()
        self.hello = await self.hear(type="hello")
        return self

    async def sit_down(self, **how: Any) -> dict[str, Any]:
        """Takes a snapshot and waits until the socket is level."""
        await self.up({"type": "snapshot", "id": "s", **how})
        taken = await self.hear(type="snapshot")
        await self.hear(type="level")
        return taken

    # Up -----------------------------------------------------------------------------------------------------------------

    async def up(self, frame: Any) -> None:
        await self.wire.send_to(text_data=frame if isinstance(frame, str) else json.dumps(frame))

    async def does(self, type: str, *, id: str = "1", **data: Any) -> None:
        await self.up({"id": id, "type": type, "data": data})

    async def asks(self, type: str, *, id: str = "1", **data: Any) -> dict[str, Any]:
        """Sends a command and returns its answer: an entry, `{re, seq}` or a refusal."""
        await self.does(type, id=id, **data)
        return await self.hear(re=id)

    # Down ---------------------------------------------------------------------------------------------------------------

    async def next(self, *, seconds: float = PATIENCE) -> dict[str, Any] | None:
        """The next frame, or None when the socket was closed (its code is in `code` then)."""
        out = await self.wire.receive_output(timeout=seconds)
        if out["type"] == "websocket.close":
            self.code = out.get("code", 1000)
            return None
        frame = json.loads(out["text"])
        self.heard.append(frame)
        return frame

    async def hear(self, *, seconds: float = PATIENCE, **wanted: Any) -> dict[str, Any]:
        """The next frame with these values; what comes before it is kept in `heard`."""
        until = time.monotonic() + seconds
        while True:
            frame = await self.next(seconds=max(0.01, until - time.monotonic()))
            assert frame is not None, f"closed with {self.code} while waiting for {wanted}"
            if all(frame.get(name) == value for name, value in wanted.items()):
                return frame

    async def closes(self, *, seconds: float = PATIENCE) -> int:
        """Reads until the socket is closed and returns the code."""
        until = time.monotonic() + seconds
        while self.code is None:
            await self.next(seconds=max(0.01, until - time.monotonic()))
        return self.code

    async def listens(self, seconds: float = 0.3) -> list[dict[str, Any]]:
        """All frames that come within this time, but for presence, which comes by itself. The socket stays usable."""
        before, until = len(self.heard), time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not await self.wire.receive_nothing(timeout=left, interval=0.01) and await self.next() is None:
                break
        return [frame for frame in self.heard[before:] if frame.get("type") != "presence"]

    async def is_open(self) -> bool:
        await self.up({"type": "ping", "id": "still there?"})
        return (await self.hear(type="pong"))["id"] == "still there?"

    def numbers(self) -> list[int]:
        return [frame["seq"] for frame in self.heard if "ops" in frame]

    async def leave(self) -> None:
        with contextlib.suppress(asyncio.CancelledError, TimeoutError):
            await self.wire.disconnect(timeout=1)


def signed_in(user: Any) -> str:
    """The key of a new session of `user`."""
    client = Client()
    client.force_login(user, backend="accounts.backends.NameOrEmail")
    return client.cookies["sessionid"].value


@pytest.fixture
async def line() -> AsyncIterator[Callable[..., Line]]:
    """`line(path, session=…, origin=…)`: a socket that is not connected yet; all are left after the test."""
    made: list[Line] = []

    def make(path: str, **how: Any) -> Line:
        made.append(Line(path, **how))
        return made[-1]

    yield make
    for one in made:
        await one.leave()
    # The thread that tests ask the database in outlives them; PostgreSQL drops no database that somebody holds.
    await sync_to_async(connections.close_all)()


@pytest.fixture
def opens(line: Callable[..., Line], table: Any) -> Callable[..., Awaitable[Line]]:
    """`await opens(ben)`: Ben's page at the table, level; `seated=False`: it has heard `hello` only."""

    async def open(user: Any, *, session: str = "", seated: bool = True, room: Any = None) -> Line:
        key = session or await sync_to_async(signed_in)(user)
        made = await line(f"/ws/rooms/{room or table.room.pk}/", session=key).enter()
        if seated:
            await made.sit_down()
        return made

    return open
