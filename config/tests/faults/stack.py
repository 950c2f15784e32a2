"""Real servers on one database, people at their table, and traffic between them."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from config.frontend import ROOT
from config.testing.nursery import Child, nursery
from config.testing.servers import Server
from config.testing.serving import Served
from config.tests.faults.bot import Bot
from config.tests.faults.ledger import Log

QUIET = {"EMBEDDED_WORKER": "false"}
"""Jobs are the worker's, if there is one: the processor is shared."""


class Worker(Server):
    """`manage.py db_worker`, with what the servers have for an environment."""

    name = "worker"

    def __init__(self, environment: dict[str, str]) -> None:
        super().__init__()
        self.environment = environment

    def begin(self) -> Child:
        return nursery().fork("db_worker", environment=self.environment, output=self.log, errors=self.log)

    def answers(self) -> bool:
        """It listens to nobody: whether it works is seen by what becomes of the jobs."""
        return True


class Stack:
    """`servers` processes of `manage.py serve` on `database_url`, with Redis between them or not, and with a worker or
    not.

    Bots are spread over the servers. Everything that waits for a process does so in a thread.
    """

    def __init__(
        self,
        database_url: str,
        *,
        servers: int = 1,
        redis_url: str = "",
        players: int = 4,
        worker: bool = False,
        environment: dict[str, str] | None = None,
    ) -> None:
        own = {**os.environ, "DATABASE_URL": database_url}
        command = [sys.executable, "-m", "config.tests.faults.seats", str(players)]
        done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        laid = json.loads(done.stdout)
        self.room: str = laid["room"]
        self.log = Log(database_url, self.room)
        more = {**QUIET, **(environment or {})}
        self.servers = [
            Served(database_url=database_url, redis_url=redis_url, environment=more) for _number in range(servers)
        ]
        self.worker = Worker(self.servers[0].environment) if worker else None
        self.proxy: Server | None = None
        self.bots = [
            Bot(self.servers[number % servers].url, self.room, person) for number, person in enumerate(laid["people"])
        ]
        self._busy = False

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Stack]:
        """Servers up and everybody at the table with a snapshot; all is stopped afterwards."""
        try:
            await asyncio.gather(*(asyncio.to_thread(process.start) for process in self.processes))
            for bot in self.bots:
                bot.start()
            await self.level()
            yield self
        except BaseException:
            print(self.plight())
            raise
        finally:
            await asyncio.gather(*(bot.stop() for bot in self.bots))
            await asyncio.gather(*(asyncio.to_thread(process.remove) for process in self.processes))

    # Processes ----------------------------------------------------------------------------------------------------------

    @property
    def processes(self) -> list[Server]:
        """All of them; a test that puts a `proxy` in front gives the bots its address."""
        return [*self.servers, *filter(None, (self.worker, self.proxy))]

    async def kill(self, number: int = 0) -> None:
        await asyncio.to_thread(self.servers[number].kill)

    async def start(self, number: int = 0) -> float:
        """Seconds until the server answered."""
        began = time.monotonic()
        await asyncio.to_thread(self.servers[number].start)
        return time.monotonic() - began

    async def terminate(self, number: int = 0) -> tuple[int | None, float]:
        """Tells a server to stop: its exit status, and the seconds it took."""
        process = self.servers[number].process
        assert process is not None
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        status = await asyncio.to_thread(process.wait, 20)
        return status, time.monotonic() - began

    # Traffic --------------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def traffic(self, *, hidden: bool = True, pace: float = 0.1) -> AsyncIterator[None]:
        """Everybody moves, and speaks now and then; with `hidden` the game master also does what players do not see.

        `pace`: mean seconds between two commands of one person.
        """
        self._busy = True
        tasks = [asyncio.create_task(self._play(bot, hidden, pace)) for bot in self.bots]
        try:
            yield
        finally:
            self._busy = False
            await asyncio.gather(*tasks)

    async def _play(self, bot: Bot, hidden: bool, pace: float) -> None:
        token, spoke, shown = bot.person["token"], 0.0, False
        while self._busy:
            await asyncio.sleep(random.uniform(0, 2 * pace))
            if len(bot.outbox) > 20:
                continue  # the line has been down for a while: nobody goes on clicking
            if time.monotonic() - spoke > 1.5:
                spoke = time.monotonic()
                bot.does("chat.say", text=f"{bot.person['name']} {random.getrandbits(64):x}")
            elif not bot.person["leads"]:
                bot.does("token.move", token=token, x=random.uniform(0, 1400), y=random.uniform(0, 700))
            elif hidden and random.random() < 0.2:
                shown = not shown
                bot.does("token.hide", token=token, hidden=not shown)
            elif hidden:
                bot.does("token.move", token=token, x=random.uniform(0, 1400), y=random.uniform(0, 700))

    async def level(self, *, ask: bool = True, seconds: float = 60) -> float:
        """Waits until everybody has what the log has and every command is answered; seconds it took. `ask`: also by
        asking, as a page does at a heartbeat; without, all must come by itself. Raises TimeoutError.
        """
        began = time.monotonic()
        async with asyncio.timeout(seconds):
            while True:
                head = await asyncio.to_thread(self.log.head)
                behind = [bot for bot in self.bots if not bot.has(head)]
                if not behind:
                    return time.monotonic() - began
                for bot in behind if ask else ():
                    bot.ask()
                await asyncio.sleep(0.6 if ask else 0.05)

    async def seen_by_all(self, *, seconds: float) -> float:
        """How long until everybody has what is in the log now, without asking. Raises TimeoutError."""
        began, head = time.monotonic(), await asyncio.to_thread(self.log.head)
        async with asyncio.timeout(seconds):
            while not all(bot.state and bot.state["seq"] >= head for bot in self.bots):
                await asyncio.sleep(0.02)
        return time.monotonic() - began

    def answered(self) -> int:
        return sum(len(bot.answered) for bot in self.bots)

    def plight(self) -> str:
        """Where everybody stands, and the last words of the servers: printed when a test fails."""
        people = [
            f"{bot.person['name']} at {bot.url}: {bot.state and bot.state['seq']}, {len(bot.outbox)} unanswered, "
            f"{bot.connections} connections, closed with {bot.codes}"
            for bot in self.bots
        ]
        logs = [process.log.read_text(errors="replace")[-6000:] for process in self.processes if process.log.exists()]
        return "\n".join([f"head {self.log.head()}", *people, *logs])

    def trouble(self) -> list[str]:
        """Lines of the servers' logs that tell of a fault of ours."""
        words = ("Traceback", "a command failed")
        logs = [server.log.read_text(errors="replace") for server in self.servers]
        return [line for text in logs for line in text.splitlines() if any(word in line for word in words)]


def describe(**figures: Any) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
