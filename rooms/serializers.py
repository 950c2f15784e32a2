"""What the rooms' REST reads (msgspec Structs) and answers. Things at the table are answered by their projections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from rooms.models import GameSession, Invite, Member, Room
from rooms.models.room import GrantedRole
from rooms.projections.room import about


class RoomIn(Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=50)]
    description: Annotated[str, Meta(max_length=200)] = ""
    is_public: bool = False
    kind: Literal["table", "chat"] = "table"


class InviteIn(Struct, forbid_unknown_fields=True):
    role: GrantedRole = "player"
    expires_in: Annotated[int, Meta(ge=60, le=365 * 86_400)] | None = 7 * 86_400
    max_uses: Annotated[int, Meta(ge=1, le=1000)] | None = None


class InvitationIn(Struct, forbid_unknown_fields=True):
    user: Annotated[str, Meta(min_length=1, max_length=254)]
    role: GrantedRole = "player"


class JoinIn(Struct, forbid_unknown_fields=True):
    display_name: Annotated[str, Meta(min_length=1, max_length=50)] | UnsetType = UNSET


class ReadIn(Struct, forbid_unknown_fields=True):
    seq: Annotated[int, Meta(ge=0, le=2**62)]
    unread: bool = False


class CommandIn(Struct, forbid_unknown_fields=True):
    type: Annotated[str, Meta(max_length=40)]
    data: dict[str, Any] = {}
    id: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


def room_row(room: Room) -> dict[str, Any]:
    """A room in a list (of `doorstep.with_news`). `role`, `unread` (0 to 100) and `next_session` are None in a public
    room one has not joined.
    """
    coming = getattr(room, "next_session", None)
    return {
        **about(room),
        "role": getattr(room, "my_role", None),
        "members": getattr(room, "member_count", None),
        "unread": getattr(room, "unread", None),
        "next_session": coming and session_row(coming),
        "created_at": room.created_at,
        "updated_at": room.updated_at,
    }


def session_row(session: GameSession) -> dict[str, Any]:
    """A session beside its room: what, when, and whether it is being played."""
    return {
        "id": session.pk,
        "title": session.title,
        "starts_at": session.starts_at,
        "minutes": session.minutes,
        "started_at": session.started_at,
    }


def invite_row(invite: Invite, came: Iterable[Member] = ()) -> dict[str, Any]:
    """A link for those who lead; `came` are the members who came by it."""
    return {
        "id": invite.pk,
        "role": invite.role,
        "expires_at": invite.expires_at,
        "max_uses": invite.max_uses,
        "uses": invite.uses,
        "by": invite.created_by.display_name,
        "came": [{"member": member.pk, "user": member.user_id, "name": member.user.display_name} for member in came],
        "created_at": invite.created_at,
    }
