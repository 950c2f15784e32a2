"""The least that fan-out can cost in Python: `python -m config.benchmarks.raw PORT` writes one ready frame to everyone."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import importlib.util
import sys

from config.live.frames import text_frame

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Raw(asyncio.Protocol):
    """Writes whatever one socket says to all of them: no HTTP, no JSON, nobody to ask."""

    everyone: set[asyncio.Transport] = set()
    buffer = b""
    open = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self.everyone.discard(self.transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.open:
            if b"\r\n\r\n" in self.buffer:
                self._accept()
            return
        while len(self.buffer) >= 2:
            length, head = self.buffer[1] & 0x7F, 2
            if length == 126:
                length, head = int.from_bytes(self.buffer[2:4], "big"), 4
            end = head + 4 + length
            if len(self.buffer) < end:
                return
            frame, self.buffer = text_frame(self.buffer[head + 4 : end]), self.buffer[end:]
            for transport in self.everyone:
                transport.write(frame)

    def _accept(self) -> None:
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        key = next(
            line.split(b":")[1].strip() for line in head.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key")
        )
        answer = base64.b64encode(hashlib.sha1(key + GUID).digest())
        self.transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + answer + b"\r\n\r\n"
        )
        self.open = True
        self.everyone.add(self.transport)


def loop_name() -> str:
    """Which event loop the raw limit runs on."""
    return "uvloop" if importlib.util.find_spec("uvloop") else "asyncio"


def main(port: int) -> None:
    if loop_name() == "uvloop":
        import uvloop

        uvloop.install()

    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(Raw, "127.0.0.1", port, backlog=1024)
        await server.serve_forever()

    asyncio.run(serve())


if __name__ == "__main__":
    main(int(sys.argv[1]))
