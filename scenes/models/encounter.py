"""Encounters: who acts when, and what happened."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from scenes.models.scene import Scene
from scenes.models.things import InSceneQuerySet, LeadsQuerySet
from scenes.models.token import Token

MOST_COMBATANTS, MOST_LINES = 200, 1000


class Encounter(Model):
    """A fight in a scene. `round` 0: not begun; `turn` is the combatant who acts."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="encounters", verbose_name=_("scene"))
    name = models.CharField(_("name"), max_length=80, blank=True)
    round = models.PositiveIntegerField(_("round"), default=0)
    active = models.BooleanField(_("under way"), default=True)
    turn = models.UUIDField(null=True, editable=False)

    objects = InSceneQuerySet.as_manager()

    class Meta:
        verbose_name = _("encounter")
        verbose_name_plural = _("encounters")
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["scene"], condition=Q(active=True), name="encounter_one_active_a_scene")
        ]

    def __str__(self) -> str:
        return self.name or str(self.scene)


class InEncounterQuerySet(InSceneQuerySet):
    """Rows with an `encounter`: their scene is the encounter's."""


class Combatant(Model):
    """Somebody in the order of an encounter. Hit points are for those who lead; players see 0 to 4 pips."""

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="combatants", verbose_name=_("encounter"))
    scene = models.ForeignKey(Scene, models.CASCADE, related_name="+", editable=False)
    token = models.ForeignKey(Token, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("token"))
    name = models.CharField(_("name"), max_length=50)
    initiative = models.FloatField(_("initiative"), null=True, blank=True)
    modifier = models.IntegerField(_("modifier"), default=0)
    is_player = models.BooleanField(_("a player's"), default=False)
    hp = models.IntegerField(_("hit points"), null=True, blank=True)
    hp_max = models.IntegerField(_("most hit points"), null=True, blank=True)
    killed = models.BooleanField(_("killed"), default=False)
    hidden = models.BooleanField(_("hidden"), default=False)
    order = models.IntegerField(_("order"), default=0)
    conditions = models.JSONField(_("conditions"), default=list, blank=True, editable=False)
    footprint = models.PositiveSmallIntegerField(_("cells wide"), default=1)

    objects = InEncounterQuerySet.as_manager()

    class Meta:
        verbose_name = _("combatant")
        verbose_name_plural = _("combatants")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class EncounterLine(Model):
    """One line of what happened."""

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="lines", verbose_name=_("encounter"))
    scene = models.ForeignKey(Scene, models.CASCADE, related_name="+", editable=False)
    text = models.CharField(_("text"), max_length=300)

    objects = LeadsQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an encounter")
        verbose_name_plural = _("lines of encounters")
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.text
