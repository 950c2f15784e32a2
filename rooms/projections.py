"""What each viewer sees of a room, its members and what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts.projections import public_user
from rooms.live.projecting import projects
from rooms.live.reducer import WINDOWS
from rooms.models import Member, Message, Room
from rooms.viewer import Viewer


@projects("room", Room, within=lambda viewer: Room.objects.filter(pk=viewer.room.pk))
def room(viewer: Viewer, room: Room) -> dict[str, Any]:
    return {
        "id": room.pk,
        "name": room.name,
        "description": room.description,
        "kind": room.kind,
        "is_public": room.is_public,
    }


@projects("member", Member, within=lambda viewer: Member.objects.filter(room=viewer.room).select_related("user"))
def member(viewer: Viewer, member: Member) -> dict[str, Any]:
    """Name, colour and role are for all; e-mail and times of visit are for nobody at the table."""
    person = public_user(member.user)
    return {
        "id": member.pk,
        "user": member.user_id,
        "name": person["name"],
        "colour": person["colour"],
        "avatar": person["avatar"],
        "role": member.role,
        "guest": member.user.is_guest,
    }


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
