"""Who opens a socket: the browser's session cookie, read on a database thread. Asked again by `still_signed_in`."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from config.live.pool import in_thread


def with_session(application: Any) -> Any:
    """Puts `user` (or None) and `session_key` into the scope."""

    async def identify(scope: dict[str, Any], receive: Any, send: Any) -> Any:
        key = session_key(dict(scope["headers"]).get(b"cookie", b""))
        user = await in_thread(signed_in_user, key) if key else None
        return await application({**scope, "user": user, "session_key": key if user else None}, receive, send)

    return identify


def session_key(cookies: bytes) -> str | None:
    try:
        morsel = SimpleCookie(cookies.decode("latin1")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return morsel.value if morsel else None


def signed_in_user(key: str) -> Any:
    """The active user of session `key`, or None. A changed password invalidates the session (Django's session hash)."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    return user if user.is_authenticated else None


def still_signed_in(key: str) -> bool:
    """Whether the session exists still: one indexed query, cheap enough for every command."""
    return Session.objects.filter(session_key=key).exists()
