"""Maps lying in scenes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from config.api.errors import Invalid
from maps.models import Map
from scenes.models.fields import set_fields
from scenes.models.scene import Scene
from scenes.models.sighted import ShapesSight
from scenes.models.things import ThingQuerySet

MOST_MAPS = 50


class PlacedMap(ShapesSight):
    """A map lying in a scene. `x`, `y` is its top left before rotation, in scene pixels; it turns about its centre."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="placed_maps", verbose_name=_("scene"))
    map = models.ForeignKey(Map, models.CASCADE, related_name="placements", verbose_name=_("map"))
    x = models.FloatField(_("x"), default=0.0)
    y = models.FloatField(_("y"), default=0.0)
    scale = models.FloatField(_("scale"), default=1.0)
    rotation = models.FloatField(_("rotation"), default=0.0)
    z = models.IntegerField(_("layer"), default=0)
    opacity = models.FloatField(_("opacity"), default=1.0)
    hidden = models.BooleanField(_("hidden"), default=True)
    locked = models.BooleanField(_("locked"), default=False)

    objects = ThingQuerySet.as_manager()

    class Meta:
        verbose_name = _("placed map")
        verbose_name_plural = _("placed maps")
        ordering = ["z", "id"]

    def __str__(self) -> str:
        return f"{self.map} · {self.scene}"

    @classmethod
    def require_place(cls, scene: Any) -> None:
        """Raises Invalid when the scene of this id holds as many maps as it may."""
        if cls.objects.filter(scene=scene).count() >= MOST_MAPS:
            raise Invalid(_now("A scene holds at most 50 maps."))

    def change(self, **fields: Any) -> None:
        set_fields(self, fields)
