"""What may be done to the room itself: name it, set its switches, pause it, archive it, hand it over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Invalid
from config.live.hub import RESTARTING
from rooms import notices
from rooms.live.event import Event, Input
from rooms.models import LEADING, GameSession, Member, Role, Room
from rooms.viewer import Viewer

Name = Annotated[str, Meta(min_length=1, max_length=50)]


class RoomEvent(Event):
    """Base of what changes the room, which is read anew."""

    streams = frozenset({"room"})

    def target(self, who: Viewer) -> Room:
        room: Room = Room.objects.seen(who, pk=who.room.pk)
        return room


class RoomUpdate(RoomEvent):
    """Rename the room, describe it anew, or set its switches. With `open_history` what players may read becomes more or
    less: their pages start afresh.
    """

    type = "room.update"
    undoable = True
    permission = "rooms.lead"
    example = {"name": "The Lich and His Tomb", "description": "Every second Friday", "waiting_room": True}

    class Input(Input):
        name: Name | UnsetType = UNSET
        description: Annotated[str, Meta(max_length=200)] | UnsetType = UNSET
        waiting_room: bool | UnsetType = UNSET
        spectators_speak: bool | UnsetType = UNSET
        open_history: bool | UnsetType = UNSET
        is_public: bool | UnsetType = UNSET

    def target(self, who: Viewer) -> Room:
        room = super().target(who)
        self.was_open = room.open_history
        return room

    def apply(self, room: Room) -> None:
        given = {name: value.strip() if isinstance(value, str) else value for name, value in self.data.given().items()}
        if given.get("name") == "":
            raise Invalid(fields={"name": [_("A room needs a name.")]})
        room.change(**given)

    def revokes(self, room: Room) -> dict[str, int]:
        """Everybody whose history grew or shrank: those who lead have always read all of it."""
        changed = room.open_history != self.was_open
        return self.revoked(self.who, frozenset({"open_history"} if changed else ()))

    @classmethod
    def revoked(cls, who: Viewer, fields: frozenset[str]) -> dict[str, int]:
        if "open_history" not in fields:
            return {}
        players = Member.objects.filter(room=who.room).exclude(role__in=LEADING)
        return {str(user): RESTARTING for user in players.values_list("user", flat=True)}


class RoomPause(RoomEvent):
    """Hold the players' moves, or let them go on. Those who lead are free."""

    type = "room.pause"
    permission = "rooms.lead"
    example = {"paused": True}

    class Input(Input):
        paused: bool

    def apply(self, room: Room) -> None:
        room.change(paused=self.data.paused)


class RoomArchive(RoomEvent):
    """Close the book: everything stays to be read and nothing changes any more, until the owner opens it again. A session
    that is being played ends with it.
    """

    type = "room.archive"
    permission = "rooms.archive"
    in_archive = True
    example = {"archived": True}

    class Input(Input):
        archived: bool

    def touched(self, room: Room) -> Iterable[Model]:
        return [room, *GameSession.objects.shown(room)]

    def apply(self, room: Room) -> None:
        assert self.at is not None
        running = GameSession.running(room) if self.data.archived else None
        if running is not None:
            running.end(self.at)
        room.archive(self.at if self.data.archived else None)


class RoomHandOver(Event):
    """Hand the room over to a member with an account, who owns it from then on; the owner stays as a game master."""

    type = "room.hand_over"
    permission = "rooms.delete"
    in_archive = True
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
        notices.handed_over(room, heir.user, by=self.who.user)
        return room.hand_over(heir)

    def revokes(self, room: Room) -> dict[str, int]:
        return {str(self.who.user.pk): RESTARTING, str(self.heir().user_id): RESTARTING}
