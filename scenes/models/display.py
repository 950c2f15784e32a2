"""Screens without login."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rooms.models import Device, Invite


class Display(Device):
    """A screen that shows the active scene as players see it: no login, an unguessable code, revoked by deleting.

    `ppi`: the screen's pixels an inch, as it was calibrated; with `inch_cells` a cell of the scene is an inch wide.
    `rotation` is 0, 90, 180 or 270; `eyes` whose own vision it shows, nobody's being the party's. It looks at `centre`
    {x, y} in scene pixels, or with `follow` at whoever acts; else at the whole map. While `calibrating` it shows the
    outline of a bank card. `invite` leads to the room: its code is shown when nothing is on the table, or `show_invite`.
    """

    KIND = "display"

    class Kind(models.TextChoices):
        TABLE = "table", _("the map")
        INITIATIVE = "initiative", _("the order of the fight")

    kind = models.CharField(_("shows"), max_length=10, choices=Kind, default=Kind.TABLE)
    ppi = models.FloatField(_("pixels an inch"), null=True, blank=True)
    inch_cells = models.BooleanField(_("an inch to the cell"), default=False)
    rotation = models.PositiveSmallIntegerField(_("turned"), default=0)
    blank = models.BooleanField(_("dark"), default=False)
    eyes = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("vision of")
    )

    centre = models.JSONField(null=True, blank=True, editable=False)
    follow = models.BooleanField(_("follows who acts"), default=False)
    calibrating = models.BooleanField(_("being measured"), default=False, editable=False)
    invite = models.ForeignKey(Invite, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    show_invite = models.BooleanField(_("shows the way in"), default=False)

    class Meta(Device.Meta):
        verbose_name = _("display")
        verbose_name_plural = _("displays")
