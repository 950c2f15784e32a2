"""What may be said at a table."""

from __future__ import annotations

from typing import Annotated, Any

from django.utils.translation import gettext as _
from msgspec import Meta

from accounts.models import Model
from config.api.errors import Invalid
from rooms.live.event import Event, Input
from rooms.models import Message, Room

Text = Annotated[str, Meta(min_length=1, max_length=2000)]


class ChatSay(Event):
    """Say something to everybody at the table. The text is stored as typed and shown as text, never as HTML."""

    type = "chat.say"
    permission = "rooms.say"
    streams = frozenset({"chat"})
    budget = "chat"
    example = {"text": "You hear water, and under it something that counts."}

    class Input(Input):
        text: Text

    def touched(self, room: Room) -> list[Model]:
        return []

    def apply(self, room: Room) -> Message:
        text = self.data.text.strip()
        if not text:
            raise Invalid(_("Say something."), fields={"text": [_("This is empty.")]})
        user = self.who.user
        return Message.objects.create(
            room=room, seq=self.seq, user=user, name=user.display_name, colour=user.colour, text=text
        )


class ChatTyping(Event):
    """Says that somebody is typing, or stopped. Passes; a page forgets it after three seconds."""

    type = "chat.typing"
    permission = "rooms.say"
    streams = frozenset({"chat"})
    kept = False
    example = {"typing": True}

    class Input(Input):
        typing: bool

    def keys(self, room: Room) -> frozenset[str]:
        return frozenset({"all"})

    def passes(self, room: Room) -> dict[str, Any]:
        user = self.who.user
        return {"user": user.pk, "name": user.display_name, "typing": self.data.typing}

    def about(self) -> str:
        return f"typing:{self.who.user.pk}"
