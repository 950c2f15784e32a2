"""Whose a table's sounds are to see: what sounds is known to all who are there, what lies ready to those who lead."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import VisibleQuerySet
from rooms.models import Member, Room, user_of


class Group(models.TextChoices):
    """What a sound is for; each group has its own volume."""

    MUSIC = "music", _("music")
    AMBIENCE = "ambience", _("ambience")
    EFFECTS = "effects", _("effects")


class OfTable(VisibleQuerySet):
    """Rows with a `room` that everybody who is at its table knows, devices too."""

    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        room, user = getattr(who, "room", None), user_of(who)
        if room is not None:
            return self.filter(room=room)
        return self.filter(room__in=Member.objects.filter(user=user).values("room")) if user else self.none()


class OfLeads(VisibleQuerySet):
    """Rows that only those who lead the room know. `ROOM` is the way to it."""

    ROOM: ClassVar[str] = "room"

    def led_by(self, user: Any) -> Self:
        return self.filter(**{f"{self.ROOM}__in": Room.objects.led_by(user)})

    def visible_to(self, who: Any) -> Self:
        room, user = getattr(who, "room", None), user_of(who)
        if room is not None:
            return self.filter(**{self.ROOM: room}) if who.leads else self.none()
        return self.led_by(user) if user else self.none()
