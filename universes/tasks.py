"""What is done regularly."""

from __future__ import annotations

from config.jobs import periodic
from universes import exports as exports
from universes import importing as importing
from universes import keepsakes


@periodic(minutes=60)
def forget_files() -> int:
    """Removes what was made for somebody a day ago."""
    return keepsakes.forget_old()
