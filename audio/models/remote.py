"""Remote controls: keys of a stream deck, a switch, a script."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rooms.models import Device


class Remote(Device):
    """Addresses that play, pause, skip and press pads as `user`, by a code, and do nothing else in their name; worth
    nothing while that person does not lead the room.
    """

    KIND = "remote"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("acts for"))

    class Meta(Device.Meta):
        verbose_name = _("remote control")
        verbose_name_plural = _("remote controls")
