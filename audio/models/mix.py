"""How loud the table is, by those who lead it; each page has its own mix besides."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from audio.models.belonging import OfTable
from rooms.models import Room


class RoomMix(Model):
    """Volumes from 0 to 1: of all, and of each group. A room without a row has them all at 1."""

    room = models.OneToOneField(Room, models.CASCADE, related_name="mix", verbose_name=_("room"))
    master = models.FloatField(_("all"), default=1.0)
    music = models.FloatField(_("music"), default=1.0)
    ambience = models.FloatField(_("ambience"), default=1.0)
    effects = models.FloatField(_("effects"), default=1.0)

    objects = OfTable.as_manager()

    class Meta:
        verbose_name = _("mix")
        verbose_name_plural = _("mixes")

    def __str__(self) -> str:
        return f"{self.room} · {self.master:g}"
