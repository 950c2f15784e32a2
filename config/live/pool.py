"""Database work of sockets: a bounded pool of threads of its own, never asgiref's one shared thread.

A two-second query of one room then costs one thread, not everybody's turn (LIVE.md section 1).
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")

threads = ThreadPoolExecutor(max_workers=settings.LIVE_DATABASE_THREADS, thread_name_prefix="live-db")


def _with_connections(work: Callable[[], T]) -> T:
    try:
        return work()
    finally:
        for connection in connections.all(initialized_only=True):
            if not connection.in_atomic_block:
                # PostgreSQL connections go back to the pool. SQLite's stay open unless broken: these threads are few
                # and live as long as the process, and opening one costs as much as a query.
                if connection.vendor == "sqlite":
                    connection.close_at = None
                connection.close_if_unusable_or_obsolete()


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs `function` on a database thread and returns what it returns."""
    loop = asyncio.get_running_loop()
    # In the context of who asks: the language that refusals are worded in is kept there.
    work: Callable[[], Any] = partial(contextvars.copy_context().run, function, *args, **kwargs)
    return await loop.run_in_executor(threads, _with_connections, work)


def on_a_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> None:
    """The same for whom nobody waits: `function` says itself what went wrong."""
    threads.submit(_with_connections, partial(function, *args, **kwargs))
