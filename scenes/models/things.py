"""Querysets of what lies in a scene."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Q

from accounts.models import VisibleQuerySet
from rooms.models import Room, user_of
from scenes.models.scene import at_the_table


class InSceneQuerySet(VisibleQuerySet):
    """Rows with a `scene`; what of them a player sees is for the projection, which knows walls and light."""

    def led_by(self, user: Any) -> Self:
        return self.filter(scene__room__in=Room.objects.led_by(user))

    def visible_to(self, who: Any) -> Self:
        """Those in scenes one may know."""
        return self.filter(at_the_table(who, prefix="scene__"))


class LeadsQuerySet(InSceneQuerySet):
    """What only those who lead may know of: walls, fog, the lines of an encounter."""

    def visible_to(self, who: Any) -> Self:
        room = getattr(who, "room", None)
        if room is not None:
            return self.filter(scene__room=room) if who.leads else self.none()
        user = user_of(who)
        return self.led_by(user) if user else self.none()


class ThingQuerySet(InSceneQuerySet):
    """Rows that can be hidden."""

    def visible_to(self, who: Any) -> Self:
        """Things in scenes one may know; hidden ones are for those who lead the room."""
        shown = super().visible_to(who)
        if getattr(who, "room", None) is not None:
            return shown if who.leads else shown.filter(hidden=False)
        user = user_of(who)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        return shown.filter(Q(hidden=False) | Q(scene__room__in=led))
