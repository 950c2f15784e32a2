"""Which sounds a list shows, and its pages: by number, or from where the last one ended."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.response import Response

from accounts.library import shelf
from audio.intake import MAX_NAME
from audio.models import Favourite, Track
from config.api.errors import Invalid

ORDERS = {
    "name": ("name", False),
    "-name": ("name", True),
    "new": ("created_at", True),
    "duration": ("duration", False),
}
VALUES: dict[str, Callable[[Any], Any]] = {"created_at": parse_datetime, "name": str, "duration": float}
WORDS = ("name", "title", "artist", "album", "genre")
MOST = 500


def wanted(user: Any, asked: Any) -> QuerySet[Track]:
    """The user's own sounds by `asked` (the query: q, tag, kind, favourite), each with `favourite`, True for theirs."""
    own = Track.objects.owned_by(user)
    found = own.with_files().annotate(favourite=Exists(Favourite.objects.filter(user=user, track=OuterRef("pk"))))
    if words := asked.get("q", "").replace("\x00", "").strip()[:MAX_NAME]:
        said = Q(pk__in=shelf.with_words_in_tags(own, words))
        for field in WORDS:
            said |= Q(**{f"{field}__icontains": words})
        found = found.filter(said)
    if tag := asked.get("tag", ""):
        found = found.filter(pk__in=shelf.with_tag(own, tag))
    if kind := asked.get("kind", ""):
        found = found.filter(kind=kind.replace("\x00", ""))
    if asked.get("favourite") == "1":
        found = found.filter(favourite=True)
    if asked.get("duplicates") == "1":
        found = shelf.duplicates(found, own)
    return found  # type: ignore[no-any-return]


def ordered(found: QuerySet[Track], asked: Any) -> tuple[QuerySet[Track], str, bool]:
    """By `order` (name, -name, new, duration) and id; with the field and whether it falls."""
    field, falls = ORDERS.get(asked.get("order", ""), ORDERS["name"])
    sign = "-" if falls else ""
    return found.order_by(f"{sign}{field}", f"{sign}id"), field, falls


def keyset(found: QuerySet[Track], asked: Any, project: Callable[[Any], Any]) -> Response:
    """At most `limit` of them from `after` on, which is the last answer's `meta.cursor.after`: what comes or goes
    meanwhile moves nothing. Raises Invalid for another `after`.
    """
    rows, field, falls = ordered(found, asked)
    if after := asked.get("after", ""):
        value, id = _read(after, field)
        beyond = "lt" if falls else "gt"
        try:
            rows = rows.filter(Q(**{f"{field}__{beyond}": value}) | Q(**{field: value, f"id__{beyond}": id}))
        except (ValidationError, ValueError, TypeError):
            raise _no_cursor() from None
    try:
        limit = min(max(int(asked.get("limit", "100")), 1), MOST)
    except ValueError:
        limit = 100
    page = list(rows[: limit + 1])
    more, page = len(page) > limit, page[:limit]
    response = Response([project(entry) for entry in page])
    cursor = _written(getattr(page[-1], field), page[-1].pk, field) if more else None
    response.meta = {"cursor": {"after": cursor}}  # type: ignore[attr-defined]
    return response


def _written(value: Any, id: Any, field: str) -> str:
    place = [value.isoformat() if field == "created_at" else value, str(id)]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode()


def _read(cursor: str, field: str) -> tuple[Any, str]:
    try:
        value, id = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        value = VALUES[field](value)
    except (ValueError, TypeError):
        raise _no_cursor() from None
    if value is None or "\x00" in str(value):
        raise _no_cursor()
    return value, str(id)


def _no_cursor() -> Invalid:
    return Invalid(fields={"after": [_("This is not where a list ended.")]})
