"""Two web processes, a worker, Redis and PostgreSQL: each of them goes away under traffic, and nothing is lost
(SPEC S1, S2, S3, C8, U5)."""

from __future__ import annotations

import asyncio
import os
import time

import pytest

from config.tests.faults.ledger import check
from config.tests.faults.outage import outage
from config.tests.faults.stack import Stack, describe

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.redis]


LETTER = "from accounts.tasks import mail_reset_link as job; print(job.enqueue(address='nobody@table.example').pk)"
"""Something to do for the worker: a letter to somebody who is not known, which is never written."""


def letters(stack: Stack) -> list[str]:
    """The states of the letters."""
    rows = stack.log.rows("SELECT state FROM jobs_jobrun WHERE name LIKE '%%mail_reset_link' AND ? IS NOT NULL")
    return [state for (state,) in rows]


async def again(stack: Stack, what: str) -> str:
    """How long after the return of `what` until everybody has said something and all have seen it. Raises TimeoutError."""
    began = time.monotonic()
    said = [(bot, bot.does("chat.say", text=f"{bot.person['name']} is here, and so is {what}")) for bot in stack.bots]
    async with asyncio.timeout(60):
        while not all(id in bot.answered for bot, id in said):
            await asyncio.sleep(0.02)
        last = max(bot.answered[id] for bot, id in said)
        while not all(bot.state and bot.state["seq"] >= last for bot in stack.bots):
            await asyncio.sleep(0.02)
    return f"{time.monotonic() - began:.1f} s"


async def test_each_goes_and_comes_again(databases, private_redis, tmp_path, sized):
    """SPEC S1, U5: what was acknowledged is there, once; S2, S3: who sits elsewhere sees it, whatever was away."""
    real = bool(os.environ.get("DREAMTABLE_FULL"))
    with outage(databases, tmp_path, real=real) as database:
        stack = Stack(database.url, servers=2, redis_url=private_redis.url, players=3, worker=True)
        worker, took = stack.worker, {}
        assert worker is not None
        async with stack.running(), asyncio.timeout(600):
            async with stack.traffic(hidden=False, pace=0.2):
                await asyncio.sleep(0.5)
                for number in range(2):
                    await stack.kill(number)
                    await asyncio.sleep(0.5)
                    await stack.start(number)
                    took[f"server_{number}"] = await again(stack, f"server {number}")
                await asyncio.to_thread(worker.kill)
                await asyncio.to_thread(stack.servers[0].manage, "shell", "-c", f"{LETTER}; {LETTER}")
                await asyncio.to_thread(worker.start)
                await asyncio.to_thread(private_redis.kill)
                await asyncio.sleep(1)
                await asyncio.to_thread(private_redis.start)
                took["redis"] = await again(stack, "Redis")
                await asyncio.to_thread(database.stop)
                # Whoever waits twice as long after each failure would still be away when it is back.
                await asyncio.sleep(sized(4, 12))
                await asyncio.to_thread(database.start)
                took["postgres"] = await again(stack, "PostgreSQL")
            await stack.level(ask=False, seconds=60)
            await check(stack.log, stack.bots)
            async with asyncio.timeout(120):
                while (states := await asyncio.to_thread(letters, stack)) != ["done"] * 2:
                    assert len(states) == 2, states
                    await asyncio.sleep(0.2)
        print(describe(answered=stack.answered(), **took))
