"""Fog by hand: reveal and hide with a tool, change a stroke, take one away, begin anew."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import UNSET, Meta, UnsetType

from config.api.errors import Invalid
from rooms.live import Input
from rooms.viewer import Viewer
from scenes.events.fields import Coordinate
from scenes.events.seeing import SeenAnew
from scenes.models import Explored, FogShape, Scene
from scenes.sight import mask_cell, walls_of
from scenes.vision import Mask
from scenes.vision.areas import rings

Place = Annotated[list[Coordinate], Meta(min_length=2, max_length=2)]
Places = Annotated[list[Place], Meta(min_length=1, max_length=1000)]
Radius = Annotated[float, Meta(gt=0, le=10_000)]
CORNERS = {"rect": (2, 2), "polygon": (3, 1000), "circle": (1, 1), "brush": (1, 1000)}


def require_shape(kind: str, points: list[Any], radius: float | UnsetType) -> None:
    """Raises Invalid for points that make no such shape, and for a circle or brush without a radius."""
    least, most = CORNERS[kind]
    if not least <= len(points) <= most:
        raise Invalid(fields={"points": [_("These points make no such shape.")]})
    if kind in ("circle", "brush") and not isinstance(radius, float):
        raise Invalid(fields={"radius": [_("This is needed.")]})


def cut(stroke: FogShape) -> None:
    """Keeps of the stroke what the walls leave of it, as they stand now."""
    stroke.polygons = rings(stroke.shape().cut(walls_of(stroke.scene).sight))


class FogPaint(SeenAnew):
    """Reveal or hide by hand. `points` are two corners of a rect, those of a polygon, the middle of a circle, the way of
    a brush; `radius` is of circle and brush, in scene pixels. With `walls` only what one sees from its middle (or from
    along the way) without walls between.
    """

    type = "fog.paint"
    undoable = True
    example = {"scene": "$scene", "mode": "reveal", "kind": "rect", "points": [[0.0, 0.0], [700.0, 700.0]]}

    class Input(Input):
        scene: UUID
        mode: Literal["reveal", "hide"]
        kind: Literal["rect", "polygon", "circle", "brush"]
        points: Places
        radius: Radius | UnsetType = UNSET
        walls: bool = False

    def target(self, who: Viewer) -> Scene:
        return Scene.objects.seen(who, pk=self.data.scene)

    def apply(self, scene: Scene) -> FogShape:
        require_shape(self.data.kind, self.data.points, self.data.radius)
        order = FogShape.next_order(scene.pk)
        stroke = FogShape(scene=scene, order=order, **self.data.given("mode", "kind", "points", "radius"))
        if self.data.walls:
            cut(stroke)
        stroke.save()
        return stroke

    @classmethod
    def require_place(cls, row: FogShape) -> None:
        FogShape.require_place(row.scene_id)


class StrokeEvent(SeenAnew):
    """Base of what happens to one stroke."""

    def target(self, who: Viewer) -> FogShape:
        return FogShape.objects.select_related("scene").seen(who, pk=self.data.shape)


class FogChange(StrokeEvent):
    """Move the points of a stroke of fog. One that walls have cut is cut anew."""

    type = "fog.change"
    undoable = True
    example = {"shape": "$fog_shape", "points": [[0.0, 0.0], [350.0, 700.0]]}

    class Input(Input):
        shape: UUID
        points: Places
        radius: Radius | UnsetType = UNSET

    def apply(self, stroke: FogShape) -> None:
        require_shape(stroke.kind, self.data.points, stroke.radius)
        stroke.points = self.data.points
        if isinstance(self.data.radius, float):
            stroke.radius = self.data.radius
        if stroke.polygons is not None:
            cut(stroke)
        stroke.save()


class FogErase(StrokeEvent):
    """Take one stroke of fog away."""

    type = "fog.erase"
    undoable = True
    example = {"shape": "$fog_shape"}

    class Input(Input):
        shape: UUID

    def apply(self, stroke: FogShape) -> None:
        stroke.delete()

    @classmethod
    def require_place(cls, row: FogShape) -> None:
        FogShape.require_place(row.scene_id)


class FogReset(SeenAnew):
    """Take all strokes of fog away. With `explored` the players forget the scene too, which no undo brings back."""

    type = "fog.reset"
    undoable = True
    example = {"scene": "$scene", "explored": True}

    class Input(Input):
        scene: UUID
        explored: bool = False

    def target(self, who: Viewer) -> Scene:
        scene: Scene = Scene.objects.seen(who, pk=self.data.scene)
        self.strokes = list(scene.fog_shapes.all())
        return scene

    def own(self, scene: Scene) -> list[Any]:
        return self.strokes

    def apply(self, scene: Scene) -> None:
        scene.fog_shapes.all().delete()
        for stroke in self.strokes:
            stroke.pk = None
        if self.data.explored:
            for row in Explored.objects.filter(scene=scene):
                row.become(Mask.empty(mask_cell(scene)), None)
        scene.renew(*FogShape.OUTDATES)
        Explored.shifted(scene)

    @classmethod
    def require_place(cls, row: FogShape) -> None:
        FogShape.require_place(row.scene_id)
