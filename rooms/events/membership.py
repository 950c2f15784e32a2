"""Who comes, who goes, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Literal
from uuid import UUID

from accounts.models import Model
from accounts.rules import require
from config.live.hub import NO_LONGER_ALLOWED, RESTARTING
from rooms.live.event import Event, Input
from rooms.models import Member, Role, Room
from rooms.viewer import Viewer


class MemberJoin(Event):
    """Somebody came in, by invitation or because the room is public. The server's own."""

    type = "member.join"
    permission = "rooms.join"
    streams = frozenset({"room"})
    internal = True
    example = {"role": "player"}

    class Input(Input):
        role: Literal["game_master", "player", "spectator"]

    def touched(self, room: Room) -> list[Model]:
        return []

    def apply(self, room: Room) -> Member:
        room.head = self.seq
        return room.admit(self.who.user, role=self.data.role)


class MemberEvent(Event):
    """Base of what happens to one member."""

    streams = frozenset({"room"})

    def touched(self, member: Member) -> Iterable[Model]:
        return [member]


class MemberRole(MemberEvent):
    """Give a member another role; the owner alone makes game masters. Their page starts afresh with what the new role
    may see.
    """

    type = "member.role"
    permission = "rooms.appoint"
    example = {"member": "$member", "role": "spectator"}

    class Input(Input):
        member: UUID
        role: Literal["game_master", "player", "spectator"]

    def target(self, who: Viewer) -> Member:
        return Member.objects.select_related("user").seen(who, pk=self.data.member)

    def apply(self, member: Member) -> None:
        if self.data.role == Role.GAME_MASTER:
            require(self.who, "rooms.appoint_game_master", self.who.room)
        member.become(self.data.role)

    def revokes(self, member: Member) -> dict[str, int]:
        return {str(member.user_id): RESTARTING}


class MemberRemove(MemberEvent):
    """Remove a member from the room: their pages close at once and nothing more reaches them."""

    type = "member.remove"
    permission = "rooms.remove_member"
    example = {"member": "$member"}

    class Input(Input):
        member: UUID

    def target(self, who: Viewer) -> Member:
        return Member.objects.select_related("user").seen(who, pk=self.data.member)

    def apply(self, member: Member) -> None:
        member.delete()

    def revokes(self, member: Member) -> dict[str, int]:
        return {str(member.user_id): NO_LONGER_ALLOWED}


class MemberLeave(MemberEvent):
    """Leave the room. The owner cannot: they hand it over or delete it."""

    type = "member.leave"
    permission = "rooms.leave"
    example: ClassVar[dict[str, Any]] = {}

    def target(self, who: Viewer) -> Member:
        return Member.objects.select_related("user").seen(who, user=who.user)

    def apply(self, member: Member) -> None:
        member.delete()

    def revokes(self, member: Member) -> dict[str, int]:
        return {str(member.user_id): NO_LONGER_ALLOWED}
