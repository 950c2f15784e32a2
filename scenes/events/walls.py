"""Walls: build, change, move, split, delete. Doors are in `doors`."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from config.api.errors import Invalid, NotFound
from rooms.live import Input
from rooms.viewer import Viewer
from scenes.events.fields import Coordinate
from scenes.events.seeing import SeenAnew
from scenes.models import Scene, Wall

MOST_AT_ONCE = 500
Kind = Literal["wall", "window", "terrain", "door", "secret"]
Stops = Literal["none", "normal", "limited"]
Direction = Literal["both", "left", "right"]
State = Literal["closed", "open", "locked"]
Ids = Annotated[list[UUID], Meta(min_length=1, max_length=MOST_AT_ONCE)]
NATURE = ("kind", "move", "sight", "light", "sound", "direction", "state")


class Nature(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What a wall is and stops. Another kind brings what is usual for it, where nothing else is said."""

    kind: Kind | UnsetType = UNSET
    move: Stops | UnsetType = UNSET
    sight: Stops | UnsetType = UNSET
    light: Stops | UnsetType = UNSET
    sound: Stops | UnsetType = UNSET
    direction: Direction | UnsetType = UNSET
    state: State | UnsetType = UNSET


class Line(Nature, frozen=True, kw_only=True):
    x1: Coordinate
    y1: Coordinate
    x2: Coordinate
    y2: Coordinate


class Ends(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    wall: UUID
    x1: Coordinate
    y1: Coordinate
    x2: Coordinate
    y2: Coordinate


class WallCreate(SeenAnew):
    """Build walls: a chain of up to 500 at once. `kind` brings what is stopped, and each of it can be said otherwise."""

    type = "wall.create"
    undoable = True
    example = {"scene": "$scene", "walls": [{"x1": 0.0, "y1": 560.0, "x2": 140.0, "y2": 560.0, "kind": "door"}]}

    class Input(Input):
        scene: UUID
        walls: Annotated[list[Line], Meta(min_length=1, max_length=MOST_AT_ONCE)]

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def apply(self, scene: Scene) -> list[Wall]:
        return Wall.build(scene, [msgspec.to_builtins(line) for line in self.data.walls])

    @classmethod
    def require_place(cls, row: Wall) -> None:
        Wall.require_place(row.scene_id)


class WallsEvent(SeenAnew):
    """Base of what happens to several walls of one scene."""

    def target(self, who: Viewer) -> list[Wall]:
        ids = self.ids()
        found = {wall.pk: wall for wall in Wall.objects.visible_to(who).filter(pk__in=ids).select_related("scene")}
        if len(found) < len(set(ids)):
            raise NotFound()
        walls = [found[id] for id in dict.fromkeys(ids)]
        if len({wall.scene_id for wall in walls}) > 1:
            raise Invalid(fields={"walls": [_("These walls are not of one scene.")]})
        return walls

    def ids(self) -> list[UUID]:
        return list(self.data.walls)

    def place(self, walls: list[Wall]) -> Scene:
        return walls[0].scene

    def own(self, walls: list[Wall]) -> list[Any]:
        return list(walls)


class WallUpdate(WallsEvent):
    """Change what walls are and stop; only what is named changes."""

    type = "wall.update"
    undoable = True
    example = {"walls": ["$wall"], "kind": "window"}

    class Input(Nature, Input, frozen=True, kw_only=True):
        walls: Ids

    def apply(self, walls: list[Wall]) -> None:
        fields = self.data.given(*NATURE)
        for wall in walls:
            wall.become(fields)
        Wall.write(walls[0].scene, walls, *NATURE)


class WallMove(WallsEvent):
    """Move the ends of walls."""

    type = "wall.move"
    undoable = True
    example = {"walls": [{"wall": "$wall", "x1": 0.0, "y1": 0.0, "x2": 70.0, "y2": 0.0}]}

    class Input(Input):
        walls: Annotated[list[Ends], Meta(min_length=1, max_length=MOST_AT_ONCE)]

    def ids(self) -> list[UUID]:
        return [ends.wall for ends in self.data.walls]

    def apply(self, walls: list[Wall]) -> None:
        at = {wall.pk: wall for wall in walls}
        for ends in self.data.walls:
            at[ends.wall].move_to(ends.x1, ends.y1, ends.x2, ends.y2)
        Wall.write(walls[0].scene, walls, "x1", "y1", "x2", "y2")


class WallSplit(SeenAnew):
    """Cut a wall in two at the point of it that is nearest to `x`, `y`."""

    type = "wall.split"
    undoable = True
    example = {"wall": "$wall", "x": 35.0, "y": 630.0}

    class Input(Input):
        wall: UUID
        x: Coordinate
        y: Coordinate

    def target(self, who: Viewer) -> Wall:
        return Wall.objects.select_related("scene").seen(who, pk=self.data.wall)

    def apply(self, wall: Wall) -> Wall:
        return wall.split(self.data.x, self.data.y)


class WallDelete(WallsEvent):
    """Tear walls down."""

    type = "wall.delete"
    undoable = True
    example = {"walls": ["$wall"]}

    class Input(Input):
        walls: Ids

    def apply(self, walls: list[Wall]) -> None:
        scene = walls[0].scene
        Wall.objects.filter(pk__in=[wall.pk for wall in walls]).delete()
        for wall in walls:
            wall.pk = None
        scene.renew(*Wall.OUTDATES)

    @classmethod
    def require_place(cls, row: Wall) -> None:
        Wall.require_place(row.scene_id)
