"""Full-text search of what was said at a table, on SQLite (FTS5) and PostgreSQL with the same results.

Who may read a message is part of the query on both: `visible_to` decides, for the page and for the count. On SQLite the
index knows the audience besides, so that words said a thousand times in other people's whispers cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from rooms.models import Message
from rooms.projections.messages import complete
from rooms.search import postgres, sqlite
from rooms.search.words import Phrase, found_in, wanted
from rooms.viewer import Viewer

COUNTED = 1000
NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class Found:
    """A page of messages, the newest first; `count` of all there are ends at COUNTED, which then means "or more"."""

    messages: list[Message]
    phrases: list[Phrase]
    more: bool
    count: int


def search(
    viewer: Viewer, query: str, *, before: int = NEWEST, limit: int = 50, author: UUID | None = None, kind: str = ""
) -> Found:
    """The messages `viewer` may read with all words of `query`, of numbers below `before`. Raises Invalid (field "q")."""
    phrases = wanted(query)
    if not phrases or viewer.user is None:
        return Found([], phrases, False, 0)
    asked = Asked(viewer, phrases, author, kind)
    page = list(complete(asked.newest(limit + 1, before)))
    return Found(page[:limit], phrases, len(page) > limit, asked.newest(COUNTED).count())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search asks for, and who asks."""

    viewer: Viewer
    phrases: list[Phrase]
    author: UUID | None
    kind: str

    def newest(self, most: int, before: int = NEWEST) -> Any:
        """The newest `most` of what is asked for, as a queryset."""
        visible = Message.objects.visible_to(self.viewer)
        if connection.vendor == "sqlite":
            # Asked apart: in one WHERE, SQLite takes the index of the room's numbers and looks at 100,000 messages.
            may = Exists(visible.filter(pk=OuterRef("pk")))
            return Message.objects.filter(may, pk__in=self._in_sqlite(most, before)).order_by("-seq")
        if self.author:
            visible = visible.filter(user=self.author)
        if self.kind:
            visible = visible.filter(kind=self.kind)
        if before < NEWEST:
            visible = visible.filter(seq__lt=before)
        return postgres.matching(visible, self.phrases).order_by("-seq")[:most]

    def _in_sqlite(self, most: int, before: int) -> list[UUID]:
        viewer = self.viewer
        audiences = ["all", viewer.user.pk.hex, *(["gm"] if viewer.leads else [])]
        facets = [f"by{self.author.hex}"] if self.author else []
        facets += [f"kind{self.kind}"] if self.kind else []
        came_late = viewer.member and not viewer.leads and not viewer.room.open_history
        since = viewer.member.joined_seq + 1 if viewer.member and came_late else 0
        with connection.cursor() as cursor:
            return sqlite.matching(
                cursor, viewer.room.pk, audiences, facets, self.phrases, since=since, before=before, most=most
            )


def highlight(message: Message, phrases: list[Phrase]) -> list[list[int]]:
    """[start, end) of what was found in the text as it was typed, counted in characters (not in UTF-16 units)."""
    return [list(found) for found in found_in(message.text, phrases)]
