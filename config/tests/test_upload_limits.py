"""What takes files is sent more than an ordinary body may have: the server refuses longer ones before the view is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, get_resolver
from rest_framework.parsers import MultiPartParser

from config.live.bodies import limit_for

ID = "0b6f7f0e-7a8e-4a63-9d0c-3a5a2b1f6e11"


def routes(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield "/" + re.sub(r"<[^>]+>", ID, route), pattern.callback
        else:
            yield from routes(pattern.url_patterns, route)


def limit(path: str, *, signed: bool = True) -> int:
    return limit_for(path, signed=signed, uploads=settings.UPLOAD_LIMITS, ordinary=settings.BODY_LIMIT)


def test_what_takes_files_may_be_sent_them() -> None:
    taking = [
        path
        for path, view in routes(get_resolver().url_patterns)
        if path.startswith("/api/v1/") and MultiPartParser in getattr(getattr(view, "cls", None), "parser_classes", ())
    ]
    assert len(taking) >= 10
    for path in taking:
        assert limit(path) > 2 * settings.BODY_LIMIT, path
        assert limit(path, signed=False) == settings.BODY_LIMIT, "a stranger cannot fill the disk"
    for path in (f"/api/v1/rooms/{ID}/imports/{ID}", f"/api/v1/rooms/{ID}/handouts/{ID}", f"/api/v1/rooms/{ID}"):
        assert limit(path) <= settings.BODY_LIMIT + 1_000_000, path
