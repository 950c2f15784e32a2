"""Periodic work of rooms."""

from __future__ import annotations

from accounts.library import keepsakes
from config.jobs import Progress, periodic
from rooms import files
from rooms.archive import jobs
from rooms.live import replay


@periodic(minutes=60)
def forget_unsent_files(progress: Progress) -> int:
    """Removes files that waited a day for a message that never came."""
    return files.sweep()


@periodic(minutes=24 * 60)
def forget_kept_replays(progress: Progress) -> int:
    """Removes the states that replays were folded from: they are made again when somebody looks."""
    return replay.forget_kept()


@periodic(minutes=60)
def forget_archives(progress: Progress) -> int:
    """Removes rooms that were packed a day ago, and what is left of those that could not be built."""
    return keepsakes.forget_old([jobs.KIND]) + jobs.forget_unfinished()
