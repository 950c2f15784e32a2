"""The hubs of this process, and the way a committed entry reaches them from any thread, here and in other processes."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from time import monotonic
from typing import Any

import structlog

from config.live import doorbell, metrics, wire
from config.live.hub import HEARTBEAT, LOOK, RESTARTING, Hub, Source
from config.live.pool import in_thread

log = structlog.get_logger("dreamtable.entry")
_untold: ContextVar[bool] = ContextVar("untold", default=False)


class Hubs:
    """All hubs of one event loop. `Hubs.here()` gives the running loop's."""

    running: dict[asyncio.AbstractEventLoop, Hubs] = {}

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.hubs: dict[str, Hub] = {}
        self.bell = doorbell.Doorbell(self._heard)
        self.timers: list[asyncio.Task[None]] = []

    @classmethod
    def here(cls) -> Hubs:
        loop = asyncio.get_running_loop()
        for known in [known for known in cls.running if known.is_closed()]:
            del cls.running[known]
        if loop not in cls.running:
            cls.running[loop] = cls(loop)
        return cls.running[loop]

    async def open(self, topic: str, source: Source, on_new: Callable[[Hub], Any] = lambda hub: None) -> Hub:
        """The hub of `topic`, subscribed and at the head of its numbers; `on_new` is told of it when it is made.

        The caller adds its socket before it awaits anything else.
        """
        if not self.timers:
            self.timers = [asyncio.ensure_future(self._keep_time()), asyncio.ensure_future(self._keep_bell())]
        while True:
            hub = self.hubs.get(topic)
            if hub is None:
                hub = self.hubs[topic] = Hub(topic, source)
                on_new(hub)
            # First the bell, then the head: what is committed between them is then heard, not missed.
            await self.bell.listen(topic)
            await hub.start()
            if self.hubs.get(topic) is hub:
                return hub
            # Its last socket left meanwhile, and it was forgotten: nothing would reach it any more.

    def leave(self, hub: Hub) -> None:
        """Forgets a hub without sockets, so that an evening's rooms do not pile up."""
        if not hub.subscribers and self.hubs.get(hub.topic) is hub:
            del self.hubs[hub.topic]
            self.bell.forget(hub.topic)

    def _heard(self, topic: str, message: dict[str, Any]) -> None:
        hub = self.hubs.get(topic)
        if hub is not None:
            _apply(hub, message)

    async def _keep_time(self) -> None:
        """Every 2 s the heads, in one query; every 15 s each hub beats."""
        beats: dict[Hub, float] = {}
        while True:
            await asyncio.sleep(LOOK)
            with contextlib.suppress(Exception):  # the database is away: in two seconds again
                await self._look_at_heads()
            now = monotonic()
            for hub in list(self.hubs.values()):
                if now - beats.setdefault(hub, now) >= HEARTBEAT:
                    beats[hub] = now
                    with contextlib.suppress(Exception):
                        await hub.beat()
            for gone in [hub for hub in beats if self.hubs.get(hub.topic) is not hub]:
                del beats[gone]

    async def _keep_bell(self) -> None:
        """Every 2 s the layer's health, in a task of its own: a layer that is ill must not make the heads wait."""
        while True:
            await asyncio.sleep(LOOK)
            await self.bell.check()

    async def _look_at_heads(self) -> None:
        """A bell that was not heard leaves no trace: Redis may have been away for less than a second, and a process
        without Redis (a command line, a worker) rings none."""
        by_source: dict[Source, list[str]] = defaultdict(list)
        for hub in self.hubs.values():
            by_source[hub.source].append(hub.topic)
        for source, topics in by_source.items():
            for topic, head in (await in_thread(source.heads, topics)).items():
                behind = self.hubs.get(topic)
                if behind is not None and behind.seq is not None and behind.seq < head:
                    behind.look()

    async def drain(self) -> None:
        """The server stops: every socket is told to come again (1012)."""
        for hub in list(self.hubs.values()):
            hub.close_all(RESTARTING)
        await asyncio.sleep(0.2)


def _apply(hub: Hub, message: dict[str, Any]) -> None:
    match message["act"]:
        case "entry":
            streams, revokes = frozenset(message["streams"]), message["revokes"]
            kept = wire.Kept(message["seq"], message["head"], message["views"], streams, revokes)
            kept.ends = tuple(message["ends"])
            hub.offer(kept)
        case "look":
            hub.look()
        case "pass":
            hub.pass_on(frozenset(message["keys"]), message["payload"], about=message["about"])
        case "revoke":
            hub.revoke(user=message["user"], session=message.get("session"), code=message["code"])
        case "close":
            hub.close_all(message["code"])
        case "resync":
            hub.resync()
        case "people":
            hub.on_people()


@contextlib.contextmanager
def untold() -> Iterator[None]:
    """What this thread commits meanwhile has no line in the log each: for what is made by the hundred at one wish."""
    before = _untold.set(True)
    try:
        yield
    finally:
        _untold.reset(before)


def announce(topic: str, kept: wire.Kept) -> None:
    """After commit, from any thread: local hubs at once, then the other processes. Never raises."""
    metrics.entries.labels(kept.head["type"]).inc()
    if not _untold.get():
        log.info("entry", topic=topic, seq=kept.seq, type=kept.head["type"], re=kept.head.get("re"))
    for loop, hubs in list(Hubs.running.items()):
        _call(loop, _offer, hubs, topic, kept)
    message = {
        "act": "entry",
        "seq": kept.seq,
        "head": kept.head,
        "views": kept.views,
        "streams": list(kept.streams),
        "revokes": kept.revokes,
        "ends": list(kept.ends),
    }
    doorbell.ring(topic, message, smaller={"act": "look"})


def tell(topic: str, message: dict[str, Any]) -> None:
    """Any other word to all hubs of `topic`: `{"act": "revoke" | "resync" | "pass" | "look" | "people", ...}`."""
    for loop, hubs in list(Hubs.running.items()):
        _call(loop, hubs._heard, topic, message)
    doorbell.ring(topic, message)


def tell_others(topic: str, message: dict[str, Any]) -> None:
    """The same to the hubs of other processes only."""
    doorbell.ring(topic, message)


def tell_every(message: dict[str, Any]) -> None:
    """The same to every topic that is open anywhere (a person signed out)."""
    for loop, hubs in list(Hubs.running.items()):
        for topic in list(hubs.hubs):
            _call(loop, hubs._heard, topic, message)
    doorbell.ring(doorbell.EVERYWHERE, message)


async def drain() -> None:
    """The server stops: every socket of this process is told to come again."""
    here = Hubs.running.get(asyncio.get_running_loop())
    if here is not None:
        await here.drain()


def _offer(hubs: Hubs, topic: str, kept: wire.Kept) -> None:
    hub = hubs.hubs.get(topic)
    if hub is not None:
        hub.offer(kept)


def _call(loop: asyncio.AbstractEventLoop, function: Callable[..., Any], *args: Any) -> None:
    with contextlib.suppress(RuntimeError):  # the loop was closed: nobody listens there any more
        loop.call_soon_threadsafe(function, *args)
