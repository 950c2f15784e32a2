"""The channel layer as a doorbell: it carries words between processes, never the only copy of anything.

Its failure never fails a command. Every two seconds a process sends itself a word through the layer; while none comes
back the layer is ill, and the hubs look at the database instead.
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

log = logging.getLogger("dreamtable.live")

PROCESS = uuid.uuid4().hex
EVERYWHERE = "everywhere"
MOST_BYTES, MOST_WAITING, PATIENCE = 32 * 1024, 1000, 0.5

_listening: set[asyncio.AbstractEventLoop] = set()
_waiting: set[Any] = set()
_ill_until = 0.0


def group(topic: str) -> str:
    return f"live.{topic}"


def crosses_processes() -> bool:
    layer = get_channel_layer()
    return layer is not None and not isinstance(layer, InMemoryChannelLayer)


def ring(topic: str, message: dict[str, Any], *, smaller: dict[str, Any] | None = None) -> None:
    """Sends `message` to the other processes' hubs of `topic`; `smaller` instead where it is over 32 KB. Never raises,
    never waits where an event loop can do the sending; passing words are dropped while too many wait."""
    if not crosses_processes():
        return
    if monotonic() < _ill_until and message["act"] == "pass":
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
        except Exception as error:  # ill from the start: the hubs look at the database until it recovers
            log.warning("the channel layer cannot be listened to: %r", error)
            self.healthy = False

    def forget(self, topic: str) -> None:
        if topic in self.topics:
            self.topics.discard(topic)
            if self.channel:
                self._later(get_channel_layer().group_discard(group(topic), self.channel))

    async def check(self) -> bool:
        """Sends a word to itself and expects the last one back. True at the moment it recovers."""
        if not self.topics:
            return False
        came_back, was_healthy = self.echo == "", self.healthy
        self.healthy = came_back and bool(self.channel)
        if not self.healthy and was_healthy:
            log.warning("the channel layer is silent: hubs look at the database every two seconds")
        try:
            async with asyncio.timeout(1.5):
                if not self.healthy:
                    await self._open()
                self.echo = uuid.uuid4().hex
                await get_channel_layer().send(self.channel, {"type": "hub.echo", "word": self.echo})
        except Exception:  # still away
            self.healthy, self.channel = False, ""
        return self.healthy and not was_healthy

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
            elif message.get("from") != PROCESS and message.get("act"):
                topic = message["topic"]
                for name in list(self.topics) if topic == EVERYWHERE else (topic,):
                    self.heard(name, message)

    @staticmethod
    def _later(work: Any) -> None:
        async def quietly() -> None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(work, 1)

        task = asyncio.ensure_future(quietly())
        _waiting.add(task)
        task.add_done_callback(_waiting.discard)
