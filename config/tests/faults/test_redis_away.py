"""Redis carries words between servers and never the only copy: without it everything is done, and seen a little later
(SPEC S2, S3)."""

from __future__ import annotations

import asyncio
import signal
import time

import pytest

from config.tests.faults.ledger import check
from config.tests.faults.stack import Stack, describe

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.redis]


async def test_killed_and_started_again(databases, private_redis, sized):
    """SPEC S2: a bell that cannot be rung fails no command; S3: within 5 s of Redis' return everybody is level."""
    stack = Stack(databases.postgres(), servers=2, redis_url=private_redis.url, players=5)
    slowest = 0.0
    async with stack.running(), asyncio.timeout(240):
        async with stack.traffic(hidden=False):
            for _kill in range(sized(2, 5)):
                await asyncio.sleep(1)
                await asyncio.to_thread(private_redis.kill)
                before = stack.answered()
                await asyncio.sleep(2)
                assert stack.answered() - before > 20
                await asyncio.to_thread(private_redis.start)
                slowest = max(slowest, await stack.seen_by_all(seconds=20))
        await asyncio.sleep(0.5)
        slowest = max(slowest, await stack.level(ask=False, seconds=20))
        await check(stack.log, stack.bots)
    print(describe(answered=stack.answered(), slowest_level=f"{slowest:.1f} s"))


async def test_away_too_shortly_to_be_noticed(databases, private_redis):
    """SPEC S3: the heads are looked at every two seconds, for a bell rung while Redis restarted leaves no trace."""
    stack = Stack(databases.postgres(), servers=2, redis_url=private_redis.url, players=3)
    async with stack.running():
        async with stack.traffic(hidden=False, pace=0.05):
            await asyncio.sleep(0.5)
            await asyncio.to_thread(private_redis.kill)
            await asyncio.to_thread(private_redis.start)
        await stack.level(ask=False, seconds=20)
        await check(stack.log, stack.bots)


async def test_frozen(databases, private_redis):
    """SPEC S2: nobody waits for a Redis that answers nothing; S3: everything is seen within a look at the heads."""
    stack = Stack(databases.postgres(), servers=2, redis_url=private_redis.url, players=3)
    async with stack.running():
        private_redis.process.send_signal(signal.SIGSTOP)
        try:
            for number in range(5):
                began = time.monotonic()
                ada = stack.bots[0]
                ada.does("chat.say", text=f"is anybody there? {number}")
                await ada.until(lambda bot=ada: not bot.outbox, seconds=20)
                assert time.monotonic() - began < 1
            await stack.level(ask=False, seconds=20)
        finally:
            private_redis.process.send_signal(signal.SIGCONT)
        await stack.level(ask=False, seconds=20)
        await check(stack.log, stack.bots)
