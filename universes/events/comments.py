"""What people say about a universe. What was said is not undone but deleted, and is then nowhere in the log."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import Meta

from config.api.errors import Invalid
from rooms.live import Event, Input
from rooms.live.history import scrub
from rooms.viewer import Viewer
from universes.events.changing import universe_of
from universes.models import Comment, Universe

Words = Annotated[str, Meta(min_length=1, max_length=2000)]


def said(text: str) -> str:
    """Raises Invalid for nothing but blanks."""
    words = text.strip()
    if not words:
        raise Invalid(fields={"text": [_("Say something.")]})
    return words


class CommentCreate(Event):
    """Say something about the universe, or answer a comment."""

    type = "comment.create"
    permission = "universes.comment"
    streams = frozenset({"universe"})
    budget = "chat"
    example = {"text": "The third bar breathes."}

    class Input(Input):
        text: Words
        reply_to: UUID | None = None

    def target(self, who: Viewer) -> Universe:
        return universe_of(who)

    def touched(self, universe: Universe) -> list[Any]:
        return []

    def apply(self, universe: Universe) -> Comment:
        Comment.require_place(universe.pk)
        answered = self.data.reply_to and Comment.objects.seen(self.who, pk=self.data.reply_to)
        user = self.who.user
        return Comment.objects.create(
            universe=universe, user=user, name=user.display_name, text=said(self.data.text), reply_to=answered
        )


class OfComment(Event):
    """Base of what happens to one comment."""

    streams = frozenset({"universe"})
    example: ClassVar[dict[str, Any]] = {"comment": "$comment"}

    def target(self, who: Viewer) -> Comment:
        comment: Comment = Comment.objects.seen(who, pk=self.data.comment)
        return comment

    def touched(self, comment: Comment) -> list[Any]:
        return [comment]


class CommentEdit(OfComment):
    """Say it in other words."""

    type = "comment.edit"
    permission = "universes.edit_comment"
    example = {"comment": "$comment", "text": "The fourth bar breathes."}

    class Input(Input):
        comment: UUID
        text: Words

    def apply(self, comment: Comment) -> None:
        comment.change(text=said(self.data.text), edited_at=self.at)


class CommentResolve(OfComment):
    """Say that a comment is settled, or open again."""

    type = "comment.resolve"
    permission = "universes.settle_comment"
    example = {"comment": "$comment", "resolved": True}

    class Input(Input):
        comment: UUID
        resolved: bool

    def apply(self, comment: Comment) -> None:
        comment.change(resolved=self.data.resolved)


class CommentDelete(OfComment):
    """Delete a comment with the answers to it. Nobody finds the words again, nor in the past."""

    type = "comment.delete"
    permission = "universes.delete_comment"
    going: list[Comment] | None = None

    class Input(Input):
        comment: UUID

    def touched(self, comment: Comment) -> list[Any]:
        if self.going is None:
            all = list(Comment.objects.filter(universe=comment.universe_id))
            self.going = _with_answers(comment, all)
        return self.going

    def apply(self, comment: Comment) -> None:
        for one in reversed(self.going or []):
            scrub(self.who.room, "comment", one.pk, {"text": "", "by": {"user": None, "name": ""}}, 0)
            one.delete()


def _with_answers(comment: Comment, all: list[Comment]) -> list[Comment]:
    """It and the answers to it, and to these, each before what answers it. An answer is never older than what it answers."""
    found, known = [comment], {comment.pk}
    for one in sorted(all, key=lambda one: (one.created_at, one.pk)):
        if one.reply_to_id in known and one.pk not in known:
            found.append(one)
            known.add(one.pk)
    return found
