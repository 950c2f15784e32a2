"""Fights: who stands in them and whose turn it is. Initiative is thrown at the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from accounts.back_office import Glance
from accounts.pictures import bar
from accounts.sites import gm_site
from rooms.back_office import ByRoom, how_many
from scenes.admin.base import ThingAdmin
from scenes.models import Combatant, Encounter


class CombatantsGlance(Glance):
    model = Combatant
    show_change_link = False
    fields = ("name", "initiative", "hit_points", "hidden", "killed", "is_player")
    verbose_name_plural = _("combatants")

    @display(description=_("hit points"))
    def hit_points(self, one: Combatant) -> Any:
        return bar("", one.hp, one.hp_max) if one.hp is not None else "–"


@admin.register(Encounter, site=gm_site)
class EncounterAdmin(ThingAdmin):
    icon, rank = "swords", 11
    thing = "encounter"
    list_display = ("__str__", "where", "state", "round", "fighters", "created_at")
    list_filter = (ByRoom, "scene", "active")
    search_fields = ("name",)
    fields = ("scene", "name", "round", "state")
    readonly_fields = ("name", "round", "state")
    inlines = (CombatantsGlance,)
    actions = ("next_turn", "roll", "end")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(fighters_now=how_many(Combatant.objects, by="encounter"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @display(description=_("state"), ordering="active", label={"on": "success", "over": "default"})
    def state(self, encounter: Encounter) -> tuple[str, str]:
        return ("on", _now("under way")) if encounter.active else ("over", _now("over"))

    @display(description=_("combatants"), ordering="fighters_now")
    def fighters(self, encounter: Any) -> int:
        return int(encounter.fighters_now)

    def offers(self, action: str, obj: Encounter) -> bool:
        return obj.active

    @action(description=_("Next turn"), icon="skip_next")
    def next_turn(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "encounter.next")

    @action(description=_("Throw initiative for who has none"), icon="casino")
    def roll(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "encounter.roll")

    @action(description=_("End the fight"), icon="flag")
    def end(self, request: HttpRequest, queryset: Any) -> None:
        self._each(request, queryset, "encounter.end")

    def _each(self, request: HttpRequest, queryset: Any, type: str, done: Callable[[int], str] | None = None) -> None:
        def told(number: int) -> str:
            return ngettext("Done in %(number)d fight.", "Done in %(number)d fights.", number) % {"number": number}

        rows = queryset.select_related("scene__room")
        self.each(request, rows, lambda one: self.do(request, one, type), done or told)
