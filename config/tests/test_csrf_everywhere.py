"""A page of another origin can do nothing with a visitor's cookie: every unsafe route of the API asks for the token."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

UNSAFE = ("post", "put", "patch", "delete")
# They read no cookie: whoever calls them brings a password, a token or nothing.
WITHOUT_COOKIE = {"auth/register", "auth/login", "auth/demo", "auth/refresh"}
WITHOUT_COOKIE |= {"auth/password/reset", "auth/password/reset/confirm"}
# A remote control is known by the code in the address alone.
WITHOUT_COOKIE |= {f"remotes/<str:code>/{key}" for key in ("play", "pause", "next", "previous", "stop")}
WITHOUT_COOKIE |= {f"remotes/<str:code>/{keys}/<int:number>" for keys in ("pads", "playlists")}


def routes(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback


def unsafe_routes() -> list[tuple[str, str]]:
    found = []
    for address, view in routes(get_resolver().url_patterns):
        handlers = getattr(view, "cls", None) or getattr(view, "view_class", None)
        if address.startswith("api/v1/") and handlers is not None:
            verbs = getattr(view, "actions", None) or {verb: verb for verb in UNSAFE if hasattr(handlers, verb)}
            found += [(verb, address.removeprefix("api/v1/")) for verb in verbs if verb in UNSAFE]
    return sorted(found)


ROUTES = unsafe_routes()


def test_there_are_routes_to_walk_over() -> None:
    assert len(ROUTES) > 30


@pytest.mark.parametrize(("verb", "route"), [route for route in ROUTES if route[1] not in WITHOUT_COOKIE])
def test_without_the_token_it_is_refused(as_: Any, ada: Any, verb: str, route: str) -> None:
    address = re.sub(r"<(?:\w+:)?\w+>", str(uuid.UUID(int=1)), route)
    answer = getattr(as_(ada, csrf=True), verb)(f"/api/v1/{address}", {})
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["error"]


@pytest.mark.parametrize("route", sorted(WITHOUT_COOKIE))
def test_what_reads_no_cookie_says_so(route: str) -> None:
    views = dict(routes(get_resolver().url_patterns))
    assert views[f"api/v1/{route}"].cls.authentication_classes == []
