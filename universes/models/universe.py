"""A universe: what it is called, who may know of it, and the parameters of its music."""

from __future__ import annotations

import math
import secrets
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, StoredFile, VisibleQuerySet
from rooms.models import LEADING, Member, Role, Room, user_of
from rooms.models.room import one_line
from universes import usages

MOST_SEED = 2**53 - 1
"""A number that every reader of JSON keeps exactly."""


def new_seed() -> int:
    return secrets.randbelow(MOST_SEED + 1)


def next_bar(bar: int, bar_at: float, now: float, bar_seconds: float) -> tuple[int, float]:
    """(number, time) of the first bar that has not begun at `now`, where bar `bar` begins at `bar_at`."""
    ahead = max(0, math.ceil((now - bar_at) / bar_seconds))
    return bar + ahead, bar_at + ahead * bar_seconds


class UniverseQuerySet(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        """At its own page that universe; else those one belongs to, public ones, and shared ones that a table of one's
        own uses. A guest is bound to where they were let in.
        """
        room, user = getattr(who, "room", None), user_of(who)
        if room is not None:
            return self.filter(room=room)
        if user is None:
            return self.none()
        known = Q(room__in=Member.objects.filter(user=user).values("room"))
        for used in usages.used_by:
            known |= Q(pk__in=used(user)) & ~Q(visibility=Universe.Visibility.PRIVATE)
        if not user.is_guest:
            known |= Q(visibility=Universe.Visibility.PUBLIC) & ~Q(room__bans__user=user)
        return self.filter(known)

    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))


class Universe(Model):
    """`music` holds the parameters of the composer (`universes.composer.parameters.Music`) as JSON; `seed` decides what
    they leave to chance. Bar number `bar` began, or begins, when the server's clock showed `bar_at` seconds since 1970;
    from that bar on the parameters are heard as they are now.
    """

    NOT_UNDONE = frozenset({"bar", "bar_at"})

    class Visibility(models.TextChoices):
        PRIVATE = "private", _("private")
        SHARED = "shared", _("shared")
        PUBLIC = "public", _("public")

    room = models.OneToOneField(Room, models.CASCADE, related_name="universe", verbose_name=_("room"))
    name = models.CharField(_("name"), max_length=100)
    description = models.CharField(_("description"), max_length=2000, blank=True)
    picture = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+", editable=False)
    genre = models.CharField(_("genre"), max_length=40, blank=True)
    theme = models.CharField(_("theme"), max_length=40, blank=True)
    visibility = models.CharField(_("visible"), max_length=7, choices=Visibility, default=Visibility.PRIVATE)
    forked_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="forks", editable=False)
    seed = models.BigIntegerField(_("seed"), default=new_seed)
    hide_seed = models.BooleanField(
        _("seed is hidden"), default=False, help_text=_("Only those who lead know it, so the music cannot be foretold.")
    )
    music = models.JSONField(_("music"), default=dict)
    bar = models.PositiveBigIntegerField(default=0, editable=False)
    bar_at = models.FloatField(default=0.0, editable=False)

    objects = UniverseQuerySet.as_manager()

    class Meta:
        verbose_name = _("universe")
        verbose_name_plural = _("universes")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["visibility", "name", "id"], name="universe_by_name"),
            models.Index(fields=["visibility", "updated_at"], name="universe_by_change"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def open_by(
        cls, user: Any, *, name: str, music: dict[str, Any], physics: dict[str, Any], **fields: Any
    ) -> Universe:
        """A new universe with an empty world and no story, which `user` owns."""
        from universes.models.run import Run
        from universes.models.timeline import Timeline
        from universes.models.world import World

        name = one_line(name)
        with transaction.atomic():
            room = Room.objects.create(name=name[:50], owner=user, kind=Room.Kind.UNIVERSE, open_history=True)
            Member.objects.create(room=room, user=user, role=Role.OWNER)
            universe = cls.objects.create(
                room=room, name=name, music=music, bar_at=room.created_at.timestamp(), **fields
            )
            world = World.objects.create(universe=universe, physics=physics)
            Run.objects.create(world=world)
            Timeline.objects.create(universe=universe)
        return universe

    def change(self, **fields: Any) -> None:
        """Sets `fields` and saves; its room is called as it is."""
        if "name" in fields:
            fields["name"] = one_line(fields["name"])
            self.room.change(name=fields["name"][:50])
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "updated_at"])

    def next_bar(self, now: float, bar_seconds: float) -> tuple[int, float]:
        """(number, time) of the first bar that has not begun at `now`, where bars last `bar_seconds` so far."""
        return next_bar(self.bar, self.bar_at, now, bar_seconds)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        usages.changed(self.pk)

    def leads(self, user: Any) -> bool:
        return self.room.members.filter(user=user, role__in=LEADING).exists()

    @property
    def owner(self) -> Any:
        return self.room.owner
