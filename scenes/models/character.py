"""Who a token stands for, in every scene of the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, StoredFile, VisibleQuerySet
from config.api.errors import Conflict, Invalid
from rooms.models import Room, user_of

MOST_CHARACTERS, MOST_ATTRIBUTES = 500, 200
HIT_POINTS = {"name": "HP", "attribute": "hp", "max_attribute": "hp_max", "show": "owners", "value": 0.0, "max": None}
"""The bar that a new token gets when its character has the attribute `hp` and says nothing of bars."""


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

    @classmethod
    def require_place(cls, room: Any) -> None:
        """Raises Invalid when the room of this id has as many characters as it may."""
        if cls.objects.filter(room=room).count() >= MOST_CHARACTERS:
            raise Invalid(_now("A room holds at most 500 characters."))

    def change(self, *, version: int | None, attributes: Mapping[str, Any], state: Any = None, **fields: Any) -> None:
        """Sets `fields` and the named attributes (None takes one away) as read at `version`. What somebody else changed
        since is a Conflict, attribute by attribute, with `state()` as what it is now.
        """
        names = [*fields, *(f"attributes.{name}" for name in attributes)]
        late = [name for name in names if version is not None and self.field_versions.get(name, 0) > version]
        if late:
            raise Conflict(fields={name: [_now("Changed by somebody else.")] for name in late}, state=state and state())
        kept = {name: value for name, value in {**self.attributes, **attributes}.items() if value is not None}
        if len(kept) > MOST_ATTRIBUTES:
            raise Invalid(fields={"attributes": [_now("A character has at most 200 attributes.")]})
        self.version += 1
        self.field_versions = {
            **{name: at for name, at in self.field_versions.items() if _still_there(name, kept)},
            **dict.fromkeys(names, self.version),
        }
        for name, value in {**fields, "attributes": kept}.items():
            setattr(self, name, value)
        self.save()

    def set_attribute(self, name: str, value: Any) -> None:
        self.attributes = {**self.attributes, name: value}
        self.version += 1
        self.field_versions = {**self.field_versions, f"attributes.{name}": self.version}
        self.save(update_fields=["attributes", "version", "field_versions", "updated_at"])

    def begins_with(self) -> dict[str, Any]:
        """The fields of a new token of theirs."""
        bars = [HIT_POINTS] if "hp" in self.attributes else []
        owners = [str(self.owner_id)] if self.owner_id else []
        return {"name": self.name, "bars": bars, **self.token, "character": self, "owner_ids": owners}


def _still_there(name: str, attributes: Mapping[str, Any]) -> bool:
    """Versions of attributes that were taken away are not kept for ever."""
    return not name.startswith("attributes.") or name.removeprefix("attributes.") in attributes
