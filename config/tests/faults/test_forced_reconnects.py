"""Lines that are cut at random moments under traffic cost nobody anything (SPEC C5, C8, U5, S4)."""

from __future__ import annotations

import asyncio
import random

import pytest

from config.tests.faults.ledger import check
from config.tests.faults.stack import Stack, describe

pytestmark = pytest.mark.slow


async def test_nothing_is_lost_or_doubled_when_lines_are_cut(databases, sized):
    """SPEC C8: a page comes again by itself and sends what was not answered under the same id; U5: that does nothing
    twice; C5: `resume` brings what was missed; S4: what is folded equals a fresh snapshot."""
    stack = Stack(databases.sqlite(), players=5)
    async with stack.running(), asyncio.timeout(240):
        cuts = 0
        async with stack.traffic():
            while cuts < sized(40, 200):
                await asyncio.sleep(random.uniform(0.02, 0.25))
                cuts += random.choice(stack.bots).cut()
        seconds = await stack.level()
        await check(stack.log, stack.bots)
        came_again = sum(bot.connections for bot in stack.bots) - len(stack.bots)
        assert came_again >= cuts * 0.8  # two cuts may fall on one line
        assert stack.answered() > cuts
        assert not stack.trouble()
    print(describe(cuts=cuts, answered=stack.answered(), level_after=f"{seconds:.1f} s"))
