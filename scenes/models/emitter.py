"""Sounds that come from somewhere: a fire that crackles, a fall behind a rock."""

from __future__ import annotations

from time import time
from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from audio.models import Track
from config.api.errors import Invalid
from scenes.models.fields import set_fields
from scenes.models.scene import Scene
from scenes.models.sighted import ShapesSight
from scenes.models.things import LeadsQuerySet

MOST_EMITTERS = 64


class Emitter(ShapesSight):
    """A track over and over at `x`, `y` (scene pixels), heard as far as `radius` in the scene's unit. `started` is when its
    playhead stood at 0, in seconds since 1970: all who hear it hear the same place of it.
    """

    OUTDATES = ("sound_key",)

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="emitters", verbose_name=_("scene"))
    track = models.ForeignKey(Track, models.CASCADE, related_name="emitters", verbose_name=_("sound"))
    x = models.FloatField()
    y = models.FloatField()
    radius = models.FloatField(_("heard as far as"), default=30.0)
    volume = models.FloatField(_("volume"), default=1.0)
    walls = models.BooleanField(_("muffled by walls"), default=True)
    on = models.BooleanField(_("sounds"), default=True)
    started = models.FloatField(default=time, editable=False)

    objects = LeadsQuerySet.as_manager()

    class Meta:
        verbose_name = _("sound source")
        verbose_name_plural = _("sound sources")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return f"{self.track} ({self.x:g}, {self.y:g})"

    @classmethod
    def require_place(cls, scene: Any) -> None:
        """Raises Invalid when the scene of this id holds as many as it may."""
        if cls.objects.filter(scene=scene).count() >= MOST_EMITTERS:
            raise Invalid(_now("A scene holds at most 64 sources of sound."))

    def change(self, **fields: Any) -> None:
        set_fields(self, fields)
