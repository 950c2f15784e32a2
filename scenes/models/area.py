"""Areas of effect."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from config.api.errors import Invalid
from rooms.models import Room, user_of
from scenes.geometry import Grid, Shape
from scenes.models.fields import HEX_COLOUR, set_fields
from scenes.models.scene import Scene
from scenes.models.things import InSceneQuerySet

MOST_AREAS = 500


class AreaQuerySet(InSceneQuerySet):
    def visible_to(self, who: Any) -> Self:
        """Those in scenes one may know; unrevealed ones are for those who lead the room."""
        shown = super().visible_to(who)
        if getattr(who, "room", None) is not None:
            return shown if who.leads else shown.filter(revealed=True)
        user = user_of(who)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        return shown.filter(Q(revealed=True) | Q(scene__room__in=led))


class Area(Model):
    """What a spell or a trap covers, at `x`, `y` in scene pixels. `size` in the scene's unit: the radius of circle and
    cylinder, the length of cone and line, the edge of square and cube; `width` of a line, `angle` of a cone. How each
    lies: `scenes.geometry.areas`. Players do not know of one that is not `revealed`, not even of their own.
    """

    class Shape(models.TextChoices):
        CIRCLE = "circle", _("circle")
        CONE = "cone", _("cone")
        LINE = "line", _("line")
        SQUARE = "square", _("square")
        CUBE = "cube", _("cube")
        CYLINDER = "cylinder", _("cylinder")

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="areas", verbose_name=_("scene"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    shape = models.CharField(_("shape"), max_length=8, choices=Shape)
    x = models.FloatField()
    y = models.FloatField()
    size = models.FloatField(_("size"))
    width = models.FloatField(_("width"), default=5.0)
    angle = models.FloatField(_("angle"), default=53.13)
    rotation = models.FloatField(_("rotation"), default=0.0)
    colour = models.CharField(_("colour"), max_length=7, default="#e5604d", validators=[HEX_COLOUR])
    opacity = models.FloatField(_("opacity"), default=0.5)
    label = models.CharField(_("label"), max_length=60, blank=True)
    effect = models.CharField(_("spell"), max_length=40, blank=True)
    revealed = models.BooleanField(_("revealed"), default=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.label or self.get_shape_display()

    @classmethod
    def require_place(cls, scene: Any) -> None:
        """Raises Invalid when the scene of this id holds as many areas as it may."""
        if cls.objects.filter(scene=scene).count() >= MOST_AREAS:
            raise Invalid(_now("A scene holds at most 500 areas."))

    def change(self, **fields: Any) -> None:
        set_fields(self, fields)

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in scene pixels."""
        grid = Grid.of(self.scene)
        outline = Shape(self.shape, self.x, self.y, self.size, self.width, self.angle, self.rotation).outline(grid)
        left, top, right, bottom = outline.box()
        return (
            grid.offset_x + left * grid.size,
            grid.offset_y + top * grid.height,
            grid.offset_x + right * grid.size,
            grid.offset_y + bottom * grid.height,
        )
