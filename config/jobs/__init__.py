"""Slow work: `@job`, `@periodic`, progress, attempts, leases. See README.md."""

from __future__ import annotations

from config.jobs.define import Job, job, periodic
from config.jobs.hooks import progress_changed
from config.jobs.progress import OutOfTime, Progress

__all__ = ["Job", "OutOfTime", "Progress", "job", "periodic", "progress_changed"]
