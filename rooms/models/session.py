"""Game sessions: when the group meets, who comes, and when play began and ended."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from rooms.models.room import Member, Room, user_of


class GameSessionQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        """Those of one's rooms."""
        user, room = user_of(who), getattr(who, "room", None)
        if user is None:
            return self.none()
        return self.filter(room=room) if room is not None else self.filter(room__members__user=user)


class GameSession(Model):
    room = models.ForeignKey(Room, models.CASCADE, related_name="sessions", verbose_name=_("room"))
    title = models.CharField(_("title"), max_length=80)
    note = models.CharField(_("note"), max_length=500, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=240, validators=[MinValueValidator(15), MaxValueValidator(24 * 60)]
    )
    started_at = models.DateTimeField(_("play began"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("play ended"), null=True, blank=True, editable=False)

    objects = GameSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("game session")
        verbose_name_plural = _("game sessions")
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["room", "starts_at"], name="session_room_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["room"], condition=Q(started_at__isnull=False, ended_at=None), name="session_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class Answer(models.Model):
    """Whether a member comes."""

    class Choice(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        MAYBE = "maybe", _("maybe")

    session = models.ForeignKey(GameSession, models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=5, choices=Choice.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="answer_once")]

    def __str__(self) -> str:
        return self.answer


class CalendarFeed(Model):
    """A person's own address for a calendar program. Only a hash of its secret is kept; a new one ends the old."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return str(self.user)

    @staticmethod
    def hash(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @classmethod
    def renew(cls, user: Any) -> str:
        """A new secret (128 bits), told once."""
        token = secrets.token_urlsafe(16)
        cls.objects.update_or_create(user=user, defaults={"token_hash": cls.hash(token)})
        return token
