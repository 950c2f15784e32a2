"""Wakes the workers of this process when a run was queued in it; workers elsewhere look once a second."""

from __future__ import annotations

import threading

_queued = threading.Condition()
_count = 0


def up() -> None:
    global _count
    with _queued:
        _count += 1
        _queued.notify_all()


def seen() -> int:
    """The number to give to `wait`, read before looking into the queue, so that nothing queued since is missed."""
    return _count


def wait(since: int, seconds: float) -> None:
    with _queued:
        _queued.wait_for(lambda: _count != since, timeout=seconds)
