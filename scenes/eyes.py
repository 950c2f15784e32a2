"""As whom pictures of a scene are asked for, in their address: who leads, who sees what all players see, or a user's id in
hex. It is in the address because one browser may be two viewers: the game master's page and, beside it, a display's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from rooms.devices import remembered
from rooms.models import LEADING, Member, Role, Room
from rooms.viewer import OPEN, WATCH, Viewer, own_sight
from scenes.models import Display, Scene, Vision

HEX = re.compile(r"\A[0-9a-f]{32}\Z")
LEADS, ALL = "gm", "all"


def askers(request: Any, room: Room) -> Iterator[Viewer]:
    """Who the asker may be in the room: the member, and the displays that their browser has open."""
    if request.user.is_authenticated:
        viewer = Viewer.entering(room, request.user)
        if viewer is not None:
            yield viewer
    for display in remembered(request, Display):
        if display.room_id == room.pk:
            yield Viewer.display(room, eyes=display.eyes_id)


def eyes_of(viewer: Viewer, scene: Scene) -> str:
    """The address of what this viewer sees."""
    if viewer.leads:
        return LEADS
    return viewer.eyes.hex if viewer.eyes and scene.vision == Vision.OWN else ALL


def through(asker: Viewer, eyes: str, scene: Scene) -> Viewer | None:
    """The viewer that the asker is at this address; None when these eyes are not theirs to look through. Who leads may
    look through any, and then sees as that side does.
    """
    if eyes_of(asker, scene) == eyes:
        return asker
    if not asker.leads or eyes == LEADS:
        return None
    own = scene.vision == Vision.OWN
    if eyes == ALL:
        return Viewer.audience(asker.room, WATCH if own else OPEN)
    return Viewer.audience(asker.room, own_sight(UUID(eyes))) if own and HEX.match(eyes) else None


def looking_through(room: UUID, leader: Any, player: UUID) -> Viewer | None:
    """`leader` as one who sees what `player` does, and nothing else; None unless the one leads the room and the other
    plays in it.
    """
    here = Member.objects.filter(room=room, user__is_active=True).select_related("room")
    leads = here.filter(user=leader, role__in=LEADING).first()
    plays = here.filter(user=player, role=Role.PLAYER).exists()
    return Viewer.display(leads.room, eyes=player) if leads is not None and plays else None
