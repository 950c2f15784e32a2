"""Areas of effect: place, move, change, reveal, delete."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from accounts.models import Model
from config.api.errors import Forbidden, Invalid
from rooms.live import Event, Input
from rooms.viewer import Viewer
from scenes.events.fields import Colour, Coordinate, Degrees
from scenes.events.marks import Length, MarkDrag, OnScene, seen_mark
from scenes.models import Area, Scene
from scenes.spells import SPELLS, feet

ShapeName = Literal["circle", "cone", "line", "square", "cube", "cylinder"]
Angle = Annotated[float, Meta(ge=53.13, le=90)]
Opacity = Annotated[float, Meta(ge=0.1, le=0.9)]
Label = Annotated[str, Meta(max_length=60)]
Effect = Annotated[str, Meta(pattern=r"^[a-z0-9_]{0,40}$")]
ANGLES = (53.13, 90.0)


class Outline(Input, kw_only=True):
    """What an area is like. Lengths in the scene's unit, angles in degrees."""

    shape: ShapeName | UnsetType = UNSET
    size: Length | UnsetType = UNSET
    width: Length | UnsetType = UNSET
    angle: Angle | UnsetType = UNSET
    rotation: Degrees | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    opacity: Opacity | UnsetType = UNSET
    label: Label | UnsetType = UNSET
    effect: Effect | UnsetType = UNSET


FIELDS = Outline.__struct_fields__


def require_known(fields: dict[str, Any]) -> None:
    """Raises Invalid for a cone that no rules know, and for an effect that nobody has heard of."""
    if fields.get("angle", ANGLES[0]) not in ANGLES:
        raise Invalid(fields={"angle": [_("A cone opens by 53.13 or by 90 degrees.")]})
    if fields.get("effect") and fields["effect"] not in SPELLS:
        raise Invalid(fields={"effect": [_("There is no such effect.")]})


class AreaCreate(OnScene):
    """Lay an area of effect onto a scene. A known `effect` brings what is not said: shape, size, colour and label.

    `size` is the radius of a circle or cylinder, the length of a cone or line, the edge of a square or cube, in the
    scene's unit. Of those who lead it is unrevealed in a scene whose areas are `staged`, unless said otherwise.
    """

    type = "area.create"
    undoable = True
    example = {"scene": "$scene", "shape": "circle", "x": 400.0, "y": 400.0, "size": 20.0, "label": "Fireball"}

    class Input(Outline, kw_only=True):
        scene: UUID
        x: Coordinate
        y: Coordinate
        revealed: bool | UnsetType = UNSET

    def apply(self, scene: Scene) -> Area:
        Area.require_place(scene.pk)
        fields = self.data.given("x", "y", *FIELDS)
        require_known(fields)
        spell = SPELLS.get(fields.get("effect", ""))
        if spell is not None:
            size = feet(spell.size, scene.grid_unit)
            fields = {"shape": spell.shape, "size": size, "colour": spell.colour, "label": str(spell.name), **fields}
        missing = [name for name in ("shape", "size") if name not in fields]
        if missing:
            raise Invalid(fields=dict.fromkeys(missing, [_("This is needed.")]))
        fields.setdefault("width", scene.grid_distance)
        fields["rotation"] = fields.get("rotation", 0.0) % 360
        return Area.objects.create(scene=scene, user=self.who.user, revealed=self._revealed(scene), **fields)

    def _revealed(self, scene: Scene) -> bool:
        if self.data.revealed is UNSET:
            return not (scene.staged and self.who.leads)
        if not self.data.revealed and not self.who.leads:
            raise Forbidden(_("Only those who lead lay areas that nobody sees."))
        return bool(self.data.revealed)


class AreaEvent(Event):
    """Base of what happens to one area."""

    permission = "scenes.change_mark"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Area:
        area: Area = seen_mark(who, Area, self.data.area)
        return area

    def touched(self, area: Area) -> Iterable[Model]:
        return [area]

    def ends(self) -> tuple[str, ...]:
        return (f"{AreaDrag.type}:{self.data.area}",)


class AreaDrag(MarkDrag):
    """An area under somebody's hand: a preview that passes."""

    type = "area.drag"
    example = {"area": "$area", "x": 510.0, "y": 410.0}

    class Input(Input):
        area: UUID
        x: Coordinate
        y: Coordinate

    def target(self, who: Viewer) -> Area:
        area: Area = seen_mark(who, Area, self.data.area)
        return area

    def moved(self, area: Area) -> Area:
        there = copy(area)
        there.x, there.y = self.data.x, self.data.y
        return there

    def passes(self, area: Area) -> dict[str, Any]:
        return {"area": area.pk, "x": self.data.x, "y": self.data.y, "user": self.who.user.pk}

    def about(self) -> str:
        return f"{self.type}:{self.data.area}"


class AreaMove(AreaEvent):
    """Move or turn an area. The last in the server's order wins."""

    type = "area.move"
    undoable = True
    example = {"area": "$area", "x": 500.0, "y": 400.0}

    class Input(Input):
        area: UUID
        x: Coordinate
        y: Coordinate
        rotation: Degrees | UnsetType = UNSET

    def apply(self, area: Area) -> None:
        area.change(**self.data.given("x", "y", "rotation"))


class AreaUpdate(AreaEvent):
    """Change an area's shape, size, colour or words; only what is named changes."""

    type = "area.update"
    undoable = True
    example = {"area": "$area", "size": 30.0, "opacity": 0.4}

    class Input(Outline, kw_only=True):
        area: UUID

    def apply(self, area: Area) -> None:
        fields = self.data.given(*FIELDS)
        require_known(fields)
        area.change(**fields)


class AreaReveal(AreaEvent):
    """Show an area to the players, or take it back from them."""

    type = "area.reveal"
    undoable = True
    permission = "scenes.edit"
    example = {"area": "$area", "revealed": False}

    class Input(Input):
        area: UUID
        revealed: bool

    def apply(self, area: Area) -> None:
        area.change(revealed=self.data.revealed)


class AreaDelete(AreaEvent):
    """Delete an area."""

    type = "area.delete"
    undoable = True
    example = {"area": "$area"}

    class Input(Input):
        area: UUID

    def apply(self, area: Area) -> None:
        area.delete()

    @classmethod
    def require_place(cls, row: Area) -> None:
        Area.require_place(row.scene_id)
