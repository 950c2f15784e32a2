"""Pictures to be shown to players."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, StoredFile, VisibleQuerySet
from config.api.errors import Invalid
from rooms.models import Member, Room, user_of
from scenes.models.fields import Shared, set_fields
from scenes.models.scene import Scene

MOST_HANDOUTS = 500
FILE_KIND, PREVIEW_KIND = "handout", "handout-preview"


class HandoutQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        """All for those who lead; others those shared with all or with them."""
        user, room = user_of(who), getattr(who, "room", None)
        mine = Q(shared=Shared.ALL)
        if user is not None:
            # An id is in no other word, and SQLite cannot look into JSON lists.
            mine |= Q(shared=Shared.NAMED, names__contains=str(user.pk))
        named = self.alias(names=Cast("readers", models.TextField()))
        if room is not None:
            return self.filter(room=room) if who.leads else named.filter(mine, room=room)
        if user is None:
            return self.none()
        joined = Q(room__in=Member.objects.filter(user=user).values("room"))
        return named.filter(Q(room__in=Room.objects.led_by(user)) | (mine & joined))


class Handout(Model):
    """A picture of the room, of one scene or of none, shown to all, to some (`readers`, user ids) or to nobody."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="handouts", verbose_name=_("room"))
    scene = models.ForeignKey(
        Scene, models.SET_NULL, null=True, blank=True, related_name="handouts", verbose_name=_("scene")
    )
    name = models.CharField(_("name"), max_length=80)
    picture = models.ForeignKey(StoredFile, models.CASCADE, related_name="+", editable=False)
    preview = models.ForeignKey(StoredFile, models.CASCADE, related_name="+", editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    shared = models.CharField(_("shown to"), max_length=5, choices=Shared, default=Shared.NONE)
    readers = models.JSONField(default=list, blank=True, editable=False)
    order = models.IntegerField(_("order"), default=0)

    objects = HandoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("handout")
        verbose_name_plural = _("handouts")
        ordering = ["order", "name", "id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def require_place(cls, room: Any) -> None:
        """Raises Invalid when the room of this id holds as many handouts as it may."""
        if cls.objects.filter(room=room).count() >= MOST_HANDOUTS:
            raise Invalid(_now("A room holds at most 500 handouts."))

    def change(self, **fields: Any) -> None:
        set_fields(self, fields)

    def share(self, shared: str, readers: Iterable[Any] = ()) -> None:
        """With nobody, with everybody, or with the readers of these user ids."""
        named = sorted({str(reader) for reader in readers}) if shared == Shared.NAMED else []
        set_fields(self, {"shared": shared, "readers": named})
