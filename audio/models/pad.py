"""The soundboard."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from audio.models.belonging import Group, OfLeads
from audio.models.track import Track
from config.api.errors import Invalid
from rooms.models import Room

MOST_PADS = 64
COLOUR = RegexValidator(r"\A#[0-9a-f]{6}\Z", _("A colour such as #f2b44b."))


class Pad(Model):
    """A button that starts a sound; a looping one that sounds is stopped by it. `hotkey` is a single character that the
    page listens for, `icon` the name of one of the page's icons.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="pads", verbose_name=_("room"))
    track = models.ForeignKey(Track, models.CASCADE, related_name="pads", verbose_name=_("sound"))
    name = models.CharField(_("name"), max_length=40)
    place = models.PositiveIntegerField(_("place"), default=0)
    hotkey = models.CharField(_("key"), max_length=1, blank=True)
    colour = models.CharField(_("colour"), max_length=7, default="#f2b44b", validators=[COLOUR])
    icon = models.CharField(_("icon"), max_length=40, blank=True)
    volume = models.FloatField(_("volume"), default=1.0)
    loop = models.BooleanField(_("over and over"), default=False)
    random_start = models.BooleanField(_("starts anywhere"), default=False)
    group = models.CharField(_("group"), max_length=8, choices=Group, default=Group.EFFECTS)

    objects = OfLeads.as_manager()

    class Meta:
        verbose_name = _("soundboard pad")
        verbose_name_plural = _("soundboard pads")
        ordering = ["place", "created_at", "id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def require_place(cls, room: Any) -> None:
        """Raises Invalid when the room of this id has as many as it may."""
        if cls.objects.filter(room=room).count() >= MOST_PADS:
            raise Invalid(_now("A soundboard has at most 64 pads."))

    def change(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "updated_at"])
