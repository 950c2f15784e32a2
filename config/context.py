"""What every page's template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "version": settings.VERSION,
        "registration": settings.REGISTRATION,
        "secure_page": request.is_secure() or request.get_host().split(":")[0] in ("localhost", "127.0.0.1"),
    }
