"""What the server tells the rest of the process: it listens, and it is about to stop.

A module of its own, so that registering here does not load Twisted in processes that never serve.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

Hook = Callable[[], Awaitable[None] | None]

on_start: list[Hook] = []
"""Called in the server's event loop once it listens. May return an awaitable."""

on_drain: list[Hook] = []
"""Called once when the server was told to stop and takes no new connections. May return an awaitable."""


async def call(hooks: list[Hook], *, seconds: float) -> None:
    """Calls every hook and waits for what they return, at most `seconds`. A failing hook is logged, never raised."""
    pending = []
    for hook in list(hooks):
        try:
            outcome = hook()
        except Exception:
            logger.exception("%r failed", hook)
            continue
        if outcome is not None:
            pending.append(asyncio.ensure_future(outcome))
    if not pending:
        return
    done, late = await asyncio.wait(pending, timeout=seconds)
    for task in done:
        if not task.cancelled() and task.exception():
            logger.error("a hook failed", exc_info=task.exception())
    for task in late:
        logger.warning("%r did not end within %s s", task, seconds)
        task.cancel()
