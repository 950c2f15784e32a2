"""What each viewer sees of what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rooms.live.projecting import projects
from rooms.live.reducer import WINDOWS
from rooms.models import Message
from rooms.viewer import Viewer


def newest_messages(viewer: Viewer) -> Iterable[Message]:
    return reversed(Message.objects.visible_to(viewer).order_by("-seq")[: WINDOWS["message"]])


@projects("message", Message, within=newest_messages, keys=lambda message: ("all",))
def message(viewer: Viewer, message: Message) -> dict[str, Any] | None:
    """For members, from when they came; all of it for those who lead and where the history is open."""
    came = viewer.member
    if not (viewer.leads or (came and (viewer.room.open_history or message.seq > came.joined_seq))):
        return None
    return {
        "id": message.pk,
        "seq": message.seq,
        "kind": message.kind,
        "text": message.text,
        "by": {"user": message.user_id, "name": message.name, "colour": message.colour},
        "at": message.created_at,
    }
