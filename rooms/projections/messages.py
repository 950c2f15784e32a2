"""What each viewer sees of what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rooms.files import file_row, files_of_messages
from rooms.live.projecting import projects
from rooms.live.reducer import WINDOWS
from rooms.models import Audience, Message
from rooms.viewer import Viewer


def complete(messages: Any) -> Any:
    """The queryset with all that the projection asks of each row: a fixed number of questions, however many rows."""
    return messages.prefetch_related("readers", "reactions", files_of_messages, "room__members")


def newest_messages(viewer: Viewer) -> Iterable[Message]:
    newest = Message.objects.visible_to(viewer).order_by("-seq")[: WINDOWS["message"]]
    return list(complete(newest))[::-1]


def hearers(message: Message) -> list[str]:
    """The audience keys that hear of a message now.

    A public one is everybody's, until somebody comes who may not read what was said before them: from then on an edit
    or a reaction goes by name to those who had been here. Who was named in a private one and has left hears no more.
    """
    public = message.audience == Audience.ALL
    if public and not message.has_newcomers:
        return ["all"]
    named = set(message.reader_ids)
    open_history = message.room.open_history
    keys = [
        f"user:{member.user_id}"
        for member in message.company
        if (not member.leads if public else member.user_id in named) and (open_history or message.since(member))
    ]
    return keys if message.audience == Audience.NAMED else ["gm", *keys]


@projects("message", Message, within=newest_messages, keys=hearers)
def message(viewer: Viewer, message: Message) -> dict[str, Any] | None:
    """For members, from when they came; all of it for those who lead and where the history is open. What was said to
    some is for them alone: who leads reads it only when it was said to those who lead.
    """
    if not may_read(viewer, message):
        return None
    return {
        "id": message.pk,
        "seq": message.seq,
        "kind": message.kind,
        "text": message.text,
        "body": message.body,
        "by": {"user": message.user_id, "name": message.name, "colour": message.colour},
        "speaker": message.speaker,
        "to": addressed(message),
        "roll": message.roll,
        "mentions": message.mentions,
        "reply_to": message.reply_to_id,
        "reactions": message.reacted,
        "files": [file_row(file) for file in message.sent],
        "pinned": message.pinned,
        "edited_at": message.edited_at,
        "deleted": message.deleted_by,
        "at": message.created_at,
    }


def addressed(message: Message) -> dict[str, Any] | None:
    """Whom a private message is for; None for a public one."""
    if message.audience == Audience.ALL:
        return None
    return {"gm": message.audience == Audience.GM, "users": sorted(message.reader_ids, key=str)}


def may_read(viewer: Viewer, message: Message) -> bool:
    """The twin of `Message.objects.visible_to`, for a row at hand."""
    member = viewer.member
    if member is None:
        # The nameless viewer of an audience, for whom `hearers` says who hears it; a display hears no talk.
        return viewer.leads
    if not (viewer.room.open_history or message.since(member)):
        return False
    if message.audience == Audience.ALL or (message.audience == Audience.GM and viewer.leads):
        return True
    return member.user_id in message.reader_ids
