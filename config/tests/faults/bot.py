"""A client of the live protocol without a page: snapshot, fold, acknowledge, resume, send again under the same id.

Written from `rooms/live/SPEC.md`, beside `static/rooms/live/live.js`, so that neither can be wrong alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import ssl
import uuid
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection, connect

from rooms.live.reducer import fold, standing

FINAL = {4001, 4003, 4004}
BASE, CAP = 0.05, 1.0
"""Seconds of back-off. A page waits 0.5 to 30 s (SPEC C8); the rule is the same, the test shorter."""
ACK_ENTRIES, ACK_SECONDS = 64, 2.0
AGAIN = {"slow_down", "retry"}
"""Refusals that mean: not now. The command stays in the outbox."""


class Bot:
    """One person at the table. `url` is the server's, and may be changed while the line is down.

    `sent`, `answered` (client id to number) and `refused` are what the Ledger holds against the database.
    """

    def __init__(self, url: str, room: str, person: dict[str, Any]) -> None:
        self.url, self.room, self.person = url, room, person
        self.trusts: ssl.SSLContext | None = None
        self.outbox: dict[str, dict[str, Any]] = {}
        self.sent: dict[str, dict[str, Any]] = {}
        self.answered: dict[str, int] = {}
        self.refused: dict[str, dict[str, Any]] = {}
        self.state: dict[str, Any] | None = None
        self.ahead: dict[int, dict[str, Any]] = {}
        self.codes: list[int] = []
        self.passing: list[dict[str, Any]] = []
        self.hello: dict[str, Any] = {}
        self.connections = 0
        self.socket: ClientConnection | None = None
        self.folded = asyncio.Event()
        self.stopping = False
        self._attempt = self._unacknowledged = 0
        self._again: asyncio.TimerHandle | None = None
        self._tasks: list[asyncio.Task[None]] = []

    # Coming and going -------------------------------------------------------------------------------------------------

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._stay()), asyncio.create_task(self._acknowledge_in_time())]

    async def stop(self) -> None:
        self.stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> bool:
        """Cuts the line as a lost network does: no close frame, no goodbye. False when it is down anyway."""
        if self.socket is None:
            return False
        self.socket.transport.abort()
        return True

    @contextlib.asynccontextmanager
    async def line(self) -> Any:
        cookie = {"Cookie": f"sessionid={self.person['session']}"}
        address = f"{self.url.replace('http', 'ws', 1)}/ws/rooms/{self.room}/"
        trusts = {"ssl": self.trusts} if self.trusts else {}
        async with connect(
            address, origin=self.url, additional_headers=cookie, compression=None, open_timeout=60, ping_interval=None,
            **trusts,
        ) as socket:  # fmt: skip
            yield socket

    async def _stay(self) -> None:
        while not self.stopping:
            try:
                async with self.line() as self.socket:
                    self.connections += 1
                    async for text in self.socket:
                        self._hear(json.loads(text))
                    self.codes.append(self.socket.close_code)
            except (OSError, TimeoutError, websockets.WebSocketException):
                if self.socket is not None:
                    self.codes.append(self.socket.close_code or 1006)
            self.socket = None
            if self.codes and self.codes[-1] in FINAL:
                return
            await asyncio.sleep(random.uniform(0, min(CAP, BASE * 2**self._attempt)))
            self._attempt += 1

    def _up(self, frame: dict[str, Any]) -> None:
        if self.socket is not None:
            task = asyncio.ensure_future(self.socket.send(json.dumps(frame)))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())

    # What the person does ---------------------------------------------------------------------------------------------

    def does(self, type: str, **data: Any) -> str:
        """Sends a kept command; it is sent again until it is answered. Returns its id."""
        frame = {"id": uuid.uuid4().hex, "type": type, "data": data}
        self.outbox[frame["id"]] = self.sent[frame["id"]] = frame
        self._up(frame)
        return frame["id"]

    def passes(self, type: str, **data: Any) -> None:
        self._up({"id": uuid.uuid4().hex, "type": type, "data": data})

    def ask(self) -> None:
        """Asks for what is missing, or for everything."""
        if self.state is None:
            self._up({"type": "snapshot", "id": "snapshot"})
        else:
            self._up({"type": "resume", "since": self.state["seq"], "sight": self.state["sight"]})

    def send_again(self) -> None:
        self._again = None
        for frame in self.outbox.values():
            self._up(frame)

    # What is heard ----------------------------------------------------------------------------------------------------

    def _hear(self, frame: dict[str, Any]) -> None:
        match frame:
            case {"seq": _, "ops": _}:
                self._entry(frame)
            case {"re": "snapshot", "error": _}:
                asyncio.get_running_loop().call_later(0.3, self.ask)
            case {"re": id, "error": error}:
                self._refusal(id, error)
            case {"type": "hello"}:
                self.hello, self._attempt = frame, 0
                self.ask()
                self.send_again()
            case {"type": "snapshot"}:
                self.state = {name: frame[name] for name in ("seq", "sight", "scene", "things")}
                self._fold_what_waits()
                self.send_again()  # what was done since may be in it, and is not told again
            case {"type": "level", "seq": seq}:
                self._level(seq)
            case {"type": "resync"}:
                self.state = None
                self.ask()
            case {"type": "beat", "head": head}:
                if self.state is not None and head > self.state["seq"]:
                    self.ask()
            case {"re": id, "seq": seq}:
                self._answer(id, seq)
            case _:
                self.passing.append(frame)
        self.folded.set()

    def _entry(self, entry: dict[str, Any]) -> None:
        self.ahead[entry["seq"]] = entry
        self._fold_what_waits()
        if entry.get("re") and (entry.get("by") or {}).get("user") == self.person["user"]:
            self._answer(entry["re"], entry["seq"])

    def _fold_what_waits(self) -> None:
        if self.state is None:
            return
        for seq in sorted(self.ahead):
            where = standing(self.state["seq"], self.ahead[seq])
            if where == "gap":
                return self.ask()
            entry = self.ahead.pop(seq)
            if where == "next":
                fold(self.state, entry)
                self._unacknowledged += 1
                if self._unacknowledged >= ACK_ENTRIES:
                    self._acknowledge()
        return None

    def _level(self, seq: int) -> None:
        if self.state is not None:
            self.state["seq"] = max(seq, self.state["seq"])
            self._fold_what_waits()
            self._acknowledge()

    def _answer(self, id: str, seq: int) -> None:
        if self.outbox.pop(id, None) is not None:
            self.answered[id] = seq
        elif id in self.answered:
            assert self.answered[id] == seq, f"{id} was answered with {self.answered[id]}, then with {seq}"

    def _refusal(self, id: str | None, error: dict[str, Any]) -> None:
        if id is None or error["code"] in AGAIN:
            if self._again is None:
                self._again = asyncio.get_running_loop().call_later(0.5, self.send_again)
        elif self.outbox.pop(id, None) is not None:
            self.refused[id] = error

    def _acknowledge(self) -> None:
        if self.state is not None:
            self._unacknowledged = 0
            self._up({"type": "ack", "seq": self.state["seq"]})

    async def _acknowledge_in_time(self) -> None:
        while True:
            await asyncio.sleep(ACK_SECONDS)
            if self._unacknowledged:
                self._acknowledge()

    # For tests --------------------------------------------------------------------------------------------------------

    def has(self, seq: int) -> bool:
        return self.state is not None and self.state["seq"] >= seq and not self.outbox

    async def until(self, true: Any, *, seconds: float = 60) -> None:
        """Waits until `true()`, looked at after each frame."""
        async with asyncio.timeout(seconds):
            while not true():
                self.folded.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.folded.wait(), 0.1)

    async def fresh(self) -> dict[str, Any]:
        """What somebody who comes anew is given, through a line of its own."""
        async with self.line() as socket:
            await socket.send(json.dumps({"type": "snapshot", "id": "fresh"}))
            while True:
                frame = json.loads(await asyncio.wait_for(socket.recv(), 60))
                if frame.get("type") == "snapshot":
                    return frame
