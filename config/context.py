"""What every page's template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.models import SiteSettings
from config.words import served


def page(request: HttpRequest) -> dict[str, Any]:
    site = SiteSettings.current()
    return {
        "version": settings.VERSION,
        "words_address": served.address(get_language()),
        "registration": site.registration_now,
        "announced": site.announced,
        "secure_page": request.is_secure() or request.get_host().split(":")[0] in ("localhost", "127.0.0.1"),
    }
