"""The index on PostgreSQL: `rooms_message.search`, a generated column that migration 0008 makes and the model does not name.

The database's own parser would take `3.5`, `well-known` and `example.com` for words; so the column is made of what
`rooms_search_words` has cut before, as `rooms.search.words` cuts. While the column is there, `text` keeps its type: a
migration that changes it drops the column first and makes it again.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from rooms.search.words import Phrase


def matching(messages: Any, phrases: list[Phrase]) -> Any:
    """Of the queryset `messages` those with all `phrases`."""
    condition = "rooms_message.search @@ to_tsquery('simple', %s)"
    return messages.filter(RawSQL(condition, [asked(phrases)], output_field=BooleanField()))  # noqa: S611


def asked(phrases: list[Phrase]) -> str:
    """A tsquery: words are letters and digits, so that quotes suffice."""
    return " & ".join(
        "(" + " <-> ".join(f"'{word}'" for word in phrase.words) + (":*)" if phrase.begins else ")")
        for phrase in phrases
    )
