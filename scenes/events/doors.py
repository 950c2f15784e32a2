"""Doors: open, close, lock."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import shapely
from django.utils.translation import gettext as _

from config.api.errors import Forbidden, Invalid, NotFound
from rooms.live import Input
from rooms.viewer import Viewer
from scenes.events.seeing import SeenAnew
from scenes.models import Token, Wall
from scenes.sight import seen_by

NEAR_CELLS = 1.5
EDGE = 0.1
"""A door ends the view, so it lies on the edge of what is seen: this much of a cell beyond it counts."""


class DoorEvent(SeenAnew):
    """Base of what happens to a door. To players a secret one is none, and one that they do not know neither."""

    shows_more = False

    def target(self, who: Viewer) -> Wall:
        return door_known_to(who, self.data.door)

    @classmethod
    def row(cls, who: Viewer, model: Any, pk: Any) -> Wall:
        return door_known_to(who, pk)


def door_known_to(who: Viewer, pk: Any) -> Wall:
    """Raises NotFound for what is no door to them."""
    door = Wall.objects.filter(pk=pk, scene__room=who.room).select_related("scene").first()
    if door is None or not door.is_door or not (who.leads or _known(who, door)):
        raise NotFound()
    return door


def _known(who: Viewer, door: Wall) -> bool:
    return door.kind == Wall.Kind.DOOR and door.scene.active and seen_by(who, door.scene).box(*door.box())


class DoorOpen(DoorEvent):
    """Open a door or close it. Players can with one of their tokens within a cell and a half of it, when they see it and
    it is not locked.
    """

    type = "door.open"
    undoable = True
    permission = "scenes.open_door"
    budget = "table"
    example = {"door": "$door", "open": True}

    class Input(Input):
        door: UUID
        open: bool

    def apply(self, door: Wall) -> None:
        require_hand_on(self.who, door)
        door.put(Wall.State.OPEN if self.data.open else Wall.State.CLOSED)

    @classmethod
    def require_back(
        cls, who: Viewer, row: Wall, to: dict[str, Any], *, again: bool, remembered: dict[str, Any]
    ) -> None:
        """Also what they take back they do with a hand: from far away no door falls shut."""
        require_hand_on(who, row)


class DoorLock(DoorEvent):
    """Lock a door, which closes it, or unlock it."""

    type = "door.lock"
    undoable = True
    example = {"door": "$door", "locked": True}

    class Input(Input):
        door: UUID
        locked: bool

    def apply(self, door: Wall) -> None:
        if self.data.locked:
            door.put(Wall.State.LOCKED)
        elif door.state == Wall.State.LOCKED:
            door.put(Wall.State.CLOSED)
        else:
            raise Invalid(fields={"locked": [_("The door is not locked.")]})


def require_hand_on(who: Viewer, door: Wall) -> None:
    """Raises Forbidden when players are not at the door (`require_at`) or it is locked (code "locked")."""
    if who.leads:
        return
    require_at(who, door)
    if door.state == Wall.State.LOCKED:
        raise Forbidden(_("The door is locked."), code="locked")


def require_at(who: Viewer, door: Wall) -> None:
    """Raises Forbidden (code "too_far", "unseen") unless a token of theirs is at the door and they see it."""
    line = shapely.LineString([(door.x1, door.y1), (door.x2, door.y2)])
    cell = door.scene.grid_size
    tokens = Token.objects.filter(scene=door.scene, hidden=False).exclude(owner_ids=[])
    mine = [token for token in tokens if token.belongs_to(who.user)]
    if not any(line.distance(shapely.Point(token.x, token.y)) <= NEAR_CELLS * cell for token in mine):
        raise Forbidden(_("Go nearer: the door is out of reach."), code="too_far")
    seen = seen_by(who, door.scene)
    if not any(
        seen.spot(at.x, at.y, EDGE * cell)
        for at in shapely.line_interpolate_point(line, (0.1, 0.5, 0.9), normalized=True)
    ):
        raise Forbidden(_("You do not see the door from here."), code="unseen")
