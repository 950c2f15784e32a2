"""What is done regularly."""

from __future__ import annotations

from config.jobs import Progress, periodic
from universes import depicting


@periodic(minutes=60)
def forget_visuals(progress: Progress) -> int:
    """Removes pictures that were drawn for somebody a day ago."""
    return depicting.forget_old()
