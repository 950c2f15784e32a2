"""Loudspeakers: pages without a login that only play what sounds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rooms.models import Device


class Speaker(Device):
    """A page that plays what the table hears, by its code. How loud it is, it keeps itself."""

    KIND = "speaker"

    class Meta(Device.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
