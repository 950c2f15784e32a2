"""Where the story of a universe is: it stands, or is told by the server's clock."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from universes.models.belonging import OfUniverse
from universes.models.universe import Universe


class Timeline(Model):
    """At `since` (seconds since 1970; None: it stands) the story was at `second`, and goes on `rate` seconds in one of the
    clock. `began` {second, physics, music} is where and from what it set out. Somebody looked on at `seen_at`, or later.
    """

    universe = models.OneToOneField(Universe, models.CASCADE, related_name="timeline", verbose_name=_("universe"))
    since = models.FloatField(null=True)
    second = models.FloatField(_("second"), default=0.0)
    rate = models.FloatField(_("speed"), default=1.0)
    began = models.JSONField(null=True, editable=False)
    seen_at = models.FloatField(default=0.0, editable=False)

    NOT_UNDONE = frozenset({"since", "second", "rate", "began", "seen_at"})

    objects = OfUniverse.as_manager()

    class Meta:
        verbose_name = _("timeline")
        verbose_name_plural = _("timelines")
        indexes = [models.Index(fields=["since"], name="timeline_told")]

    def __str__(self) -> str:
        return f"{self.universe} {self.second:.0f} s"

    def second_at(self, now: float) -> float:
        """Where the story is when the clock shows `now`, were it endless."""
        return self.second if self.since is None else self.second + max(0.0, now - self.since) * self.rate

    def change(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "updated_at"])

    def stand(self, second: float) -> None:
        """Tells the story no further; it stands at `second`."""
        if self.since is not None or self.second != second:
            self.change(since=None, second=second, began=None)
