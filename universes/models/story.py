"""The story of a universe: points in time at which its parameters change."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from config.api.errors import Invalid
from universes.models.belonging import OfUniverse
from universes.models.universe import Universe

MOST_STORY_POINTS = 200


class StoryPoint(Model):
    """`at` is in seconds from the beginning of the story; `changes` {physics: {...}, music: {...}} are the parameters that
    are others from there on.
    """

    universe = models.ForeignKey(Universe, models.CASCADE, related_name="story", verbose_name=_("universe"))
    place = models.PositiveIntegerField(_("place"), default=0)
    title = models.CharField(_("title"), max_length=255)
    text = models.CharField(_("text"), max_length=1000, blank=True)
    at = models.FloatField(_("seconds"), default=0.0)
    changes = models.JSONField(default=dict)

    objects = OfUniverse.as_manager()

    class Meta:
        verbose_name = _("story point")
        verbose_name_plural = _("story points")
        ordering = ["place", "created_at", "id"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def require_place(cls, universe: Any) -> None:
        """Raises Invalid when the universe of this id has as many as it may."""
        if cls.objects.filter(universe=universe).count() >= MOST_STORY_POINTS:
            raise Invalid(_now("A story has at most 200 points."), code="too_many")

    def change(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "updated_at"])
