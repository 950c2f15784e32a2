"""What each viewer sees of a room and its members."""

from __future__ import annotations

from typing import Any

from accounts.projections import public_user
from rooms.live.projecting import projects
from rooms.models import Knock, Member, Room
from rooms.models.room import commitment
from rooms.viewer import Viewer


def about(room: Room) -> dict[str, Any]:
    """What a room is called and of which kind it is, at the table and in lists of rooms."""
    return {
        "id": room.pk,
        "name": room.name,
        "description": room.description,
        "kind": room.kind,
        "is_public": room.is_public,
        "archived": room.archived_at is not None,
    }


def somebody(row: Member | Knock) -> dict[str, Any]:
    """Who belongs to a room, or would like to: never an e-mail or a time of visit."""
    person = public_user(row.user)
    return {
        "id": row.pk,
        "user": row.user_id,
        "name": person["name"],
        "colour": person["colour"],
        "avatar": person["avatar"],
        "role": row.role,
        "guest": row.user.is_guest,
    }


@projects("room", Room, within=lambda viewer: Room.objects.filter(pk=viewer.room.pk))
def room(viewer: Viewer, room: Room) -> dict[str, Any]:
    return {
        **about(room),
        "waiting_room": room.waiting_room,
        "spectators_speak": room.spectators_speak,
        "open_history": room.open_history,
        "paused": room.paused,
        "commitment": commitment(room.dice_seed),
    }


@projects("member", Member, within=lambda viewer: Member.objects.filter(room=viewer.room).select_related("user"))
def member(viewer: Viewer, member: Member) -> dict[str, Any]:
    """Name, colour and role are for all; e-mail and times of visit are for nobody at the table."""
    return {**somebody(member), "muted": member.muted}


@projects("dice", Member, keys=lambda member: (f"user:{member.user_id}",))
def dice(viewer: Viewer, member: Member) -> dict[str, Any]:
    """To oneself: what is promised of the dice of one's next secret roll."""
    return {"id": member.pk, "commitment": commitment(member.dice_seed)}
