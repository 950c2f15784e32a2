"""Where the front-end files from npm lie once `manage.py frontend` has published them."""

from __future__ import annotations

from functools import cache

from django.conf import settings

VENDOR = settings.BASE_DIR / "static" / "vendor"


@cache
def _published() -> bool:
    return (VENDOR / "icons.svg").exists()


def missing() -> bool:
    """Whether the published files are missing (asked again at each page until they are there)."""
    if not _published():
        _published.cache_clear()
        return not (VENDOR / "icons.svg").exists()
    return False
