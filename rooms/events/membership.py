"""Who belongs to the room, as what, and how they leave it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar
from uuid import UUID

from msgspec import Meta

from accounts.models import Model
from accounts.rules import require
from config.live.hub import NO_LONGER_ALLOWED, RESTARTING
from rooms.live.event import Event, Input
from rooms.models import Ban, GameSession, Member, Role
from rooms.models.room import GrantedRole
from rooms.viewer import Viewer

Reason = Annotated[str, Meta(max_length=200)]


class MemberEvent(Event):
    """Base of what happens to one member."""

    streams = frozenset({"room"})

    def target(self, who: Viewer) -> Member:
        member: Member = Member.objects.select_related("user").seen(who, pk=self.data.member)
        return member

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
        role: GrantedRole

    def apply(self, member: Member) -> None:
        if self.data.role == Role.GAME_MASTER:
            require(self.who, "rooms.appoint_game_master", self.who.room)
        member.become(self.data.role)

    def revokes(self, member: Member) -> dict[str, int]:
        return {str(member.user_id): RESTARTING}


class MemberMute(MemberEvent):
    """Take a member's voice, or give it back: who is muted reads on, and says and rolls nothing. It holds at once."""

    type = "member.mute"
    permission = "rooms.appoint"
    example = {"member": "$member", "muted": True}

    class Input(Input):
        member: UUID
        muted: bool

    def apply(self, member: Member) -> None:
        member.mute(self.data.muted)


class DepartureEvent(MemberEvent):
    """Base of the ways out: their answers to planned sessions go with them, and their pages close."""

    in_archive = True

    def touched(self, member: Member) -> Iterable[Model]:
        return [member, *GameSession.objects.shown(self.who.room)]

    def apply(self, member: Member) -> Iterable[Model] | Model | None:
        member.delete()
        return None

    def revokes(self, member: Member) -> dict[str, int]:
        return {str(member.user_id): NO_LONGER_ALLOWED}


class MemberRemove(DepartureEvent):
    """Remove a member from the room: their pages close at once and nothing more reaches them. They may come again by a
    link.
    """

    type = "member.remove"
    permission = "rooms.remove_member"
    example = {"member": "$member"}

    class Input(Input):
        member: UUID


class MemberBan(DepartureEvent):
    """Remove a member for good: no link and no public door lets them in again until the ban is lifted. With `end_link`
    the link they came by ends too, so that a guest does not come back by it under another name.
    """

    type = "member.ban"
    permission = "rooms.remove_member"
    example = {"member": "$member", "reason": "Threw the dice at Ben."}

    class Input(Input):
        member: UUID
        reason: Reason = ""
        end_link: bool = False

    def apply(self, member: Member) -> Ban:
        if self.data.end_link and member.invite is not None:
            member.invite.end()
        super().apply(member)
        return Ban.objects.create(room=self.who.room, user=member.user, by=self.who.user, reason=self.data.reason)


class MemberLeave(DepartureEvent):
    """Leave the room. The owner cannot: they hand it over or delete it."""

    type = "member.leave"
    permission = "rooms.leave"
    example: ClassVar[dict[str, Any]] = {}

    def target(self, who: Viewer) -> Member:
        member: Member = Member.objects.select_related("user").seen(who, user=who.user)
        return member


class MemberUnban(Event):
    """Lift a ban: they may come again, by a link like everybody."""

    type = "member.unban"
    in_archive = True
    permission = "rooms.lead"
    streams = frozenset({"room"})
    example = {"ban": "$ban"}

    class Input(Input):
        ban: UUID

    def target(self, who: Viewer) -> Ban:
        ban: Ban = Ban.objects.select_related("user", "by").seen(who, pk=self.data.ban)
        return ban

    def apply(self, ban: Ban) -> None:
        ban.delete()
