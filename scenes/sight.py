"""What each audience sees of a scene now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from rooms.models import Member, Role, Room
from rooms.viewer import Viewer
from scenes.models import Scene, Token, Vision


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody sees of a scene. `everything`: no wall, darkness or fog is in their way."""

    everything: bool

    def token(self, token: Token) -> bool:
        return self.everything

    def spot(self, x: float, y: float, reach: float = 0.0) -> bool:
        """Whether a disc of radius `reach` at `x`, `y` (scene pixels) is seen now, in part at least."""
        return self.everything

    def known(self, x: float, y: float, reach: float = 0.0) -> bool:
        """The same of what is seen now or was explored before."""
        return self.everything

    def box(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether any part of the box is known."""
        return self.everything


EVERYTHING, NOTHING = Seen(True), Seen(False)


def seen_by(viewer: Viewer, scene: Scene) -> Seen:
    """Those who lead see everything, others the active scene."""
    return EVERYTHING if viewer.leads or scene.active else NOTHING


def own_sights(room: Room) -> Iterable[UUID] | None:
    """The players of a room where each sees for themselves now; None where all who play see the same."""
    active = Scene.objects.filter(room=room, active=True).values_list("vision", flat=True).first()
    if active != Vision.OWN:
        return None
    return Member.objects.filter(room=room, role=Role.PLAYER).order_by("user").values_list("user", flat=True)
