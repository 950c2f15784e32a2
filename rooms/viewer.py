"""Who looks at a table: a member, a guest, a display. Displays and replay are viewers without being users."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

from rooms.models import LEADING, Member, Role, Room

DISPLAY = "display"
OPEN, OWN, WATCH = "open", "own:", "watch"


def screen_key(display: UUID) -> str:
    """The audience key of what a display is told about itself."""
    return f"display:{display}"


def own_sight(user: UUID) -> str:
    return f"{OWN}{user}"


@dataclass(frozen=True, slots=True)
class Viewer:
    """`sight` names what the viewer folds: "gm" all, "open" what is open to who plays, "through:<id>" what one of them
    sees.

    Where each player sees for themselves, things are not stored under "open" but under "own:<user id>" for each of
    them, and under "watch" for those who only look on. `eyes` is the user whose own sight this viewer has: the player's
    own, or who a display or a game master looks through. `scene` is what a game master looks at when it is not the
    active one. `member` is None for displays and for the nameless viewer of an audience. `screen` is which display it is.
    """

    room: Room
    role: str
    user: Any = None
    sight: str = "open"
    member: Member | None = None
    scene: UUID | None = None
    eyes: UUID | None = None
    screen: UUID | None = None

    @property
    def leads(self) -> bool:
        return self.role in LEADING

    @property
    def keys(self) -> tuple[str, ...]:
        """The audience keys whose ops reach this viewer, in the order they are folded."""
        named = ("all", f"user:{self.user.pk}") if self.user is not None else ()
        own = (screen_key(self.screen),) if self.screen is not None else ()
        return (*self.sights, *named, *own)

    @property
    def sights(self) -> tuple[str, ...]:
        """The sights among the keys. A thing is stored under one of them only."""
        if self.leads:
            return ("gm",)
        return ("open", own_sight(self.eyes) if self.eyes else WATCH)

    @classmethod
    def of(cls, room: Room, member: Member, *, user: Any = None, scene: UUID | None = None) -> Self:
        sight = "gm" if member.leads else "open"
        eyes = member.user_id if member.role == Role.PLAYER else None
        return cls(room, member.role, user or member.user, sight, member, scene if member.leads else None, eyes)

    @classmethod
    def entering(cls, room: Room, user: Any, *, scene: UUID | None = None) -> Self | None:
        """The viewer that `user` is in `room` by the database's word now; None for who does not belong to it."""
        member = (
            Member.objects.filter(room=room, user=user, user__is_active=True).select_related("user").first()
            if user is not None
            else None
        )
        return cls.of(room, member, scene=scene) if member else None

    @classmethod
    def display(cls, room: Room, *, eyes: UUID | None = None, screen: UUID | None = None) -> Self:
        """A screen without a login. Through whose eyes it looks is said in its sight: what it folds changes with it."""
        return cls(room, DISPLAY, sight=f"through:{eyes.hex}" if eyes else "open", eyes=eyes, screen=screen)

    @classmethod
    def joining(cls, room: Room, user: Any) -> Self:
        """Somebody on the doorstep: only the server's own events take such a viewer."""
        return cls(room, "joining", user)

    @classmethod
    def audience(cls, room: Room, sight: str) -> Self:
        """The nameless viewer of a sight, for whom things are projected once for all who share it."""
        if sight == "gm":
            return cls(room, Role.GAME_MASTER, None, sight)
        own = sight.removeprefix(OWN) if sight.startswith(OWN) else None
        return cls(room, Role.PLAYER, None, sight, eyes=UUID(own) if own else None)

    def looking_at(self, scene: UUID | None) -> Self:
        return replace(self, scene=scene)


focus_of: list[Callable[[Viewer], UUID | None]] = []
"""Which scene's things a snapshot holds for a viewer, registered by the app that knows scenes; None: no scene's alone."""

own_sights_of: list[Callable[[Room], Iterable[UUID] | None]] = []
"""Whether each player of a room sees for themselves now, and who they are; None: all who play see the same."""


def sights_of(room: Room) -> tuple[str, ...]:
    """Under which sights things are stored in a room now."""
    for own in own_sights_of:
        users = own(room)
        if users is not None:
            return ("gm", WATCH, *(own_sight(user) for user in users))
    return ("gm", "open")
