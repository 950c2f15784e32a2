"""While a backup is copied, objects of the storage stay: their rows may go, and the daily sweep takes them later.

A hold is a run of a job that is in nobody's queue, with the lease of all runs: it ends by itself when the process that
makes the backup dies.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

from django.utils import timezone

from config.jobs.models import LEASE, JobRun

NAME = "config.keeping.backup"


def held() -> bool:
    """Whether objects must stay for now. Asked within the lock that storing and removing wait for each other in."""
    return JobRun.objects.filter(name=NAME, state=JobRun.State.RUNNING, locked_until__gte=timezone.now()).exists()


class Lost(Exception):
    """The lease ended before it was extended: objects may have been removed meanwhile."""


class Hold:
    """`with Hold() as hold: ... hold.extend()`, often; what is written meanwhile is seen by everybody at once."""

    def __enter__(self) -> Self:
        self.run = JobRun.objects.create(
            name=NAME, state=JobRun.State.RUNNING, attempts=1, locked_until=timezone.now() + LEASE
        )
        self._next = self._lease()
        return self

    def extend(self, fraction: float = 0.0, note: str = "") -> None:
        """Extends the lease when a third of it has gone. Raises Lost."""
        if time.monotonic() < self._next:
            return
        if not self.run.still_mine(locked_until=timezone.now() + LEASE, progress=fraction, note=note[:200]):
            raise Lost
        self._next = self._lease()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        state = JobRun.State.DONE if error is None else JobRun.State.FAILED
        changes: dict[str, Any] = {"progress": 1.0} if error is None else {"error": str(error)[:500]}
        self.run.still_mine(state=state, locked_until=None, finished_at=timezone.now(), note="", **changes)

    @staticmethod
    def _lease() -> float:
        return time.monotonic() + LEASE.total_seconds() / 3
