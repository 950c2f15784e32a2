"""Drawings: draw, change, delete."""

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
from scenes.events.fields import Colour, Coordinate, Layer
from scenes.events.marks import MarkDrag, OnScene, seen_mark
from scenes.models import Drawing, Scene
from scenes.models.drawing import MOST_DRAWN_POINTS

DrawnKind = Literal["freehand", "line", "rect", "ellipse", "polygon", "text"]
DrawnPoints = Annotated[list[tuple[Coordinate, Coordinate]], Meta(min_length=1, max_length=MOST_DRAWN_POINTS)]
Words = Annotated[str, Meta(max_length=500)]
Fill = Annotated[str, Meta(pattern=r"^(#[0-9a-f]{6})?$")]
Stroke = Annotated[float, Meta(ge=0.5, le=200)]
TextHeight = Annotated[float, Meta(ge=4, le=1000)]

POINTS_OF = {
    "freehand": (1, 1000),
    "line": (2, 2),
    "rect": (2, 2),
    "ellipse": (2, 2),
    "polygon": (3, 1000),
    "text": (1, 1),
}
"""How few and how many points each kind has."""

LEADS_ONLY = ("hidden", "locked")


def require_drawable(who: Viewer, kind: str, fields: dict[str, Any]) -> None:
    """Raises Invalid for what cannot be drawn, Forbidden for what only those who lead may do."""
    if "points" in fields:
        least, most = POINTS_OF[kind]
        if not least <= len(fields["points"]) <= most:
            raise Invalid(fields={"points": [_("Too few or too many points for this kind of drawing.")]})
    if kind == "text" and "text" in fields and not fields["text"].strip():
        raise Invalid(fields={"text": [_("A text has words.")]})
    if not who.leads and any(fields.get(name) for name in LEADS_ONLY):
        raise Forbidden(_("Only those who lead hide or lock drawings."))


def drawn(given: dict[str, Any], about: str) -> dict[str, Any]:
    """The fields of a drawing among the input, its points as they are stored."""
    fields = {name: value for name, value in given.items() if name != about}
    if "points" in fields:
        fields["points"] = [list(point) for point in fields["points"]]
    return fields


class Look(Input, kw_only=True):
    """How it is drawn: colours, the width of its line and the height of a text in pixels, what it lies over."""

    stroke: Colour | UnsetType = UNSET
    fill: Fill | UnsetType = UNSET
    width: Stroke | UnsetType = UNSET
    size: TextHeight | UnsetType = UNSET
    layer: Layer | UnsetType = UNSET
    hidden: bool | UnsetType = UNSET


class DrawingCreate(OnScene):
    """Draw on a scene: freehand, a line or a rectangle by two corners, an ellipse in such a box, a polygon, a text."""

    type = "drawing.create"
    undoable = True
    example = {"scene": "$scene", "kind": "line", "points": [[100.0, 100.0], [300.0, 200.0]], "stroke": "#f2b44b"}

    class Input(Look, kw_only=True):
        scene: UUID
        kind: DrawnKind
        points: DrawnPoints
        text: Words = ""

    def apply(self, scene: Scene) -> Drawing:
        Drawing.require_place(scene.pk)
        fields = drawn(self.data.given(), "scene")
        require_drawable(self.who, self.data.kind, fields)
        return Drawing.objects.create(scene=scene, user=self.who.user, **fields)


class DrawingEvent(Event):
    """Base of what happens to one drawing."""

    permission = "scenes.change_mark"
    streams = frozenset({"scene"})

    def target(self, who: Viewer) -> Drawing:
        drawing: Drawing = seen_mark(who, Drawing, self.data.drawing)
        return drawing

    def touched(self, drawing: Drawing) -> Iterable[Model]:
        return [drawing]

    def ends(self) -> tuple[str, ...]:
        return (f"{DrawingDrag.type}:{self.data.drawing}",)


class DrawingDrag(MarkDrag):
    """A drawing under somebody's hand: a preview that passes. `dx`, `dy` is how far from where it lies."""

    type = "drawing.drag"
    example = {"drawing": "$drawing", "dx": 40.0, "dy": -20.0}

    class Input(Input):
        drawing: UUID
        dx: Coordinate
        dy: Coordinate

    def target(self, who: Viewer) -> Drawing:
        drawing: Drawing = seen_mark(who, Drawing, self.data.drawing)
        return drawing

    def moved(self, drawing: Drawing) -> Drawing:
        there = copy(drawing)
        there.points = [[x + self.data.dx, y + self.data.dy] for x, y in drawing.points]
        return there

    def passes(self, drawing: Drawing) -> dict[str, Any]:
        return {"drawing": drawing.pk, "dx": self.data.dx, "dy": self.data.dy, "user": self.who.user.pk}

    def about(self) -> str:
        return f"{self.type}:{self.data.drawing}"


class DrawingUpdate(DrawingEvent):
    """Move or change a drawing; only what is named changes. Hiding and locking is for those who lead."""

    type = "drawing.update"
    undoable = True
    example = {"drawing": "$drawing", "stroke": "#5ec2b0", "width": 6.0}

    class Input(Look, kw_only=True):
        drawing: UUID
        points: DrawnPoints | UnsetType = UNSET
        text: Words | UnsetType = UNSET
        locked: bool | UnsetType = UNSET

    def apply(self, drawing: Drawing) -> None:
        fields = drawn(self.data.given(), "drawing")
        require_drawable(self.who, drawing.kind, fields)
        drawing.change(**fields)


class DrawingDelete(DrawingEvent):
    """Rub out a drawing."""

    type = "drawing.delete"
    undoable = True
    example = {"drawing": "$drawing"}

    class Input(Input):
        drawing: UUID

    def apply(self, drawing: Drawing) -> None:
        drawing.delete()

    @classmethod
    def require_place(cls, row: Drawing) -> None:
        Drawing.require_place(row.scene_id)
