"""What a running job is given: it tells how far it is, and hears that its time is over."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from config.jobs.hooks import progress_changed

if TYPE_CHECKING:
    from config.jobs.models import JobRun

EVERY_SECONDS = 0.5


class OutOfTime(Exception):
    """The attempt has lasted longer than it may."""


class Superseded(Exception):
    """Another worker has this run now: what this attempt still does counts no more."""


class Progress:
    """Call it with 0.0 to 1.0 and words: `progress(0.3, "cutting tiles")`, outside transactions.

    Written twice a second at most. Raises OutOfTime or Superseded, which end the attempt.
    """

    def __init__(self, run: JobRun | None, *, seconds: float) -> None:
        self.run = run
        self.deadline = time.monotonic() + seconds
        self._next = 0.0

    @classmethod
    def unheard(cls) -> Progress:
        return cls(None, seconds=float("inf"))

    @property
    def run_id(self) -> UUID:
        """The same in each attempt: what a job makes is named by it, so that a second attempt makes nothing twice."""
        return self.run.pk if self.run else uuid4()

    @property
    def owner(self) -> UUID | None:
        return self.run.owner if self.run else None

    def __call__(self, fraction: float, note: str = "") -> None:
        now = time.monotonic()
        if now > self.deadline:
            raise OutOfTime
        if self.run is None or now < self._next:
            return
        self._next = now + EVERY_SECONDS
        if not self.run.still_mine(progress=min(max(fraction, 0.0), 1.0), note=str(note)[:200]):
            raise Superseded
        progress_changed.announce(self.run)
