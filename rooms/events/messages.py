"""What happens to something that was said: edited, deleted, marked with a sign, pinned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import Meta

from accounts.models import Model
from config.api.errors import Conflict, Invalid
from rooms.events.chat import Text, read
from rooms.files import drop
from rooms.live.event import Event, Input
from rooms.live.history import scrub
from rooms.models import Message
from rooms.projections.messages import complete
from rooms.speech import notices
from rooms.speech.emoji import is_emoji
from rooms.speech.listeners import Company, Listeners
from rooms.viewer import Viewer

MOST_SIGNS = 20
WORDS_OF_NOBODY: dict[str, Any] = {
    "text": "", "speaker": "", "body": None, "roll": None, "mentions": [], "reactions": {}, "files": [], "pinned": False,
}  # fmt: skip
"""What the log keeps of a message that was deleted."""


class MessageEvent(Event):
    """Base of what happens to something that was said. A trace of deleted words stays as it is."""

    streams = frozenset({"chat"})
    example: ClassVar[dict[str, Any]] = {"message": "$message"}

    class Input(Input):
        message: UUID

    def target(self, who: Viewer) -> Message:
        message: Message = complete(Message.objects.all()).seen(who, pk=self.data.message)
        if message.deleted_by:
            raise Conflict(_("This message was deleted."), code="deleted")
        return message

    def touched(self, message: Message) -> Iterable[Model]:
        return [message]


class ChatEdit(MessageEvent):
    """Change the words of what one said, or of anything one may read for those who lead. That it was edited stays to be
    seen. Where dice were thrown it stands as it fell, and an edit throws none.
    """

    type = "chat.edit"
    permission = "rooms.edit_message"
    budget = "chat"
    example: ClassVar[dict[str, Any]] = {"message": "$message", "text": "You hear *water*."}

    class Input(Input):
        message: UUID
        text: Text

    def apply(self, message: Message) -> None:
        text = self.data.text.strip()
        if message.holds_dice:
            raise Invalid(_("Dice were thrown here: it stays as it is."), code="dice")
        if not text and not message.sent:
            raise Invalid(_("Say something."), fields={"text": [_("This is empty.")]})
        known = set(message.mentions)
        company = Company(self.who.room)
        readers = Listeners(message.audience, frozenset(message.reader_ids))
        body, mentions = read(text, company, readers, no_dice)
        message.edit(text, body, mentions)
        notices.mentioned(message, [UUID(user) for user in mentions if user not in known])


def no_dice(formula: str) -> dict[str, Any]:
    words = _("Dice are thrown when something is said, not when it is edited.")
    raise Invalid(words, code="dice", fields={"text": [words]})


class ChatDelete(MessageEvent):
    """Delete what one said; rolls, and anything one may read, only those who lead. A trace stays; the words, the files
    and the signs are gone, from the log too.
    """

    type = "chat.delete"
    permission = "rooms.delete_message"

    def apply(self, message: Message) -> None:
        drop(message)
        message.erase(by="author" if message.user_id == self.who.user.pk else "lead")
        gone = {**WORDS_OF_NOBODY, "deleted": message.deleted_by}
        scrub(message.room, "message", message.pk, gone, since=message.seq)


class ChatReact(MessageEvent):
    """Put a sign under a message, or take one's own back."""

    type = "chat.react"
    permission = "rooms.react"
    example: ClassVar[dict[str, Any]] = {"message": "$message", "emoji": "🔥"}

    class Input(Input):
        message: UUID
        emoji: Annotated[str, Meta(min_length=1, max_length=32)]

    def apply(self, message: Message) -> None:
        emoji = self.data.emoji
        if not is_emoji(emoji):
            raise Invalid(fields={"emoji": [_("Choose an emoji.")]})
        if emoji not in message.reacted and len(message.reacted) >= MOST_SIGNS:
            raise Invalid(fields={"emoji": [_("There are twenty different ones already.")]})
        message.react(self.who.user, emoji)


class ChatPin(MessageEvent):
    """Pin a message for all who may read it, or unpin it."""

    type = "chat.pin"
    permission = "rooms.pin"
    example: ClassVar[dict[str, Any]] = {"message": "$message", "pinned": True}

    class Input(Input):
        message: UUID
        pinned: bool

    def apply(self, message: Message) -> None:
        message.pin(self.data.pinned)
