"""What was covered and uncovered by hand, and what each audience has explored."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from scenes.models.scene import Scene
from scenes.models.things import LeadsQuerySet

MOST_FOG_SHAPES, MOST_FOG_POINTS = 2000, 1000


class FogShape(Model):
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

    class Meta:
        verbose_name = _("stroke of fog")
        verbose_name_plural = _("strokes of fog")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}: {self.get_kind_display()}"


class Explored(models.Model):
    """What an audience (`sight`) has explored of a scene: a mask of cells of `cell` pixels from `left`, `top` on, packed.

    `changes` holds the newest eight as [revision, x0, y0, x1, y1], so that a page fetches only what is new.
    """

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="explored")
    sight = models.CharField(max_length=45)
    mask = models.TextField(blank=True)
    cell = models.FloatField(default=8.0)
    left = models.FloatField(default=0.0)
    top = models.FloatField(default=0.0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scene", "sight"], name="explored_once")]

    def __str__(self) -> str:
        return f"{self.sight} in {self.scene_id}"


class Step(models.Model):
    """What a token walked and nobody has explored yet: the queue of the server's own `sight.explore`."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="steps")
    token = models.UUIDField()
    path = models.JSONField()

    def __str__(self) -> str:
        return f"{self.token} in {self.scene_id}"
