"""The simulation of a world: whether it runs, how far it is, and which process sees to it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from universes.models.belonging import OfWorld
from universes.models.world import World


class Run(Model):
    """`checkpoint` is the simulation at `step` (`time` seconds of the world's own), from which it goes on exactly; None at
    the beginning. One that runs is leased to the process `holder` until `lease_until` (seconds since 1970); when that is
    over another one takes it up at the checkpoint. `reason` says why one that failed was stopped.
    """

    class Status(models.TextChoices):
        STOPPED = "stopped", _("stopped")
        RUNNING = "running", _("running")
        FAILED = "failed", _("failed")

    world = models.OneToOneField(World, models.CASCADE, related_name="run", verbose_name=_("world"))
    status = models.CharField(_("state"), max_length=7, choices=Status, default=Status.STOPPED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    step = models.PositiveBigIntegerField(_("step"), default=0)
    time = models.FloatField(_("seconds"), default=0.0)
    checkpoint = models.JSONField(null=True, editable=False)
    holder = models.CharField(max_length=32, blank=True, editable=False)
    lease_until = models.FloatField(default=0.0, editable=False)

    objects = OfWorld.as_manager()

    class Meta:
        verbose_name = _("simulation")
        verbose_name_plural = _("simulations")
        indexes = [models.Index(fields=["status", "lease_until"], name="run_lease")]

    def __str__(self) -> str:
        return f"{self.world} {self.status}"

    def change(self, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=[*fields, "updated_at"])
