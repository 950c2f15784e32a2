"""What may be done to the room itself: name it, hand it over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Invalid
from config.live.hub import RESTARTING
from rooms.live.event import Event, Input
from rooms.models import Member, Role, Room
from rooms.viewer import Viewer

Name = Annotated[str, Meta(min_length=1, max_length=50)]


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
