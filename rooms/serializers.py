"""What the rooms' REST reads (msgspec Structs) and answers. Things at the table are answered by their projections."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from rooms.models import Invite, Room

Name = Annotated[str, Meta(min_length=1, max_length=50)]
GrantedRole = Literal["game_master", "player", "spectator"]


class RoomIn(Struct, forbid_unknown_fields=True):
    name: Name
    description: Annotated[str, Meta(max_length=200)] = ""
    is_public: bool = False
    kind: Literal["table", "chat"] = "table"


class RoomChange(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    description: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET


class InviteIn(Struct, forbid_unknown_fields=True):
    role: GrantedRole = "player"
    expires_in: Annotated[int, Meta(ge=60, le=365 * 86_400)] | None = 7 * 86_400
    max_uses: Annotated[int, Meta(ge=1, le=1000)] | None = None


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
    """A room in a list. `role` is None in a public room one has not joined."""
    return {
        "id": room.pk,
        "name": room.name,
        "description": room.description,
        "kind": room.kind,
        "is_public": room.is_public,
        "role": getattr(room, "my_role", None),
        "members": getattr(room, "member_count", None),
        "created_at": room.created_at,
        "updated_at": room.updated_at,
    }


def invite_row(invite: Invite) -> dict[str, Any]:
    return {
        "id": invite.pk,
        "role": invite.role,
        "expires_at": invite.expires_at,
        "max_uses": invite.max_uses,
        "uses": invite.uses,
        "created_at": invite.created_at,
    }
