"""Screens without login."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from rooms.models import Invite, Room, user_of


class DisplayQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        user, room = user_of(who), getattr(who, "room", None)
        if getattr(who, "screen", None) is not None:
            return self.filter(pk=who.screen)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        return self.filter(room__in=led.filter(pk=room.pk) if room else led)

    def by_code(self, code: str) -> Display | None:
        return self.select_related("room").filter(code_hash=Display.hash(code)).first()


class Display(Model):
    """A screen that shows the active scene as players see it: no login, an unguessable code, revoked by deleting.

    `ppi`: the screen's pixels an inch, as it was calibrated; with `inch_cells` a cell of the scene is an inch wide.
    `rotation` is 0, 90, 180 or 270; `eyes` whose own vision it shows, nobody's being the party's. It looks at `centre`
    {x, y} in scene pixels, or with `follow` at whoever acts; else at the whole map. While `calibrating` it shows the
    outline of a bank card. `invite` leads to the room: its code is shown when nothing is on the table, or `show_invite`.
    """

    class Kind(models.TextChoices):
        TABLE = "table", _("the map")
        INITIATIVE = "initiative", _("the order of the fight")

    room = models.ForeignKey(Room, models.CASCADE, related_name="displays", verbose_name=_("room"))
    name = models.CharField(_("name"), max_length=50)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)

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

    objects = DisplayQuerySet.as_manager()

    class Meta:
        verbose_name = _("display")
        verbose_name_plural = _("displays")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def hash(code: str) -> str:
        return hashlib.sha256(f"display:{code}".encode()).hexdigest()

    @classmethod
    def set_up(cls, room: Room, *, name: str) -> tuple[Display, str]:
        """A new display and its code, which is told once."""
        code = secrets.token_urlsafe(16)
        return cls.objects.create(room=room, name=name, code_hash=cls.hash(code)), code
