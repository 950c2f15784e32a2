"""A hub delivers in the order of the numbers, whatever order it hears of them in (SPEC S2, S3, P3)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from config.live import doorbell, hub, hubs, wire
from config.live.hub import Hub, Subscriber
from config.live.outlet import Outlet

BEN = "ben"


@pytest.fixture(autouse=True)
def without_a_database(monkeypatch):
    """The sources here are lists; a plain thread reads them."""
    for module in (hub, hubs):
        monkeypatch.setattr(module, "in_thread", asyncio.to_thread)


def kept(seq: int, *, revokes: dict[str, int] | None = None) -> wire.Kept:
    return wire.Kept(
        seq,
        {"type": "chat.say", "at": "2026-11-22T20:00:00Z"},
        {"all": [["put", "message", str(seq), {"seq": seq}]]},
        revokes=revokes,
    )


class Log:
    """A source of entries that counts how often it is read, and may be made to wait."""

    def __init__(self, *entries: wire.Kept, head: int = 0) -> None:
        self.kept, self.known, self.reads = list(entries), head, 0
        self.meanwhile = lambda: None

    def head(self, topic: str) -> int:
        return self.known

    def heads(self, topics: list[str]) -> dict[str, int]:
        return {topic: max((one.seq for one in self.kept), default=self.known) for topic in topics}

    def entries(self, topic: str, since: int, limit: int) -> list[wire.Kept]:
        self.reads += 1
        found = [one for one in self.kept if one.seq > since][:limit]
        self.meanwhile()
        return found

    def refused(self, topic: str, people: list[tuple[str, str | None]]) -> dict[str, int]:
        return {}


class Page:
    """A socket without a server: what it was sent, and the code it was closed with."""

    def __init__(self, here: Hub, *, live: bool = True) -> None:
        self.frames: list[dict[str, Any]] = []
        self.code: int | None = None
        outlet = Outlet({}, self.send)
        self.subscriber = Subscriber(outlet, self.close, ("open", "all"), user=BEN)
        self.subscriber.live, self.subscriber.told = live, here.seq or 0
        here.add(self.subscriber)

    async def send(self, message: dict[str, Any]) -> None:
        self.frames.append(wire.decode(message["text"]))

    def close(self, code: int) -> None:
        self.code = code

    async def numbers(self) -> list[int]:
        await asyncio.sleep(0.1)
        return [frame["seq"] for frame in self.frames]


async def opened(log: Log) -> Hub:
    here = Hub("table", log)
    await here.start()
    return here


async def test_early_ones_wait_for_the_missing_one():
    """SPEC S3: no read of the database when the missing one comes within 50 ms; doubles are ignored."""
    log = Log()
    here = await opened(log)
    page = Page(here)
    for seq in (3, 2, 3, 1, 1, 2, 4):
        here.offer(kept(seq))
    assert await page.numbers() == [1, 2, 3, 4]
    assert log.reads == 0


async def test_a_missing_one_is_read_once():
    """SPEC S3: after 50 ms, once for all sockets."""
    log = Log(kept(1), kept(2), kept(3))
    here = await opened(log)
    pages = [Page(here) for _page in range(3)]
    here.offer(kept(2))
    here.offer(kept(3))
    assert [await page.numbers() for page in pages] == [[1, 2, 3]] * 3
    assert log.reads == 1


async def test_one_that_comes_early_while_the_log_is_read():
    """SPEC S3: it is not forgotten until somebody says the next word."""
    log = Log(kept(1))
    here = await opened(log)
    page, loop = Page(here), asyncio.get_running_loop()

    def the_third_is_announced_first() -> None:
        log.meanwhile = lambda: None
        log.kept += [kept(2), kept(3)]
        loop.call_soon_threadsafe(here.offer, kept(3))

    log.meanwhile = the_third_is_announced_first
    here.look()
    await asyncio.sleep(0.1)
    assert await page.numbers() == [1, 2, 3]


async def test_a_snapshot_newer_than_what_the_hub_has_heard():
    """SPEC S3, C5: it reads what it has not heard of yet; only a number from the future is too much."""
    log = Log(kept(1), kept(2))
    here = await opened(log)
    other, page = Page(here), Page(here, live=False)
    assert await here.catch_up(page.subscriber, 2)
    here.offer(kept(3))
    assert await page.numbers() == [3]
    assert await other.numbers() == [1, 2, 3]
    assert not await here.catch_up(page.subscriber, 9)


async def test_who_is_revoked_while_catching_up():
    """SPEC P3: neither what was read beyond the hub's number nor what follows reaches them."""
    log = Log(kept(1), kept(2), head=2)
    here = await opened(log)
    page, loop = Page(here, live=False), asyncio.get_running_loop()

    def meanwhile() -> None:
        log.meanwhile = lambda: None
        log.kept += [kept(3, revokes={BEN: 4003}), kept(4)]
        asyncio.run_coroutine_threadsafe(removed(), loop).result()

    async def removed() -> None:
        here.offer(kept(3, revokes={BEN: 4003}))
        here.offer(kept(4))

    log.meanwhile = meanwhile
    await here.catch_up(page.subscriber, 0)
    assert page.code == 4003
    assert not page.subscriber.live
    assert await page.numbers() == []


async def test_it_never_reads_further_than_the_hub():
    """SPEC P3: the entry after the hub's number may be the one that ends this very socket."""
    log = Log(kept(1), kept(2), kept(3, revokes={BEN: 4003}), kept(4), head=2)
    here = await opened(log)
    page = Page(here, live=False)
    assert await here.catch_up(page.subscriber, 0)
    assert await page.numbers() == [1, 2]
    here.offer(kept(3, revokes={BEN: 4003}))
    here.offer(kept(4))
    assert (page.code, await page.numbers()) == (4003, [1, 2])


async def test_a_hub_forgotten_while_somebody_opens_it(monkeypatch):
    """SPEC S3: the last page leaves while another waits for the channel layer: the newcomer gets a hub that hears."""
    here, log = hubs.Hubs.here(), Log()
    first = await here.open("table", log)
    page = Page(first)

    async def slowly(topic: str) -> None:
        await asyncio.sleep(0.05)

    monkeypatch.setattr(here.bell, "listen", slowly)
    opening = asyncio.create_task(here.open("table", log))
    await asyncio.sleep(0.01)
    first.remove(page.subscriber)
    here.leave(first)
    second = await opening
    assert second is not first
    assert here.hubs["table"] is second


async def test_the_heads_are_looked_at_in_one_query(monkeypatch):
    """SPEC S3: what no bell told is found, for all rooms at once; who is level reads nothing."""
    monkeypatch.setattr(hubs, "LOOK", 0.05)
    here, log = hubs.Hubs.here(), Log()
    behind, level = await here.open("behind", log), await here.open("level", Log())
    page, other = Page(behind), Page(level)
    log.kept = [kept(1), kept(2)]
    await asyncio.sleep(0.3)
    assert await page.numbers() == [1, 2]
    assert await other.numbers() == []
    assert (log.reads, level.source.reads) == (1, 0)


@pytest.mark.parametrize("failure", [OSError("Redis is away"), TimeoutError()])
async def test_a_bell_that_cannot_be_rung_costs_nothing(monkeypatch, failure):
    """SPEC S2: local sockets hear it first, and the failure stays where it is."""
    here = await hubs.Hubs.here().open("table", Log())
    page = Page(here)

    class Broken:
        async def group_send(self, group: str, message: dict[str, Any]) -> None:
            raise failure

    monkeypatch.setattr(doorbell, "crosses_processes", lambda: True)
    monkeypatch.setattr(doorbell, "get_channel_layer", Broken)
    hubs.announce("table", kept(1))
    assert await page.numbers() == [1]


async def test_a_lost_database_is_tried_again(monkeypatch):
    """SPEC S3: what came early waits until the missing one can be read."""
    monkeypatch.setattr(hub, "LOOK", 0.05)
    log = Log(kept(1), kept(2))
    here = await opened(log)
    page = Page(here)

    def away() -> None:
        if log.reads < 3:
            raise OSError("the database is away")

    log.meanwhile = away
    here.offer(kept(2))
    await asyncio.sleep(0.4)
    assert await page.numbers() == [1, 2]
