"""Encounters: who acts when, and what happened."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Model
from config.api.errors import Invalid
from rooms.models import Room, user_of
from scenes.models.scene import Scene
from scenes.models.things import InSceneQuerySet, LeadsQuerySet, ThingQuerySet
from scenes.models.token import Token

MOST_ENCOUNTERS, MOST_COMBATANTS, MOST_LINES = 100, 200, 1000


class EncounterQuerySet(InSceneQuerySet):
    def visible_to(self, who: Any) -> Self:
        """Players know of the fight that is under way; earlier ones are for those who lead."""
        shown = super().visible_to(who)
        if getattr(who, "room", None) is not None:
            return shown if who.leads else shown.filter(active=True)
        user = user_of(who)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        return shown.filter(Q(active=True) | Q(scene__room__in=led))


class Encounter(Model):
    """A fight in a scene. `round` 0: not begun; `turn` is the combatant who acts."""

    scene = models.ForeignKey(Scene, models.CASCADE, related_name="encounters", verbose_name=_("scene"))
    name = models.CharField(_("name"), max_length=80, blank=True)
    round = models.PositiveIntegerField(_("round"), default=0)
    active = models.BooleanField(_("under way"), default=True)
    turn = models.UUIDField(null=True, editable=False)

    objects = EncounterQuerySet.as_manager()

    class Meta:
        verbose_name = _("encounter")
        verbose_name_plural = _("encounters")
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["scene"], condition=Q(active=True), name="encounter_one_active_a_scene")
        ]

    def __str__(self) -> str:
        return self.name or str(self.scene)

    @staticmethod
    def require_place(scene: Any) -> None:
        """Raises Invalid when the scene of this id holds as many encounters as it may."""
        if Encounter.objects.filter(scene=scene).count() >= MOST_ENCOUNTERS:
            raise Invalid(_now("A scene keeps at most 100 encounters: delete earlier ones."))


class CombatantQuerySet(ThingQuerySet):
    def visible_to(self, who: Any) -> Self:
        """Players know those who are not hidden, while the fight is under way."""
        shown = super().visible_to(who)
        if getattr(who, "room", None) is not None:
            return shown if who.leads else shown.filter(encounter__active=True)
        user = user_of(who)
        led = Room.objects.led_by(user) if user else Room.objects.none()
        return shown.filter(Q(encounter__active=True) | Q(scene__room__in=led))


class CombatantManager(models.Manager.from_queryset(CombatantQuerySet)):  # type: ignore[misc]
    """A combatant never comes without its token: whether players know of it depends on where that stands."""

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("token")


class Combatant(Model):
    """Somebody in the order of an encounter. Hit points are for those who lead; players see 0 to 4 pips.

    `conditions` [{name, rounds, turn}] (see `scenes.turns`). With a token, its first bar holds the hit points and it
    bears the same conditions. The token may be gone: then the link waits for it to be brought back.
    """

    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="combatants", verbose_name=_("encounter"))
    scene = models.ForeignKey(Scene, models.CASCADE, related_name="+", editable=False)
    token = models.ForeignKey(
        Token,
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("token"),
    )
    name = models.CharField(_("name"), max_length=50)
    show_name = models.BooleanField(_("players read the name"), default=True)
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

    objects = CombatantManager()

    class Meta:
        verbose_name = _("combatant")
        verbose_name_plural = _("combatants")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def figure(self) -> Token | None:
        """The token, while it lies in the scene."""
        try:
            token = self.token
        except Token.DoesNotExist:
            return None
        return None if token is None or token.pk is None or token._state.adding else token

    @staticmethod
    def require_place(encounter: Any, more: int = 1) -> None:
        """Raises Invalid when so many more would be too many in the encounter of this id."""
        if Combatant.objects.filter(encounter=encounter).count() + more > MOST_COMBATANTS:
            raise Invalid(_now("At most 200 stand in the order of a fight."))


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
