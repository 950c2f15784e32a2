"""The door: who comes in, who waits outside, who is let in or sent away. What the server does by itself is internal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q

from accounts.models import Model
from rooms import notices
from rooms.live.event import Event, Input
from rooms.models import Ban, Invite, Knock, Member, Room
from rooms.models.room import GrantedRole
from rooms.viewer import Viewer


class DoorEvent(Event):
    """Base of what somebody on the doorstep does: their knock, if they have one, may go with it."""

    permission = "rooms.join"
    streams = frozenset({"room"})
    internal = True

    def touched(self, room: Room) -> Iterable[Model]:
        return Knock.objects.filter(room=room, user=self.who.user).select_related("user")


class ComingEvent(DoorEvent):
    """Base of both ways to come: as what, and by which link."""

    example: ClassVar[dict[str, Any]] = {"role": "player"}

    class Input(Input):
        role: GrantedRole
        invite: UUID | None = None

    def link(self, room: Room) -> Invite | None:
        return room.invites.filter(pk=self.data.invite).first()


class MemberJoin(ComingEvent):
    """Somebody came in, by invitation or because the room is public. The server's own."""

    type = "member.join"

    def apply(self, room: Room) -> Member:
        room.head = self.seq
        Knock.objects.filter(room=room, user=self.who.user).delete()
        return room.admit(self.who.user, role=self.data.role, invite=self.link(room))


class MemberKnock(ComingEvent):
    """Somebody came and waits to be let in: the room's waiting room is on. The server's own; who leads sees it."""

    type = "member.knock"

    def apply(self, room: Room) -> Knock:
        room.require_welcome(self.who.user)
        came = {"role": self.data.role, "invite": self.link(room)}
        knock, knocks_first = Knock.objects.update_or_create(room=room, user=self.who.user, defaults=came)
        if knocks_first:
            notices.knocked(knock)
        return knock


class MemberWithdraw(DoorEvent):
    """Somebody does not want to wait any longer. The server's own."""

    type = "member.withdraw"
    in_archive = True

    def apply(self, room: Room) -> None:
        Knock.objects.filter(room=room, user=self.who.user).delete()


class MemberForget(DoorEvent):
    """An account goes, and with it what the door keeps of it: a knock, a ban, whose ban it was. The server's own."""

    type = "member.forget"
    in_archive = True

    def touched(self, room: Room) -> list[Model]:
        user = self.who.user
        if not hasattr(self, "bans"):
            self.bans = list(Ban.objects.filter(Q(user=user) | Q(by=user), room=room).values_list("pk", flat=True))
        return [*super().touched(room), *Ban.objects.filter(pk__in=self.bans).select_related("user", "by")]

    def apply(self, room: Room) -> None:
        Knock.objects.filter(room=room, user=self.who.user).delete()
        Ban.objects.filter(room=room, user=self.who.user).delete()
        Ban.objects.filter(room=room, by=self.who.user).update(by=None)


class KnockEvent(Event):
    """Base of the answers to somebody who waits."""

    permission = "rooms.lead"
    streams = frozenset({"room"})
    example: ClassVar[dict[str, Any]] = {"knock": "$knock"}

    def target(self, who: Viewer) -> Knock:
        knock: Knock = Knock.objects.select_related("user", "room", "invite").seen(who, pk=self.data.knock)
        return knock


class MemberAdmit(KnockEvent):
    """Let somebody in who waits: they see what is said and done from now on."""

    type = "member.admit"

    class Input(Input):
        knock: UUID

    def apply(self, knock: Knock) -> Member:
        room = knock.room
        room.head = self.seq
        member = room.admit(knock.user, role=knock.role, invite=knock.invite)
        knock.delete()
        notices.answered(knock, "in")
        return member


class MemberRefuse(KnockEvent):
    """Send somebody away who waits; with `ban` for good."""

    type = "member.refuse"

    class Input(Input):
        knock: UUID
        ban: bool = False

    def apply(self, knock: Knock) -> Ban | None:
        banned = Ban.objects.create(room=knock.room, user=knock.user, by=self.who.user) if self.data.ban else None
        knock.delete()
        notices.answered(knock, "refused")
        return banned
