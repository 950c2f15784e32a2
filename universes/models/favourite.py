"""Universes that somebody wants at hand."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model, VisibleQuerySet
from rooms.models import user_of
from universes.models.universe import Universe


class Favourites(VisibleQuerySet):
    def visible_to(self, who: Any) -> Self:
        user = user_of(who)
        return self.filter(user=user) if user is not None else self.none()


class Favourite(Model):
    """Nobody else is told; a universe that one may not see any more is not listed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    universe = models.ForeignKey(Universe, models.CASCADE, related_name="favourites")

    objects = Favourites.as_manager()

    class Meta:
        verbose_name = _("favourite universe")
        verbose_name_plural = _("favourite universes")
        constraints = [models.UniqueConstraint(fields=["user", "universe"], name="favourite_universe_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.universe_id}"
