"""The way out of one socket: ready frames straight to the transport where the server offers it, a queue elsewhere."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from config.live.frames import PASSING_LIMIT, text_frame

MOST_WAITING = 1024 * 1024


class Outlet:
    """`send` never waits. Beyond 1 MiB waiting the socket is too slow and `overflow` becomes true."""

    def __init__(self, scope: dict[str, Any], send: Any) -> None:
        self.frames = scope.get("extensions", {}).get("dreamtable.frames")
        # What passes, framed and joined, and as it was. Readers are many: no step between the hub and the server.
        self.pass_frames = self.frames.offer if self.frames else self._queue_passing
        self.asgi_send = send
        self.queue: deque[bytes] = deque()
        self.queued = 0
        self.writer: asyncio.Task[None] | None = None
        self.closed = False
        self.overflow = False
        self.bound = MOST_WAITING

    def waiting(self) -> int:
        """Bytes that the reader has not taken yet."""
        return self.frames.waiting() if self.frames else self.queued

    def send(self, payload: bytes) -> None:
        if self.frames:
            self.send_frame(text_frame(payload))
        elif not self.closed:
            self.queue.append(payload)
            self.queued += len(payload)
            self.overflow = self.queued > self.bound
            if self.writer is None:
                self.writer = asyncio.ensure_future(self._drain())

    def send_asked(self, payload: bytes) -> None:
        """A snapshot, which may be larger than all that may wait: it comes on top, but not while much waits already."""
        if self.waiting() <= MOST_WAITING:
            self.bound = MOST_WAITING + len(payload)
        self.send(payload)

    def send_frame(self, frame: bytes) -> None:
        """A frame that is already framed: only where the server offers it (`frames`)."""
        if self.closed:
            return
        self.frames.write(frame)
        self.overflow = self.frames.waiting() > self.bound

    def _queue_passing(self, _frames: bytes, payloads: list[bytes]) -> None:
        if not self.closed and self.queued <= PASSING_LIMIT:
            for payload in payloads:
                self.send(payload)

    async def _drain(self) -> None:
        try:
            while self.queue:
                payload = self.queue.popleft()
                await self.asgi_send({"type": "websocket.send", "text": payload.decode()})
                self.queued -= len(payload)
        finally:
            self.writer = None

    async def close(self, code: int) -> None:
        if self.closed:
            return
        if self.writer is not None and not self.overflow:
            # What was said before the close is said: refusals and the last entries come first.
            await asyncio.wait([self.writer], timeout=1)
        self.closed = True
        await self.asgi_send({"type": "websocket.close", "code": code})

    def abandon(self) -> None:
        """The socket is gone: nothing more is kept for it."""
        self.closed = True
        self.queue.clear()
        if self.writer is not None:
            self.writer.cancel()
