"""The channel layer as a doorbell: it carries words between processes, never the only copy of anything.

Its failure never fails a command, and nothing waits for it: the hubs look at the database every two seconds. As often
a process sends itself a word through the layer; when none comes back it subscribes anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Callable
from time import monotonic
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer

from config.live import metrics

log = logging.getLogger("dreamtable.live")

PROCESS = uuid.uuid4().hex
EVERYWHERE = "everywhere"
MOST_BYTES, MOST_WAITING, PATIENCE = 32 * 1024, 1000, 0.5

NEIGHBOUR_SECONDS = 6.0
"""How long a process that said "here" counts as listening; it says so every two seconds."""

_listening: set[asyncio.AbstractEventLoop] = set()
_neighbours: dict[str, dict[str, float]] = {}  # topic: process: until when it counts
_waiting: set[Any] = set()
_ill_until = 0.0


def group(topic: str) -> str:
    return f"live.{topic}"


def crosses_processes() -> bool:
    layer = get_channel_layer()
    return layer is not None and not isinstance(layer, InMemoryChannelLayer)


def alone(topic: str) -> bool:
    """Whether no other process said lately that it listens to `topic`: what passes there need not leave this one."""
    now = monotonic()
    return all(until < now for until in _neighbours.get(topic, {}).values())


def ring(topic: str, message: dict[str, Any], *, smaller: dict[str, Any] | None = None) -> None:
    """Sends `message` to the other processes' hubs of `topic`; `smaller` instead where it is over 32 KB. Never raises,
    never waits where an event loop can do the sending. Passing words are dropped while nobody else listens, while the
    layer is ill, and while too many wait.
    """
    if not crosses_processes():
        return
    if message["act"] == "pass" and (alone(topic) or monotonic() < _ill_until):
        return
    if smaller is not None and len(repr(message)) > MOST_BYTES:
        message = smaller
    for loop in list(_listening):
        if loop.is_running():
            if len(_waiting) < MOST_WAITING:
                future = asyncio.run_coroutine_threadsafe(_send(topic, message), loop)
                _waiting.add(future)
                future.add_done_callback(_waiting.discard)
            return
    with contextlib.suppress(Exception):
        async_to_sync(_send)(topic, message)


async def _send(topic: str, message: dict[str, Any]) -> None:
    global _ill_until
    layer = get_channel_layer()
    try:
        await asyncio.wait_for(
            layer.group_send(group(topic), {"type": "hub.word", "from": PROCESS, "topic": topic, **message}), PATIENCE
        )
    except Exception as error:  # whatever the layer raises, the database has what matters
        metrics.unrung.inc()
        if monotonic() >= _ill_until:
            log.warning("the channel layer does not take messages: %r", error)
        _ill_until = monotonic() + 1.0


class Doorbell:
    """This loop's ear: one channel, in the group of each open topic."""

    def __init__(self, heard: Callable[[str, dict[str, Any]], None]) -> None:
        _listening.difference_update({loop for loop in _listening if loop.is_closed()})
        _listening.add(asyncio.get_running_loop())
        self.heard = heard
        self.topics: set[str] = set()
        self.channel = ""
        self.listener: asyncio.Task[None] | None = None
        self.echo = ""
        self.healthy = True

    async def listen(self, topic: str) -> None:
        if not crosses_processes():
            return
        self.topics.add(topic)
        try:
            async with asyncio.timeout(2):
                if not self.channel:
                    await self._open()
                else:
                    await get_channel_layer().group_add(group(topic), self.channel)
            self._later(_send(topic, {"act": "here", "topics": [topic]}))
        except Exception as error:  # ill from the start
            log.warning("the channel layer cannot be listened to: %r", error)
            self.healthy = False

    def forget(self, topic: str) -> None:
        if topic in self.topics:
            self.topics.discard(topic)
            _neighbours.pop(topic, None)
            self._later(self._leave(topic))

    async def _leave(self, topic: str) -> None:
        if self.channel and topic not in self.topics:  # somebody may have come back already
            await get_channel_layer().group_discard(group(topic), self.channel)

    async def check(self) -> None:
        """Sends a word to itself and expects the last one back."""
        if not self.topics:
            return
        came_back, was_healthy = self.echo == "", self.healthy
        self.healthy = came_back and bool(self.channel)
        if not self.healthy and was_healthy:
            log.warning("the channel layer is silent: what other processes do is seen up to two seconds late")
        try:
            async with asyncio.timeout(1.5):
                if not self.healthy:
                    await self._open()
                self.echo = uuid.uuid4().hex
                await get_channel_layer().send(self.channel, {"type": "hub.echo", "word": self.echo})
                await _send(EVERYWHERE, {"act": "here", "topics": list(self.topics)})
        except Exception:  # still away
            self.healthy, self.channel = False, ""

    async def _open(self) -> None:
        """A fresh channel in every group: after a restart Redis remembers none of the old ones."""
        layer = get_channel_layer()
        if self.listener is not None:
            self.listener.cancel()
        old, self.channel = self.channel, await layer.new_channel("hub")
        for name in (*self.topics, EVERYWHERE):
            await layer.group_add(group(name), self.channel)
        self.echo = ""
        self.listener = asyncio.ensure_future(self._receive(self.channel))
        if old:
            self._later(self._discard(old))

    async def _discard(self, channel: str) -> None:
        layer = get_channel_layer()
        for name in (*self.topics, EVERYWHERE):
            await layer.group_discard(group(name), channel)

    async def _receive(self, channel: str) -> None:
        layer = get_channel_layer()
        while True:
            message = await layer.receive(channel)
            if message.get("word") == self.echo:
                self.echo = ""
            elif message.get("from") == PROCESS:
                continue
            elif message.get("act") == "here":
                self._meet(message["from"], message["topics"])
            elif message.get("act"):
                topic = message["topic"]
                for name in list(self.topics) if topic == EVERYWHERE else (topic,):
                    self.heard(name, message)

    def _meet(self, process: str, topics: list[str]) -> None:
        """Another process listens to these topics; one that did not know of us is answered."""
        shared = self.topics.intersection(topics)
        news = [topic for topic in shared if process not in _neighbours.get(topic, {})]
        for topic in shared:
            _neighbours.setdefault(topic, {})[process] = monotonic() + NEIGHBOUR_SECONDS
        for topic in news:
            self._later(_send(topic, {"act": "here", "topics": [topic]}))

    @staticmethod
    def _later(work: Any) -> None:
        async def quietly() -> None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(work, 1)

        task = asyncio.ensure_future(quietly())
        _waiting.add(task)
        task.add_done_callback(_waiting.discard)
