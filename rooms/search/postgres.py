"""The index on PostgreSQL: `rooms_message.search`, a generated column that migration 0008 makes and the model does not name.

The database's own parser would take `3.5`, `well-known` and `example.com` for words; so the column is made of what
`rooms_search_words` has cut before, as `rooms.search.words` cuts. While the column is there, `text` keeps its type: a
migration that changes it drops the column first and makes it again.

The planner must not choose. It knows how often a word is said, not that "Acererak" is said in one campaign only, and
reads 100,000 messages from the newest down, hoping for thirty that are not there (240 ms). So the index of words answers
first, without an order (BitmapAnd of word, room and audience, 1 to 10 ms). Only when it has a thousand, the newest are
taken in the order of the numbers: then they are soon together.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from rooms.search.words import Phrase

PUBLIC = "m.search @@ (to_tsquery('simple', %(words)s) && %(public)s::tsquery)"
PRIVATE = "m.search @@ (to_tsquery('simple', %(words)s) && %(private)s::tsquery)"
PLACE = "m.seq >= %(since)s AND m.seq < %(before)s"
ALL = f"""(SELECT m.id, m.seq FROM rooms_message m WHERE {PUBLIC} AND {PLACE} LIMIT %(enough)s)
    UNION ALL
    (SELECT m.id, m.seq FROM rooms_reader r JOIN rooms_message m ON m.id = r.message_id
    WHERE r.user_id = %(user)s AND {PRIVATE} AND {PLACE} LIMIT %(enough)s)"""  # noqa: S608
NEWEST = f"""SELECT m.id, m.seq FROM rooms_message m WHERE m.room_id = %(room)s AND {PLACE} AND ({PUBLIC} OR ({PRIVATE}
    AND EXISTS (SELECT 1 FROM rooms_reader r WHERE r.message_id = m.id AND r.user_id = %(user)s)))
    ORDER BY m.seq DESC LIMIT %(newest)s"""  # noqa: S608


def matching(
    cursor: Any, room: UUID, user: UUID, audiences: list[str], facets: list[str], phrases: list[Phrase],
    *, since: int, before: int, newest: int, enough: int,
) -> tuple[list[UUID], int]:  # fmt: skip
    """As `rooms.search.sqlite.matching`."""
    others = [one for one in ("all", "gm", "named") if one not in audiences]
    given = {
        "words": " & ".join(_asked(phrase) for phrase in phrases),
        "public": _about(room, audiences, facets), "private": _about(room, others, facets),
        "room": room, "user": user, "since": since, "before": before, "newest": newest, "enough": enough,
    }  # fmt: skip
    with transaction.atomic():
        found = _rows(cursor, ALL, given, without=("seqscan", "indexscan"))
        page = found if len(found) < enough else _rows(cursor, NEWEST, given, without=("seqscan", "bitmapscan"))
    page.sort(key=lambda row: -row[1])
    return [id for id, _seq in page[:newest]], min(len(found), enough)


def _rows(cursor: Any, sql: str, given: dict[str, Any], *, without: tuple[str, str]) -> list[tuple[UUID, int]]:
    """The rows of a query for which the planner may not take two of its ways."""
    allow = "SELECT set_config('enable_' || %s, %s, true), set_config('enable_' || %s, %s, true)"
    cursor.execute(allow, [without[0], "off", without[1], "off"])
    cursor.execute(sql, given)
    rows = cursor.fetchall()
    cursor.execute(allow, [without[0], "on", without[1], "on"])
    return rows


def _asked(phrase: Phrase) -> str:
    """As a tsquery: words are letters and digits, so that quotes suffice."""
    return "(" + " <-> ".join(f"'{word}'" for word in phrase.words) + (":*)" if phrase.begins else ")")


def _about(room: UUID, audiences: list[str], facets: list[str]) -> str:
    return " & ".join(
        ["(" + " | ".join(f"':{room}{one}'" for one in audiences) + ")", *(f"':{room}{one}'" for one in facets)]
    )


def key(id: UUID) -> str:
    """An id as the index writes it."""
    return str(id)
