"""Lines that a member keeps at hand: a roll, a greeting."""

from __future__ import annotations

from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from config.api.errors import Conflict, Invalid
from rooms.models.room import Member, user_of


class MacroQuerySet(VisibleQuerySet):
    def led_by(self, user: Any) -> Self:
        return self.filter(member__user=user)

    def visible_to(self, who: Any) -> Self:
        """One's own only."""
        user, room = user_of(who), getattr(who, "room", None)
        if user is None:
            return self.none()
        mine = self.filter(member__user=user)
        return mine.filter(member__room=room) if room is not None else mine


class Macro(Model):
    """A line kept at hand. A member has at most 50 in a room, in an order of their own."""

    MOST = 50

    member = models.ForeignKey(Member, models.CASCADE, related_name="macros", verbose_name=_("member"))
    name = models.CharField(_("name"), max_length=40)
    text = models.CharField(_("text"), max_length=2000)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = MacroQuerySet.as_manager()

    class Meta:
        verbose_name = _("macro")
        verbose_name_plural = _("macros")
        ordering = ["order", "created_at", "id"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def write(cls, member: Member, *, name: str, text: str) -> Macro:
        """A new one, last in order. Raises Conflict for the fifty-first, Invalid for blank words."""
        with transaction.atomic():
            lock(member.pk)
            held = cls.objects.filter(member=member).count()
            if held >= cls.MOST:
                raise Conflict(_("You have 50 macros: delete one first."), code="too_many")
            return cls.objects.create(member=member, name=worded(name, "name"), text=worded(text, "text"), order=held)

    def rewrite(self, *, name: str | None = None, text: str | None = None, order: int | None = None) -> None:
        """Changes what is given; `order` is the place among one's macros, from 0, and the others make room."""
        with transaction.atomic():
            lock(self.member_id)
            self.name = self.name if name is None else worded(name, "name")
            self.text = self.text if text is None else worded(text, "text")
            self.save(update_fields=["name", "text", "updated_at"])
            if order is not None:
                self.move_to(order)

    def move_to(self, place: int) -> None:
        macros = list(type(self).objects.filter(member=self.member_id).exclude(pk=self.pk))
        macros.insert(place, self)
        for order, macro in enumerate(macros):
            macro.order = order
        type(self).objects.bulk_update(macros, ["order"])


def lock(member: Any) -> None:
    """Of one member's macros one change at a time: on either database a write of the row waits for the other's end."""
    Member.objects.filter(pk=member).update(role=models.F("role"))


def worded(text: str, field: str) -> str:
    if not text.strip():
        raise Invalid(fields={field: [str(_("This is empty."))]})
    return text.strip()
