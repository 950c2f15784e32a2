"""Who a request's session belongs to, also after the server's key was replaced."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.live.sessions import sign_anew


class Authentication(AuthenticationMiddleware):
    """Django's, with the difference that a session that an earlier SECRET_KEY signed stays what it is."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if settings.SECRET_KEY_FALLBACKS:
            request.user = SimpleLazyObject(lambda: _user(request))  # type: ignore[assignment]


def _user(request: Any) -> Any:
    if not hasattr(request, "_cached_user"):
        sign_anew(request.session)
        request._cached_user = get_user(request)
    return request._cached_user
