"""How one comes in, and who may not: invite links, the waiting room, bans."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from config.api.errors import Forbidden, NotFound
from rooms.models.room import GRANTED, LEADING, Role, Room, user_of


class InviteQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        """Those written to be handed on. One to a person would tell that there is such an account."""
        return self.filter(room__in=Room.objects.led_by(user), person=None)

    def visible_to(self, who: Any) -> Self:
        user = user_of(who)
        room = getattr(who, "room", None)
        mine = self.led_by(user) if user else self.none()
        return mine.filter(room=room) if room else mine

    def usable(self) -> Self:
        now = timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), Q(max_uses=None) | Q(uses__lt=F("max_uses")))


class Invite(Model):
    """A link into a room. Only a hash of its code is kept: who reads the database cannot join with it.

    With `person` it is for them alone: nobody else can use it, and those who lead do not see it.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="invites", verbose_name=_("room"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    role = models.CharField(_("role"), max_length=12, choices=GRANTED, default=Role.PLAYER)
    expires_at = models.DateTimeField(_("ends"), null=True, blank=True)
    max_uses = models.PositiveIntegerField(_("uses at most"), null=True, blank=True, validators=[MinValueValidator(1)])
    uses = models.PositiveIntegerField(_("uses"), default=0, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", editable=False)

    objects = InviteQuerySet.as_manager()

    class Meta:
        verbose_name = _("invite link")
        verbose_name_plural = _("invite links")
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return f"{self.room} · {self.get_role_display()}"

    @staticmethod
    def hash(code: str) -> str:
        return hashlib.sha256(code.encode()).hexdigest()

    @classmethod
    def write(
        cls, room: Room, by: Any, *, role: str, lasts: timedelta | None, max_uses: int | None, person: Any = None
    ) -> tuple[Invite, str]:
        """A new link and its code (128 bits), which is told once and never again."""
        code = secrets.token_urlsafe(16)
        ends = timezone.now() + lasts if lasts else None
        kept = {"code_hash": cls.hash(code), "role": role, "expires_at": ends, "max_uses": max_uses, "person": person}
        return cls.objects.create(room=room, created_by=by, **kept), code

    @classmethod
    def find(cls, code: str, *, by: Any) -> Invite:
        """The usable invite of `code` for the user `by` (None or anonymous: nobody). Raises NotFound for unknown, expired,
        used up and somebody else's alike.
        """
        invite = cls.objects.usable().select_related("room").filter(code_hash=cls.hash(code)).first()
        if invite is None or (invite.person_id and invite.person_id != getattr(by, "pk", None)):
            raise NotFound(_("This invitation has ended, or there never was one. Ask for a new link."))
        return invite

    @property
    def leads_to_the_door(self) -> bool:
        """Whether who comes by it waits to be let in. Who was invited in person has been let in by that."""
        return self.room.waiting_room and self.person_id is None

    def end(self) -> None:
        """Nobody comes by it any more; who came by it stays."""
        self.expires_at = timezone.now()
        self.save(update_fields=["expires_at", "updated_at"])

    def spend(self) -> None:
        """Takes one use, in one statement: fifty parallel joins on a link for one person admit one."""
        if not type(self).objects.usable().filter(pk=self.pk).update(uses=F("uses") + 1):
            raise Forbidden(_("This invitation has been used up. Ask for a new link."))


class AtTheDoorQuerySet(VisibleQuerySet):
    """What only those who lead see of the door."""

    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        room, user = getattr(who, "room", None), user_of(who)
        if room is not None:
            return self.filter(room=room) if who.role in LEADING else self.none()
        return self.led_by(user) if user else self.none()


class Knock(Model):
    """Somebody in the waiting room, until a game master lets them in or sends them away."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="knocks", verbose_name=_("room"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=GRANTED, default=Role.PLAYER)
    invite = models.ForeignKey(Invite, models.SET_NULL, null=True, related_name="+", editable=False)

    objects = AtTheDoorQuerySet.as_manager()

    class Meta:
        verbose_name = _("person in the waiting room")
        verbose_name_plural = _("people in the waiting room")
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="knock_once_a_room")]

    def __str__(self) -> str:
        return f"{self.user} · {self.room}"


class Ban(Model):
    """Somebody who may not come back, by whatever link."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="bans", verbose_name=_("room"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = AtTheDoorQuerySet.as_manager()

    class Meta:
        verbose_name = _("ban")
        verbose_name_plural = _("bans")
        ordering = ["-created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="ban_once_a_room")]

    def __str__(self) -> str:
        return f"{self.user} · {self.room}"
