"""The load: many WebSocket clients in a process of their own, told what to do by JSON lines on its standard input.

Plain asyncio protocols that look at bytes and parse no JSON, because what is measured is the server. A frame with
`"x":` in it carries the moment it was sent (CLOCK_MONOTONIC, the same in every process of a machine).
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
from collections import Counter
from typing import Any

ACK_EVERY = 64
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    "Cookie: {cookie}\r\n\r\n"
)


def up(text: str) -> bytes:
    """A client's text frame; its mask is all zeros, which changes nothing in the payload."""
    payload = text.encode()
    size = len(payload)
    head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + payload


class Group:
    """Sockets that are measured together."""

    def __init__(self) -> None:
        self.clients: list[Client] = []
        self.reset()

    def reset(self) -> None:
        self.passing = self.kept = self.octets = self.sent = self.refused = 0
        self.waits: Counter[int] = Counter()  # tenths of a millisecond


class Client(asyncio.Protocol):
    """One socket. `live`: it speaks this project's protocol and is ready once the server says that it is level."""

    def __init__(self, group: Group, spec: dict[str, Any]) -> None:
        self.group, self.spec = group, spec
        self.rest = b""
        self.open = False
        self.live = spec.get("live", False)
        self.unacknowledged = self.seq = self.counter = 0
        self.closed: int | None = None
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.transport = transport
        transport.write(HANDSHAKE.format(**self.spec).encode())

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = self.closed or 1006
        if not self.ready.done():
            self.ready.set_exception(ConnectionError(f"closed with {self.closed}"))

    def data_received(self, data: bytes) -> None:
        if self.rest:
            data = self.rest + data
        at, size = 0, len(data)
        if not self.open:
            at = data.find(b"\r\n\r\n") + 4
            if at < 4:
                self.rest = data
                return
            if b" 101 " not in data[:20]:
                self.ready.set_exception(ConnectionError(data[:60].decode("latin1")))
                self.transport.abort()
                return
            self.open = True
            if not self.live:
                self._is_ready()
        while size - at >= 2:
            length, head = data[at + 1], 2
            if length == 126:
                length, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
            elif length == 127:
                length, head = int.from_bytes(data[at + 2 : at + 10], "big"), 10
            end = at + head + length
            if end > size:
                break
            self._frame(data[at] & 15, data, at + head, end)
            at = end
        self.rest = data[at:]

    def _frame(self, opcode: int, data: bytes, start: int, end: int) -> None:
        group = self.group
        if opcode == 1:
            mark = data.find(b'"x":', start, end)
            if mark > 0 and not data.startswith((b'{"seq"', b'{"from"'), start):
                stop = mark + 4
                while data[stop] not in b",}":
                    stop += 1
                group.passing += 1
                group.octets += end - start
                group.waits[int((time.monotonic() % 100_000 - float(data[mark + 4 : stop])) * 10_000)] += 1
            elif self.live:
                self._kept_or_control(data[start:end])
        elif opcode == 8:
            self.closed = int.from_bytes(data[start : start + 2], "big")
            self.transport.close()
        elif opcode == 9:
            self.transport.write(bytes((0x8A, 0x80 | (end - start))) + b"\0\0\0\0" + data[start:end])

    def _kept_or_control(self, payload: bytes) -> None:
        if payload.startswith((b'{"seq"', b'{"from"')):
            self.group.kept += 1
            self.group.octets += len(payload)
            self.unacknowledged += 1
            if self.unacknowledged >= ACK_EVERY:
                self.acknowledge(int(payload.split(b'"seq":', 1)[1].split(b",", 1)[0]))
            return
        frame = json.loads(payload)
        if frame.get("type") == "hello":
            self.transport.write(up(json.dumps({"type": "resume", "since": frame["head"]})))
        elif frame.get("type") == "level" and not self.ready.done():
            self._is_ready()
        elif "error" in frame:
            self.group.refused += 1
            print(f"refused: {frame}", file=sys.stderr)

    def acknowledge(self, seq: int) -> None:
        self.unacknowledged = 0
        self.transport.write(up(f'{{"type":"ack","seq":{seq}}}'))

    def _is_ready(self) -> None:
        if not self.ready.done():
            self.ready.set_result(None)
        if self.spec.get("stuck"):
            self.transport.pause_reading()

    def say(self, template: str) -> None:
        """Sends `template` with its ID and the moment filled in."""
        self.counter += 1
        moment = f"{time.monotonic() % 100_000:.6f}"
        self.transport.write(up(template.replace("@ID", f"b{self.counter}").replace("@NOW", moment)))
        self.group.sent += 1


async def connect(group: Group, order: dict[str, Any], _groups: dict[str, Group]) -> dict[str, Any]:
    """Opens all sockets at once and waits until each is ready, at most 60 s."""
    loop = asyncio.get_running_loop()
    started = time.monotonic()
    ends: list[float] = []

    async def one(spec: dict[str, Any]) -> Client:
        line = socket.socket()
        if spec.get("stuck"):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.setblocking(False)
        await loop.sock_connect(line, ("127.0.0.1", spec["port"]))
        _transport, client = await loop.create_connection(lambda: Client(group, spec), sock=line)
        async with asyncio.timeout(60):
            await client.ready
        ends.append(time.monotonic() - started)
        return client

    opened = await asyncio.gather(*(one(spec) for spec in order["sockets"]), return_exceptions=True)
    group.clients += [client for client in opened if isinstance(client, Client)]
    failed = Counter(repr(client) for client in opened if not isinstance(client, Client))
    return {"ready": len(ends), "seconds": max(ends, default=0.0), "failed": failed}


async def run(group: Group, order: dict[str, Any], groups: dict[str, Group]) -> dict[str, Any]:
    """Says what `speech` lists ([socket, times a second, template]) for some seconds and counts what comes back."""
    loop = asyncio.get_running_loop()
    group.reset()
    began, cpu = time.monotonic(), time.process_time()
    until = loop.time() + order["seconds"]

    def speak(client: Client, gap: float, template: str, due: float) -> None:
        if due >= until or client.closed:
            return
        client.say(template)
        loop.call_at(due + gap, speak, client, gap, template, due + gap)

    beside = order["beside"]
    for speakers, speech in ((group, order["speech"]), (groups.get(beside["group"]), beside["speech"])):
        for number, (index, rate, template) in enumerate(speech):
            due = loop.time() + number / len(speech) / rate
            loop.call_at(due, speak, speakers.clients[index], 1 / rate, template, due)
    await asyncio.sleep(order["seconds"])
    busy = (time.process_time() - cpu) / (time.monotonic() - began)
    await asyncio.sleep(0.3)  # what is still on its way
    return {
        "passing": group.passing,
        "kept": group.kept,
        "octets": group.octets,
        "sent": group.sent,
        "refused": group.refused,
        "waits": group.waits,
        "busy": busy,
        "closed": Counter(str(client.closed) for client in group.clients if client.closed),
    }


async def leave(group: Group, _order: dict[str, Any], _groups: dict[str, Group]) -> dict[str, Any]:
    """Closes the group's sockets."""
    for client in group.clients:
        client.transport.abort()
    group.clients.clear()
    await asyncio.sleep(0.2)
    return {}


async def main() -> None:
    """Obeys one order a line until the input ends."""
    groups: dict[str, Group] = {}
    reader = asyncio.StreamReader(limit=2**26)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        order = json.loads(line)
        work = {"connect": connect, "run": run, "leave": leave}[order["do"]]
        group = groups.setdefault(order["group"], Group())
        print(json.dumps(await work(group, order, groups)), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
