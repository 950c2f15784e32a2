"""Periodic work of rooms."""

from __future__ import annotations

from config.jobs import Progress, periodic
from rooms import files


@periodic(minutes=60)
def forget_unsent_files(progress: Progress) -> int:
    """Removes files that waited a day for a message that never came."""
    return files.sweep()
