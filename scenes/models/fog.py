"""What was covered and uncovered by hand, and what each audience has explored."""

from __future__ import annotations

from typing import Any, cast

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from shapely.geometry.base import BaseGeometry

from config.api.errors import Invalid
from scenes.models.scene import Scene
from scenes.models.sighted import ShapesSight
from scenes.models.things import LeadsQuerySet
from scenes.vision import Mask, Shape
from scenes.vision.areas import from_rings
from scenes.vision.barriers import Box
from scenes.vision.hand import Tool

MOST_FOG_SHAPES, MOST_FOG_POINTS, MOST_CHANGES = 2000, 1000, 8


class FogShape(ShapesSight):
    """One stroke of fog by hand; later ones lie over earlier ones. `points` [[x, y], ...]: the corners of a polygon, two
    corners of a rectangle, the centre of a circle of `radius`, the middle line of a brush of that radius. `polygons`:
    what it covers where walls have cut it, as rings; null where it was not cut.
    """

    class Mode(models.TextChoices):
        REVEAL = "reveal", _("reveals")
        HIDE = "hide", _("hides")

    class Kind(models.TextChoices):
        RECT = "rect", _("rectangle")
        POLYGON = "polygon", _("polygon")
        CIRCLE = "circle", _("circle")
        BRUSH = "brush", _("brush")

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="fog_shapes", verbose_name=_("scene"))
    order = models.PositiveIntegerField(default=0)
    mode = models.CharField(max_length=6, choices=Mode)
    kind = models.CharField(max_length=7, choices=Kind)
    points = models.JSONField(default=list)
    radius = models.FloatField(default=0.0)
    polygons = models.JSONField(null=True, blank=True)

    objects = LeadsQuerySet.as_manager()

    OUTDATES = ("fog_key", "sight_key")

    class Meta:
        verbose_name = _("stroke of fog")
        verbose_name_plural = _("strokes of fog")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}: {self.get_kind_display()}"

    @classmethod
    def next_order(cls, scene: Any) -> int:
        """Where a new stroke lies: over all others. Raises Invalid when there are too many."""
        strokes = cls.objects.filter(scene=scene)
        cls.require_place(scene)
        last = strokes.aggregate(last=Max("order"))["last"]
        return 0 if last is None else last + 1

    @classmethod
    def require_place(cls, scene: Any) -> None:
        """Raises Invalid when the scene of this id holds as many strokes as it may."""
        if cls.objects.filter(scene=scene).count() >= MOST_FOG_SHAPES:
            raise Invalid(_now("A scene holds at most 2,000 strokes of fog: reset it, or cover it anew."))

    def shape(self) -> Shape:
        return Shape(cast(Tool, self.kind), self.points, self.radius)

    def area(self) -> BaseGeometry:
        """What it covers: as walls have cut it, or all of its shape."""
        return self.shape().area() if self.polygons is None else from_rings(self.polygons)

    def outdate(self) -> None:
        super().outdate()
        Explored.shifted(self.scene)


class Explored(models.Model):
    """What an audience (`sight`) has explored of a scene: a mask of cells of `cell` pixels from `left`, `top` on, packed.

    `changes` holds the newest eight as [revision, x0, y0, x1, y1], so that a page fetches only what is new.
    """

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="explored")
    sight = models.CharField(max_length=45)
    mask = models.TextField(blank=True)
    cell = models.PositiveIntegerField(default=8)
    left = models.IntegerField(default=0)
    top = models.IntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scene", "sight"], name="explored_once")]

    def __str__(self) -> str:
        return f"{self.sight} in {self.scene_id}"

    def cells(self, cell: int) -> Mask:
        """What was explored; of an audience that has not begun, nothing yet, in cells of this width."""
        if not self.mask:
            return Mask.empty(cell)
        return Mask.unpacked(
            self.mask, cell=self.cell, left=self.left, top=self.top, width=self.width, height=self.height
        )

    def become(self, mask: Mask, changed: Box | None) -> None:
        """Keeps `mask`, of which what lies in the box `changed` is new (None: anything may be)."""
        self.mask, self.cell, self.left, self.top = mask.packed(), mask.cell, mask.left, mask.top
        self.width, self.height = mask.width, mask.height
        self.revision += 1
        self.changes = [*self.changes, [self.revision, *changed]][-MOST_CHANGES:] if changed else []
        self.save()

    @classmethod
    def shifted(cls, scene: Scene) -> None:
        """What all audiences know of the scene may be anything else now: it was covered or uncovered by hand."""
        new = [Explored(scene=scene, sight=sight) for sight in scene.sights()]
        Explored.objects.bulk_create(new, ignore_conflicts=True)
        rows = list(cls.objects.filter(scene=scene))
        for row in rows:
            row.revision, row.changes = row.revision + 1, []
        cls.objects.bulk_update(rows, ["revision", "changes"])


class Step(models.Model):
    """What a token walked and nobody has explored yet: the queue of the server's own `sight.explore`."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="steps")
    token = models.UUIDField()
    path = models.JSONField()

    def __str__(self) -> str:
        return f"{self.token} in {self.scene_id}"
