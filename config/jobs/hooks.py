"""Who hears that a job went on. `accounts` subscribes to tell the owner live; this package knows nobody."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.jobs.models import JobRun

log = logging.getLogger(__name__)


class ProgressChanged:
    """Calls each subscriber with the run, after commit. A subscriber's failure never fails the job."""

    def __init__(self) -> None:
        self.subscribers: list[Callable[[JobRun], None]] = []

    def subscribe(self, subscriber: Callable[[JobRun], None]) -> Callable[[JobRun], None]:
        if subscriber not in self.subscribers:
            self.subscribers.append(subscriber)
        return subscriber

    def unsubscribe(self, subscriber: Callable[[JobRun], None]) -> None:
        self.subscribers.remove(subscriber)

    def announce(self, run: JobRun) -> None:
        for subscriber in self.subscribers:
            try:
                subscriber(run)
            except Exception:
                log.exception("a subscriber to the progress of jobs failed")


progress_changed = ProgressChanged()
