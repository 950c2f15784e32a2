"""Who looks at a table: a member, a guest, a display. Displays and replay are viewers without being users."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

from rooms.models import LEADING, Member, Room

DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Viewer:
    """`sight` is the one audience whose projections of things the viewer folds: "gm" or "open" (no vision in play).

    `scene` is what a game master looks at when it is not the active one. `member` is None for displays and for the
    nameless viewer of an audience.
    """

    room: Room
    role: str
    user: Any = None
    sight: str = "open"
    member: Member | None = None
    scene: UUID | None = None

    @property
    def leads(self) -> bool:
        return self.role in LEADING

    @property
    def keys(self) -> tuple[str, ...]:
        """The audience keys whose ops reach this viewer, in the order they are folded."""
        return (self.sight, "all", f"user:{self.user.pk}") if self.user is not None else (self.sight,)

    @classmethod
    def of(cls, room: Room, member: Member, *, user: Any = None, scene: UUID | None = None) -> Self:
        sight = "gm" if member.leads else "open"
        return cls(room, member.role, user or member.user, sight, member, scene if member.leads else None)

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
    def display(cls, room: Room) -> Self:
        return cls(room, DISPLAY)

    @classmethod
    def joining(cls, room: Room, user: Any) -> Self:
        """Somebody on the doorstep: only the server's own events take such a viewer."""
        return cls(room, "joining", user)

    @classmethod
    def audience(cls, room: Room, sight: str) -> Self:
        """The nameless viewer of a sight, for whom things are projected once for all who share it."""
        return cls(room, "game_master" if sight == "gm" else "player", None, sight)

    def looking_at(self, scene: UUID | None) -> Self:
        return replace(self, scene=scene)


def _gm_and_open(room: Room) -> tuple[str, ...]:
    return ("gm", "open")


focus_of: list[Callable[[Viewer], UUID | None]] = []
"""Which scene's things a snapshot holds for a viewer, registered by the app that knows scenes; None: no scene's alone."""

sights_of: Callable[[Room], tuple[str, ...]] = _gm_and_open
"""Which sights are folded in a room. Vision (party, one's own) is in the hands of the app that knows scenes."""
