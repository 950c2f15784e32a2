"""How a universe is shown: pictures that follow its sound and its bodies."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from config.api.errors import Invalid
from universes.models.belonging import OfUniverse
from universes.models.universe import Universe

MOST_VISUALIZATIONS = 50


class Visualization(Model):
    """`settings` are those of its kind, `mappings` which datum moves which property (`universes.settings`)."""

    class Kind(models.TextChoices):
        WAVEFORM = "waveform", _("waveform")
        SPECTRUM = "spectrum", _("spectrum")
        SPECTROGRAM = "spectrogram", _("spectrogram")
        PARTICLES = "particle_system", _("particles")
        PHYSICS = "physics", _("physics")

    universe = models.ForeignKey(Universe, models.CASCADE, related_name="visualizations", verbose_name=_("universe"))
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    settings = models.JSONField(default=dict)
    mappings = models.JSONField(default=list)

    objects = OfUniverse.as_manager()

    class Meta:
        verbose_name = _("visualisation")
        verbose_name_plural = _("visualisations")
        ordering = ["name", "created_at", "id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def require_place(cls, universe: Any) -> None:
        """Raises Invalid when the universe of this id has as many as it may."""
        if cls.objects.filter(universe=universe).count() >= MOST_VISUALIZATIONS:
            raise Invalid(_now("A universe has at most 50 visualisations."), code="too_many")

    def change(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "updated_at"])
