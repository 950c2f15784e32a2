"""One hub per process and topic (a room): it orders what was committed and writes it to each local socket.

The database is the queue: a hub that misses a number waits 50 ms for it and then reads it once for all its sockets.
Everything here runs on the event loop's thread; `offer` and friends are called there (see `hubs.announce`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Protocol

from django.utils import timezone

from config.live import metrics, wire
from config.live.frames import text_frame
from config.live.outlet import Outlet
from config.live.passing import PASSING_GAP, Turns
from config.live.pool import in_thread

log = logging.getLogger("dreamtable.live")

HEARTBEAT, LOOK, OUT_OF_ORDER_WAIT = 15.0, 2.0, 0.05
MOST_UNACKNOWLEDGED, MOST_TO_RESUME = 256, 500
MOST_BYTES_AN_ENTRY, MOST_BYTES_TO_RESUME = 256 * 1024, 512 * 1024
CROWD = 30
TOO_SLOW, NO_LONGER_ALLOWED, SIGN_IN_AGAIN, RESTARTING = 4008, 4003, 4001, 1012


class Source(Protocol):
    """What the owner of a topic offers; called on database threads."""

    def head(self, topic: str) -> int: ...
    def heads(self, topics: list[str]) -> dict[str, int]: ...
    def entries(self, topic: str, since: int, limit: int) -> list[wire.Kept]: ...
    def refused(self, topic: str, people: list[tuple[str | None, str | None]]) -> dict[str, int]:
        """Of (user id, session key): who may no longer listen, by user id or session key, with the close code."""
        ...


class Subscriber:
    """One socket in a room: which keys it reads, and up to which number it has been told everything of its own. `user` is
    who belongs to the room, `onlooker` who is let look without that (user ids); a device is neither.
    """

    __slots__ = (
        *("acked", "beaten", "close", "delay", "ended", "idle", "keys", "live", "onlooker", "outlet"),
        *("session", "since", "streams", "told", "unacknowledged", "user"),
    )

    def __init__(
        self,
        outlet: Outlet,
        close: Callable[[int], None],
        keys: tuple[str, ...],
        *,
        user: str | None,
        session: str | None = None,
        streams: frozenset[str] | None = None,
        onlooker: str | None = None,
    ) -> None:
        self.outlet, self.close, self.keys = outlet, close, keys
        self.user, self.session, self.streams, self.onlooker = user, session, streams, onlooker
        self.told = self.acked = self.unacknowledged = 0
        self.live, self.ended, self.idle, self.since = False, False, False, monotonic()
        self.beaten: float | None = None
        self.delay: float | None = None

    def acknowledge(self, seq: int) -> None:
        """The page has folded all up to `seq`. At most as many as there are numbers in between are still open."""
        if seq > self.acked:
            self.acked, self.unacknowledged = seq, min(self.unacknowledged, max(0, self.told - seq))

    def answered(self) -> None:
        """The page answers the newest beat: `delay` is how many seconds that took, there and back."""
        if self.beaten is not None:
            self.delay, self.beaten = monotonic() - self.beaten, None

    def end(self, code: int) -> None:
        """Closes the socket. It hears nothing from now on, also while a catching up of its own is under way."""
        if not self.ended:
            metrics.closes.labels(code).inc()
            self.ended, self.live = True, False
            self.close(code)

    def hears(self, streams: frozenset[str]) -> bool:
        return self.streams is None or bool(self.streams & streams)


class Hub:
    def __init__(self, topic: str, source: Source) -> None:
        self.topic, self.source = topic, source
        self.subscribers: set[Subscriber] = set()
        self.by_key: dict[str, set[Subscriber]] = defaultdict(set)
        self.seq: int | None = None
        self.pending: dict[int, wire.Kept] = {}
        self.filling: asyncio.Task[None] | None = None
        self.passing: dict[str, tuple[frozenset[str], bytes]] = {}
        self.turns = Turns()
        self.ticking: asyncio.TimerHandle | None = None
        self.starting = asyncio.Lock()
        self.on_people: Callable[[], None] = lambda: None
        self.on_beat: Callable[[], None] = lambda: None
        self.greeting = b""

    # Sockets come and go ------------------------------------------------------------------------------------------

    async def start(self) -> None:
        async with self.starting:
            if self.seq is None:
                self.seq = await in_thread(self.source.head, self.topic)
                self._drain()

    def add(self, subscriber: Subscriber) -> None:
        self.subscribers.add(subscriber)
        for key in subscriber.keys:
            self.by_key[key].add(subscriber)
        self.on_people()

    def remove(self, subscriber: Subscriber) -> None:
        self.subscribers.discard(subscriber)
        for key in subscriber.keys:
            self.by_key[key].discard(subscriber)
            if not self.by_key[key]:
                del self.by_key[key]
        self.on_people()

    async def catch_up(self, subscriber: Subscriber, since: int) -> bool:
        """Sends all that the socket misses after `since`, then lets it run live. False: too much, take a snapshot."""
        subscriber.live = False
        subscriber.told = since
        await self.start()
        if since > self._head():
            # A snapshot may be newer than what this hub has heard of yet.
            await self._fill(0)
        if since > self._head():
            return False
        reached = since
        while reached < self._head():
            # Never further than the hub itself: an entry after that may be the one that ends this socket.
            wanted = self._head() - reached
            if wanted > MOST_TO_RESUME:
                return False
            missing = await in_thread(self.source.entries, self.topic, reached, wanted)
            if not missing or missing[0].seq != reached + 1:
                return False
            if any(subscriber.user in kept.revokes for kept in missing):
                # What it saw before that, it may not see any more, or not all that it may see now.
                return False
            sizes = [len(kept.body(subscriber.keys) or b"") for kept in missing if subscriber.hears(kept.streams)]
            if sum(sizes) > MOST_BYTES_TO_RESUME or max(sizes, default=0) > MOST_BYTES_AN_ENTRY:
                return False
            for kept in missing:
                self._write(subscriber, kept)
            reached = missing[-1].seq
        subscriber.told = self._head()
        # What it asked for does not fill its window: it could not acknowledge meanwhile.
        subscriber.unacknowledged = 0
        subscriber.live = not subscriber.ended
        return True

    def _head(self) -> int:
        return self.seq or 0

    # What was committed -------------------------------------------------------------------------------------------

    def offer(self, kept: wire.Kept) -> None:
        """An entry that was committed, from this process or, by the doorbell, from another; in any order, repeated."""
        if self.seq is not None and kept.seq <= self.seq:
            return
        self.pending[kept.seq] = kept
        self._drain()
        if self.pending and self.seq is not None:
            self._fill_soon(OUT_OF_ORDER_WAIT)

    def look(self) -> None:
        """Asks the database whether something was missed (a lost doorbell)."""
        if self.seq is not None:
            self._fill_soon(0)

    def _fill_soon(self, wait: float) -> None:
        if self.filling is None:
            self.filling = asyncio.ensure_future(self._fill(wait))
            self.filling.add_done_callback(self._filled)

    def _filled(self, _task: asyncio.Task[None]) -> None:
        self.filling = None
        if self.pending and self.subscribers:
            # One came out of order while the database was read.
            self._fill_soon(OUT_OF_ORDER_WAIT)

    def _drain(self) -> None:
        if self.seq is None:
            return
        while (kept := self.pending.pop(self.seq + 1, None)) is not None:
            self.seq = kept.seq
            for about in kept.ends:
                self.passing.pop(about, None)
            for user, code in kept.revokes.items():
                self.revoke(user=user, code=code)
            for subscriber in list(self.subscribers):
                if subscriber.live:
                    self._send(subscriber, kept)
            metrics.delivered(kept.head)
        for seq in [seq for seq in self.pending if seq <= self.seq]:
            del self.pending[seq]

    async def _fill(self, wait: float) -> None:
        try:
            await asyncio.sleep(wait)
            seq = self._head()
            if self.pending and min(self.pending) == seq + 1:
                return self._drain()
            if wait and not self.pending:
                return None
            for kept in await in_thread(self.source.entries, self.topic, seq, MOST_TO_RESUME):
                self.pending.setdefault(kept.seq, kept)
            self._drain()
        except Exception as error:  # the database is away: the next look, in two seconds, tries again
            log.warning("room %s: could not read what was missed: %r", self.topic, error)
            await asyncio.sleep(LOOK)
        return None

    def _send(self, subscriber: Subscriber, kept: wire.Kept) -> None:
        self._write(subscriber, kept)
        if subscriber.unacknowledged > MOST_UNACKNOWLEDGED or subscriber.outlet.overflow:
            subscriber.end(TOO_SLOW)

    def _write(self, subscriber: Subscriber, kept: wire.Kept) -> None:
        if subscriber.ended or not subscriber.hears(kept.streams):
            return
        body = kept.body(subscriber.keys)
        if body is None:
            return
        if len(body) > MOST_BYTES_AN_ENTRY:
            # Too large to sit in anybody's window: a snapshot is smaller than the change.
            subscriber.live = False
            subscriber.outlet.send(wire.encode({"type": "resync"}))
            return
        first = subscriber.told + 1
        subscriber.told = kept.seq
        subscriber.unacknowledged += 1
        if subscriber.outlet.frames is not None:
            subscriber.outlet.send_frame(kept.frame(body, first))
        else:
            subscriber.outlet.send(body if first == kept.seq else wire.with_from(body, first))

    # What passes ----------------------------------------------------------------------------------------------------

    def pass_on(self, keys: frozenset[str], payload: bytes, *, about: str = "") -> None:
        """Sends `payload` once to each live reader of one of `keys`; for one thing (`about`) at most 30 a second,
        the newest wins. In rooms of 30 sockets and more, several things that move at once share one tick.
        """
        if not about:
            return self._pass_now({"": (keys, payload)})
        now = monotonic()
        crowded = len(self.subscribers) >= CROWD and self.turns.others_move(about, now)
        wait = self.turns.wait(about, now)
        if not wait and not crowded and about not in self.passing:
            self.turns.take(about, now)
            return self._pass_now({about: (keys, payload)})
        self.passing[about] = (keys, payload)
        if self.ticking is None:
            self.ticking = asyncio.get_running_loop().call_later(PASSING_GAP if crowded else wait, self._tick)
        return None

    def _tick(self) -> None:
        self.ticking = None
        batch, self.passing = self.passing, {}
        now = monotonic()
        for about in batch:
            self.turns.take(about, now)
        self._pass_now(batch)

    def _pass_now(self, batch: dict[str, tuple[frozenset[str], bytes]]) -> None:
        metrics.passing.inc(len(batch))
        by_audience: dict[frozenset[str], list[bytes]] = defaultdict(list)
        for keys, payload in batch.values():
            by_audience[keys].append(payload)
        for keys, payloads in by_audience.items():
            frames = b"".join(map(text_frame, payloads))
            readers: Iterable[Subscriber] = (
                self.by_key.get(next(iter(keys)), ())
                if len(keys) == 1
                else {reader for key in keys for reader in self.by_key.get(key, ())}
            )
            for reader in readers:
                if reader.live:
                    reader.outlet.pass_frames(frames, payloads)

    # Time ---------------------------------------------------------------------------------------------------------

    async def beat(self) -> None:
        """Every 15 s: closes who may no longer listen, looks at the head, says it to everyone."""
        people = [(one.user, one.session) for one in self.subscribers if one.user or one.session]
        refused = await in_thread(self.source.refused, self.topic, people) if people else {}
        for subscriber in list(self.subscribers):
            code = refused.get(subscriber.user or "") or refused.get(subscriber.session or "")
            if code:
                subscriber.end(code)
        await self._fill(0)
        self.on_beat()
        payload = wire.encode({"type": "beat", "head": self._head(), "time": timezone.now()})
        for subscriber in self.subscribers:
            if subscriber.live:
                subscriber.told = self._head()
                subscriber.outlet.send(payload)
                subscriber.beaten = monotonic()

    def revoke(self, *, user: str | None, code: int, session: str | None = None) -> None:
        """Closes a person's sockets here: membership or sign-in ended."""
        for subscriber in list(self.subscribers):
            if (user and subscriber.user == user) or (session and subscriber.session == session):
                subscriber.end(code)

    def close_all(self, code: int) -> None:
        """Closes every socket: the room is gone, or the server stops."""
        for subscriber in list(self.subscribers):
            subscriber.end(code)

    def tell_company(self, payload: bytes) -> None:
        """Sends one frame to every live reader who belongs here, whatever they may see; not to onlookers."""
        for subscriber in self.subscribers:
            if subscriber.live and subscriber.onlooker is None:
                subscriber.outlet.send(payload)

    def resync(self) -> None:
        """Tells every reader to take a fresh snapshot (something changed that no entry describes)."""
        payload = wire.encode({"type": "resync"})
        for subscriber in self.subscribers:
            subscriber.live = False
            subscriber.outlet.send(payload)
