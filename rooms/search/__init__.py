"""Full-text search of what was said at a table, on SQLite (FTS5) and PostgreSQL with the same results.

Who may read a message is part of the query on both, of the page as of the count: the audience is a word of the index like
any other, so that what was said a thousand times in other people's whispers costs nothing. What is then read of the page
goes through `visible_to` all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from rooms.models import Message
from rooms.models.log import NEWEST
from rooms.projections.messages import complete
from rooms.search import postgres, sqlite
from rooms.search.words import Phrase, found_in, wanted
from rooms.viewer import Viewer

COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """A page of messages, the newest first. `count` of all there are ends at COUNTED, which then means "or more"; it is
    None on later pages.
    """

    messages: list[Message]
    phrases: list[Phrase]
    more: bool
    count: int | None


def search(
    viewer: Viewer, query: str, *, before: int = NEWEST, limit: int = 50, author: UUID | None = None, kind: str = ""
) -> Found:
    """The messages `viewer` may read with all words of `query`, of numbers below `before`. Raises Invalid (field "q")."""
    phrases, first_page = wanted(query), before >= NEWEST
    if not phrases or viewer.user is None:
        return Found([], phrases, False, 0 if first_page else None)
    index = sqlite if connection.vendor == "sqlite" else postgres
    member = viewer.member
    came_late = member is not None and not viewer.leads and not viewer.room.open_history
    with connection.cursor() as cursor:
        newest, count = index.matching(
            cursor,
            viewer.room.pk,
            viewer.user.pk,
            ["all", "gm"] if viewer.leads else ["all"],
            [*([f"by{index.key(author)}"] if author else []), *([f"kind{kind}"] if kind else [])],
            phrases,
            since=member.joined_seq + 1 if member is not None and came_late else 0,
            before=before,
            newest=limit + 1,
            enough=COUNTED,
        )
    page = list(complete(readable(viewer, newest).order_by("-seq")))
    return Found(page[:limit], phrases, len(page) > limit, count if first_page else None)


def readable(viewer: Viewer, ids: list[UUID]) -> Any:
    """Of `ids` the messages that `viewer` may read, whatever the index thinks."""
    visible = Message.objects.visible_to(viewer)
    if connection.vendor == "sqlite":
        # Asked apart: in one WHERE, SQLite takes the index of the room's numbers and looks at 100,000 messages.
        return Message.objects.filter(Exists(visible.filter(pk=OuterRef("pk"))), pk__in=ids)
    return visible.filter(pk__in=ids)


def highlight(message: Message, phrases: list[Phrase]) -> list[list[int]]:
    """[start, end) of what was found in the text as it was typed, counted in characters (not in UTF-16 units)."""
    return [list(found) for found in found_in(message.text, phrases)]
