"""Game sessions: when the group meets, who comes, and when play began and ended.

"This session" is `GameSession.running(room)`: what belongs to it was said and rolled from `started_at` on.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from config.api.errors import Conflict
from rooms.models.room import Member, Room, user_of

MOST_TO_COME, LAST = 100, 5
LAPSED = timedelta(days=1)
KEPT_IN_CALENDAR, MOST_IN_CALENDAR = timedelta(days=365), 1000


class GameSessionQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        """Those of one's rooms."""
        user, room = user_of(who), getattr(who, "room", None)
        if user is None:
            return self.none()
        return self.filter(room=room) if room is not None else self.filter(room__members__user=user)

    def open(self) -> Self:
        """Planned or running: not ended."""
        return self.filter(ended_at=None)

    def next_of(self, rooms: Iterable[Room]) -> dict[Any, GameSession]:
        """For each of `rooms` the session being played, else the next one to come, in one query."""
        soon = self.filter(room=OuterRef("pk"), ended_at=None)
        soon = soon.filter(Q(starts_at__gte=timezone.now() - LAPSED) | Q(started_at__isnull=False))
        soon = soon.order_by(F("started_at").asc(nulls_last=True), "starts_at")
        first = Room.objects.filter(pk__in=[room.pk for room in rooms], archived_at=None).annotate(
            session=Subquery(soon.values("pk")[:1])
        )
        return {session.room_id: session for session in self.filter(pk__in=first.order_by().values("session"))}

    def in_calendar_of(self, user: Any) -> Self:
        """What was played in one's rooms for a year, and what is planned where a room is not archived."""
        since = timezone.now() - KEPT_IN_CALENDAR
        here = self.visible_to(user).filter(starts_at__gte=since).select_related("room")
        return here.exclude(room__archived_at__isnull=False, ended_at=None).order_by("-starts_at")[:MOST_IN_CALENDAR]

    def shown(self, room: Room) -> Self:
        """What a page of the room holds, in one query: all that are planned or running, and the last few that ended."""
        last = self.filter(room=room).exclude(ended_at=None).order_by("-ended_at")[:LAST]
        here = self.filter(Q(ended_at=None) | Q(pk__in=last.values("pk")), room=room)
        return here.select_related("room").prefetch_related("answers__member")


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

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @classmethod
    def running(cls, room: Room) -> GameSession | None:
        """The session that is being played. What was said and rolled in it came at `started_at` or later, and not after
        `ended_at`.
        """
        return cls.objects.open().filter(room=room).exclude(started_at=None).first()

    @classmethod
    def schedule(
        cls, room: Room, *, title: str, starts_at: datetime, minutes: int = 240, note: str = ""
    ) -> GameSession:
        """Raises Conflict when a hundred are to come. Those that should have been and never began make room."""
        cls.objects.open().filter(room=room, started_at=None, starts_at__lt=timezone.now() - LAPSED).delete()
        if cls.objects.open().filter(room=room).count() >= MOST_TO_COME:
            raise Conflict(_("A hundred sessions are planned already: cancel or hold some first."))
        return cls.objects.create(room=room, title=title, starts_at=starts_at, minutes=minutes, note=note)

    def change(self, **fields: Any) -> None:
        """Other words or another time. Raises Conflict for one that has ended."""
        self._require_open()
        for field, value in fields.items():
            setattr(self, field, value)
        self.save(update_fields=[*fields, "updated_at"])

    def cancel(self) -> None:
        """Raises Conflict for one that was begun: that is ended, not cancelled."""
        if self.started_at is not None:
            raise Conflict(_("This session has begun: it can be ended, not cancelled."))
        self.delete()

    def start(self, at: datetime) -> None:
        """Another one that is still being played ends with it. Raises Conflict when this one was begun before."""
        if self.started_at is not None:
            raise Conflict(_("This session has begun already."))
        forgotten = type(self).running(self.room)
        if forgotten is not None:
            forgotten.end(at)
        self.started_at = at
        self.save(update_fields=["started_at", "updated_at"])

    def end(self, at: datetime) -> None:
        """Raises Conflict for one that is not being played."""
        if not self.is_running:
            raise Conflict(_("This session is not being played."))
        self.ended_at = at
        self.save(update_fields=["ended_at", "updated_at"])

    def answer(self, member: Member, answer: str) -> None:
        """Raises Conflict for one that has ended."""
        self._require_open()
        Answer.objects.update_or_create(session=self, member=member, defaults={"answer": answer})

    def _require_open(self) -> None:
        if self.ended_at is not None:
            raise Conflict(_("This session has ended."))


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
    def owner_of(cls, token: str) -> Any:
        """Whose feed it is; None for unknown tokens and for accounts that are barred."""
        feed = cls.objects.select_related("user").filter(token_hash=cls.hash(token), user__is_active=True).first()
        return feed.user if feed else None

    @classmethod
    def renew(cls, user: Any) -> str:
        """A new secret (128 bits), told once."""
        token = secrets.token_urlsafe(16)
        cls.objects.update_or_create(user=user, defaults={"token_hash": cls.hash(token)})
        return token
