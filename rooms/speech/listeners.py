"""For whom words are: everybody, those who lead, or named people; found by name or id among the members of a room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext as _

from config.api.errors import Forbidden, Invalid
from rooms.models import Audience, Member, Message, Role, Room
from rooms.speech.commands import GM, PLAYERS, ROLL, nobody
from rooms.speech.markup import folded
from rooms.viewer import Viewer


class Company:
    """The members of a room, read once and only when somebody is named."""

    def __init__(self, room: Room) -> None:
        self.room = room

    @cached_property
    def members(self) -> list[Member]:
        return list(Member.objects.filter(room=self.room).select_related("user").order_by("created_at", "id"))

    def names(self) -> list[str]:
        return [member.user.display_name for member in self.members]

    @cached_property
    def by_name(self) -> dict[str, list[UUID]]:
        found: dict[str, list[UUID]] = {}
        for member in self.members:
            found.setdefault(folded(member.user.display_name), []).append(member.user_id)
        return found

    @cached_property
    def unmistakable(self) -> dict[str, UUID]:
        """Folded names that one member alone has."""
        return {name: users[0] for name, users in self.by_name.items() if len(users) == 1}

    def called(self, name: str) -> UUID:
        """Raises Invalid for nobody, and for two of the same name."""
        users = self.by_name.get(folded(name))
        if not users:
            raise nobody(name)
        if len(users) > 1:
            words = _("Several people here are called “%(name)s”: choose one in the list.") % {"name": name}
            raise Invalid(words, code="ambiguous", fields={"to": [words]})
        return users[0]

    def one(self, user: str) -> UUID:
        """The member of this id. Raises Invalid for who is none."""
        found = next((member.user_id for member in self.members if str(member.user_id) == user.lower()), None)
        if found is None:
            words = _("They do not belong to this room.")
            raise Invalid(words, code="nobody", fields={"to": [words]})
        return found

    @cached_property
    def leading(self) -> frozenset[UUID]:
        return frozenset(member.user_id for member in self.members if member.leads)

    @cached_property
    def players(self) -> frozenset[UUID]:
        return frozenset(member.user_id for member in self.members if member.role == Role.PLAYER)


@dataclass(frozen=True, slots=True)
class Listeners:
    """An audience, and who beside it is named. Who says something to somebody is named too."""

    audience: str = Audience.ALL
    readers: frozenset[UUID] = frozenset()

    @classmethod
    def addressed(cls, who: Viewer, company: Company, to: Iterable[str], *, by_name: bool) -> Self:
        """Those of `to`: "gm", "players", names or ids. Raises Invalid for who is not there."""
        asked = list(to)
        if not asked:
            raise nobody("")
        named = {who.user.pk}
        for one in asked:
            if one == PLAYERS:
                named |= company.players
            elif one != GM:
                named.add(company.called(one) if by_name else company.one(one))
        return cls(Audience.GM if GM in asked else Audience.NAMED, frozenset(named))

    @classmethod
    def of_roll(cls, who: Viewer, visibility: str) -> Self:
        """Of a roll. The roller of a blind one does not see it."""
        if visibility == "public":
            return cls()
        audience = Audience.NAMED if visibility == "self" else Audience.GM
        return cls(audience, frozenset() if visibility == "blind" else frozenset({who.user.pk}))

    @classmethod
    def answering(cls, who: Viewer, message: Message) -> Self:
        """Those of `message`, and who answers."""
        named = frozenset() if message.audience == Audience.ALL else frozenset({*message.reader_ids, who.user.pk})
        return cls(message.audience, named)

    def require_within(self, message: Message, company: Company) -> None:
        """Raises Forbidden when somebody would hear an answer who may not read `message`."""
        if message.audience == Audience.ALL:
            return
        allowed = {*message.reader_ids, *(company.leading if message.audience == Audience.GM else ())}
        wider = self.audience == Audience.ALL or (self.audience == Audience.GM and message.audience != Audience.GM)
        if wider or not self.readers <= allowed:
            raise Forbidden(_("This answers something private: it can only go to those who may read that."))

    @property
    def visibility(self) -> str:
        """Of dice that are thrown in what is said to them."""
        return {Audience.ALL: "public", Audience.GM: "gm"}.get(Audience(self.audience), "self")

    def may_read(self, user: UUID, company: Company) -> bool:
        if self.audience == Audience.ALL or user in self.readers:
            return True
        return self.audience == Audience.GM and user in company.leading


def last_whisper(who: Viewer) -> Message:
    """The newest private words of somebody else that `who` may read. Raises Invalid when there are none."""
    said = Message.objects.visible_to(who).exclude(audience=Audience.ALL).exclude(user=who.user).exclude(user=None)
    found: Any = said.filter(deleted_by="").exclude(kind=ROLL).order_by("-seq").first()
    if found is None:
        raise Invalid(_("Nobody has whispered to you yet."), code="nobody")
    return found
