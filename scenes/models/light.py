"""Lights that stand in a scene; what a token carries is the token's."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from config.api.errors import Invalid
from scenes.models.fields import HEX_COLOUR, set_fields
from scenes.models.scene import Scene
from scenes.models.sighted import ShapesSight
from scenes.models.things import InSceneQuerySet

MOST_LIGHTS = 500


class Light(ShapesSight):
    """A light at `x`, `y` (scene pixels), `bright` and `dim` far in the scene's unit, both from the light on."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="lights", verbose_name=_("scene"))
    x = models.FloatField()
    y = models.FloatField()
    bright = models.FloatField(_("bright"), default=20.0)
    dim = models.FloatField(_("dim"), default=40.0)
    angle = models.FloatField(_("angle"), default=360.0)
    rotation = models.FloatField(_("rotation"), default=0.0)
    colour = models.CharField(_("colour"), max_length=7, default="#f2b44b", validators=[HEX_COLOUR])
    alpha = models.FloatField(_("strength"), default=0.4)
    on = models.BooleanField(_("burns"), default=True)
    walls = models.BooleanField(_("stopped by walls"), default=True)

    objects = InSceneQuerySet.as_manager()

    class Meta:
        verbose_name = _("light")
        verbose_name_plural = _("lights")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.bright:g}/{self.dim:g} ({self.x:g}, {self.y:g})"

    @classmethod
    def require_place(cls, scene: Any, more: int = 1) -> None:
        """Raises Invalid when the scene of this id cannot hold that many more lights."""
        if cls.objects.filter(scene=scene).count() + more > MOST_LIGHTS:
            raise Invalid(_now("A scene holds at most 500 lights."))

    def change(self, **fields: Any) -> None:
        set_fields(self, fields)
