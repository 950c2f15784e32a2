"""A server that is killed in the middle of a write loses nothing that it acknowledged (SPEC S1, C8, U5)."""

from __future__ import annotations

import asyncio
import random

import pytest

from config.tests.faults.ledger import check
from config.tests.faults.stack import Stack, describe

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_kills_cost_nothing(databases, sized, kind):
    """SPEC S1: a number and its entry are one transaction, so a kill leaves neither gap nor half a change; C8 and U5:
    what was not answered is sent again and done once."""
    stack = Stack(getattr(databases, kind)(), players=4)
    kills, slowest = sized(3, 20), 0.0
    async with stack.running(), asyncio.timeout(280):
        async with stack.traffic(pace=0.08):
            for _kill in range(kills):
                await asyncio.sleep(random.uniform(0.3, 1.2))
                await stack.kill()
                assert stack.log.is_sound()
                await stack.start()
                head = await asyncio.to_thread(stack.log.head)
                async with asyncio.timeout(5):
                    while not all(bot.state and bot.state["seq"] >= head for bot in stack.bots if bot.person["leads"]):
                        await asyncio.sleep(0.02)
        slowest = await stack.level()
        await check(stack.log, stack.bots)
        assert stack.log.is_sound()
        assert not stack.trouble()
    print(describe(kills=kills, answered=stack.answered(), level_after=f"{slowest:.1f} s"))


async def test_a_server_told_to_stop_says_so(databases):
    """SPEC C7: a restart is 1012; C8: after it everybody comes again by themselves. The process ends with status 0."""
    stack = Stack(databases.sqlite(), players=2)
    async with stack.running():
        async with stack.traffic():
            await asyncio.sleep(0.5)
            status, seconds = await stack.terminate()
            assert (status, seconds < 5) == (0, True)
            assert [bot.codes[-1] for bot in stack.bots] == [1012] * 3
            await stack.start()
        await stack.level()
        await check(stack.log, stack.bots)
        assert not stack.trouble()
