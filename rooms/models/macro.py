"""Lines that a member keeps at hand: a roll, a greeting."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from rooms.models.room import Member, user_of


class MacroQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(member__user=user)

    def visible_to(self, who: Any) -> Self:
        """One's own only."""
        user, room = user_of(who), getattr(who, "room", None)
        if user is None:
            return self.none()
        mine = self.filter(member__user=user)
        return mine.filter(member__room=room) if room is not None else mine


class Macro(Model):
    member = models.ForeignKey(Member, models.CASCADE, related_name="macros", verbose_name=_("member"))
    name = models.CharField(_("name"), max_length=40)
    text = models.CharField(_("text"), max_length=2000)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = MacroQuerySet.as_manager()

    class Meta:
        verbose_name = _("macro")
        verbose_name_plural = _("macros")
        ordering = ["order", "created_at", "id"]

    def __str__(self) -> str:
        return self.name
