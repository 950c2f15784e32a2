"""Refuses sockets that a page of another origin opens with a visitor's cookies.

The whole origin counts: scheme, host and port must be those the page was served from (Origin equals Host), or be
named in CSRF_TRUSTED_ORIGINS. A client that sends no Origin is no browser: it must bring a ticket or a code, so its
cookies are taken away.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings

DEFAULT_PORTS = {"http": "80", "https": "443"}


def same_origin(application: Any) -> Any:
    async def check(scope: dict[str, Any], receive: Any, send: Any) -> Any:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        if origin is None:
            kept = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
            return await application({**scope, "headers": kept}, receive, send)
        if not is_allowed(origin.decode("latin1"), headers, scope):
            return await WebsocketDenier()(scope, receive, send)
        return await application(scope, receive, send)

    return check


def is_allowed(origin: str, headers: dict[bytes, bytes], scope: dict[str, Any]) -> bool:
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        parts = urlsplit(origin)
        port = str(parts.port or DEFAULT_PORTS[parts.scheme])
    except (ValueError, KeyError):
        return False
    scheme = "https" if scope.get("scheme") == "wss" or _forwarded_https(headers) else "http"
    host = headers.get(b"host", b"").decode("latin1").lower()
    name, separator, number = host.rpartition(":")
    if not separator or not number.isdigit():
        name, number = host, DEFAULT_PORTS[scheme]
    return (parts.scheme, (parts.hostname or ""), port) == (scheme, name.strip("[]"), number)


def _forwarded_https(headers: dict[bytes, bytes]) -> bool:
    return bool(settings.TRUSTED_PROXIES) and headers.get(b"x-forwarded-proto") == b"https"
