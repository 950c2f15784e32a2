"""Who a token stands for, in every scene of the room."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, StoredFile, VisibleQuerySet
from rooms.models import Room, user_of

MOST_CHARACTERS = 500


class CharacterQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        """One's own, and all of the rooms one leads."""
        user, room = user_of(who), getattr(who, "room", None)
        if room is not None:
            here = self.filter(room=room)
            return here if who.leads else here.filter(owner=user) if user else self.none()
        if user is None:
            return self.none()
        mine = Q(owner=user, room__members__user=user)
        return self.filter(Q(room__in=Room.objects.led_by(user)) | mine).distinct()


class Character(Model):
    """A person or monster of the story. `attributes` {name: number or text} are what `@{name|attribute}` reads in dice,
    `macros` [{name, text}], `token` what a new token of theirs begins with.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="characters", verbose_name=_("room"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("played by")
    )
    name = models.CharField(_("name"), max_length=50)
    portrait = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("portrait"), editable=False
    )
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    notes = models.TextField(_("notes"), max_length=10_000, blank=True)
    gm_notes = models.TextField(_("notes for game masters"), max_length=10_000, blank=True)
    macros = models.JSONField(_("macros"), default=list, blank=True, editable=False)
    token = models.JSONField(_("what a token begins with"), default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    field_versions = models.JSONField(default=dict, editable=False)

    objects = CharacterQuerySet.as_manager()

    class Meta:
        verbose_name = _("character")
        verbose_name_plural = _("characters")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
