"""What may be done in a room: speak, name it, come and go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from accounts.rules import require
from config.api.errors import Invalid
from config.live.hub import NO_LONGER_ALLOWED, RESTARTING
from rooms.live.event import Event, Input
from rooms.models import Member, Message, Role, Room
from rooms.viewer import Viewer

Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Name = Annotated[str, Meta(min_length=1, max_length=50)]


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


class RoomUpdate(Event):
    """Rename the room or describe it anew."""

    type = "room.update"
    permission = "rooms.lead"
    streams = frozenset({"room"})
    example = {"name": "The Lich and His Tomb", "description": "Every second Friday"}

    class Input(Input):
        name: Name | UnsetType = UNSET
        description: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET

    def target(self, who: Viewer) -> Room:
        return Room.objects.seen(who, pk=who.room.pk)

    def apply(self, room: Room) -> None:
        given = self.data.given()
        if "name" in given and not given["name"].strip():
            raise Invalid(fields={"name": [_("A room needs a name.")]})
        room.rename(**given)


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


class RoomHandOver(Event):
    """Hand the room over to a member with an account, who owns it from then on; the owner stays as a game master."""

    type = "room.hand_over"
    permission = "rooms.delete"
    streams = frozenset({"room"})
    example = {"member": "$member"}

    class Input(Input):
        member: UUID

    def heir(self) -> Member:
        return Member.objects.select_related("user").seen(self.who, pk=self.data.member)

    def touched(self, room: Room) -> Iterable[Model]:
        return [Member.objects.select_related("user").get(room=room, role=Role.OWNER), self.heir()]

    def apply(self, room: Room) -> list[Model]:
        heir = self.heir()
        if heir.user.is_guest or heir.role == Role.OWNER:
            raise Invalid(_("The room goes to another member, and one with an account."))
        return room.hand_over(heir)

    def revokes(self, room: Room) -> dict[str, int]:
        return {str(self.who.user.pk): RESTARTING, str(self.heir().user_id): RESTARTING}


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
