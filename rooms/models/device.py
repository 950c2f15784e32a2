"""What stands at a table without a login: known by an unguessable code, of which only a hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from rooms.models.room import Room, user_of


class DeviceQuerySet(VisibleQuerySet):
    """Those who lead know the devices of their rooms; a device knows itself."""

    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        user, room = user_of(who), getattr(who, "room", None)
        if getattr(who, "screen", None) is not None:
            return self.filter(pk=who.screen)
        if room is not None:
            return self.filter(room=room) if who.leads else self.none()
        return self.led_by(user) if user else self.none()

    def by_code(self, code: str) -> Any:
        """The device of this code, with its room; None for a code that is none."""
        return self.select_related("room").filter(code_hash=self.model.hash(code)).first()


class Device(Model):
    """A screen, a loudspeaker, a row of keys: no login, revoked by deleting. `KIND` names what it is in hashes, labels of
    sockets and sessions, so that a code of one kind opens nothing of another.
    """

    KIND: ClassVar[str]

    room = models.ForeignKey(Room, models.CASCADE, related_name="%(class)ss", verbose_name=_("room"))
    name = models.CharField(_("name"), max_length=50)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def hash(cls, code: str) -> str:
        return hashlib.sha256(f"{cls.KIND}:{code}".encode()).hexdigest()

    @staticmethod
    def new_code() -> str:
        """128 bits, told once."""
        return secrets.token_urlsafe(16)

    @classmethod
    def set_up(cls, room: Room, *, name: str, **fields: Any) -> tuple[Self, str]:
        """A new device and its code."""
        code = cls.new_code()
        return cls.objects.create(room=room, name=name, code_hash=cls.hash(code), **fields), code
