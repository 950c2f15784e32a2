"""Two servers, one Redis: what happens at one is seen at the other."""

from __future__ import annotations

import pytest

from config.benchmarks.stage import crew, furnish, table_server
from config.benchmarks.tables import drag, seats
from config.testing.servers import Redis

SECONDS, RATE = 2.0, 20.0
NEARLY = 0.9
"""Of a drag the newest word wins (SPEC D4): on a busy machine two that meet become one."""


@pytest.mark.redis
def test_a_drag_is_seen_by_readers_of_another_process() -> None:
    with Redis() as redis, crew() as workers:
        first = table_server(redis.url)
        second = table_server(redis.url, database_url=first.database_url)
        (table,) = furnish(first, rooms=1, seats=6)
        here, there = seats(first, table)[:3], seats(second, table)[3:]
        with first, second:
            workers.connect("here", here)
            alone = workers.run("here", seconds=1, speech=[(0, RATE, drag(table))], pid=first.process.pid)
            assert NEARLY * 3 * alone.sent <= alone.passing <= 3 * alone.sent
            workers.connect("here", there)
            both = workers.run("here", seconds=SECONDS, speech=[(0, RATE, drag(table))], pid=first.process.pid)
            # More than those of the first process can have heard. The other's first moments may be missed: a process
            # publishes what passes only once it has heard that another one listens.
            assert 4 * both.sent <= both.passing <= 6 * both.sent
