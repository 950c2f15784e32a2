"""What each viewer sees of a fight. Players: the order without those who are hidden, pips in place of hit points, and
nobody's turn while a hidden one acts. Earlier fights and the lines of what happened are for those who lead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rooms.live.projecting import projects
from rooms.viewer import Viewer
from scenes.models import Combatant, Encounter, EncounterLine
from scenes.projections.scene import in_focus
from scenes.turns import pips

ALIKE = ("initiative", "is_player", "killed")


def known(viewer: Viewer, encounter: Encounter) -> bool:
    """Whether the viewer knows who fights: nobody is told any more once it ended."""
    return encounter.active and (viewer.leads or encounter.scene.active)


def mark_of(thing: UUID) -> str:
    """What a page finds the token by among those it has: a token out of sight stays without an id."""
    return hashlib.sha256(thing.bytes).hexdigest()[:16]


@projects(
    "encounter",
    Encounter,
    within=lambda viewer: (
        Encounter.objects.visible_to(viewer).filter(**in_focus(viewer)).select_related("scene").order_by("created_at")
    ),
)
def encounter(viewer: Viewer, encounter: Encounter) -> dict[str, Any] | None:
    """`order` are the ids of who fights, first to last, as far as the viewer knows them."""
    seen = {"id": encounter.pk, "scene": encounter.scene_id, "name": encounter.name, "active": encounter.active}
    if not known(viewer, encounter):
        over = {"round": encounter.round, "turn": None, "order": list[UUID](), "at": encounter.created_at}
        return {**seen, **over} if viewer.leads else None
    order = list(Combatant.objects.filter(encounter=encounter).visible_to(viewer).values_list("pk", flat=True))
    turn = encounter.turn if encounter.turn in order else None
    shown = {**seen, "round": encounter.round, "turn": turn, "order": order}
    return {**shown, "at": encounter.created_at} if viewer.leads else shown


def fighting(viewer: Viewer, model: Any) -> Iterable[Any]:
    rows = model.objects.visible_to(viewer).filter(**in_focus(viewer), encounter__active=True)
    return rows.select_related("encounter__scene")


@projects("combatant", Combatant, within=lambda viewer: fighting(viewer, Combatant))
def combatant(viewer: Viewer, one: Combatant) -> dict[str, Any] | None:
    if not known(viewer, one.encounter) or (one.hidden and not viewer.leads):
        return None
    seen = {
        "id": one.pk,
        "encounter": one.encounter_id,
        "scene": one.scene_id,
        "mark": mark_of(one.token_id or one.pk),
        **{name: getattr(one, name) for name in ALIKE},
        "pips": pips(one.hp, one.hp_max),
    }
    if not viewer.leads:
        conditions = [{key: condition[key] for key in ("name", "rounds")} for condition in one.conditions]
        return {**seen, "name": one.name if one.show_name else "", "conditions": conditions}
    of_leads = ("name", "show_name", "hp", "hp_max", "hidden", "modifier", "conditions")
    return {**seen, **{name: getattr(one, name) for name in of_leads}, "token": one.token_id}


@projects("encounter_line", EncounterLine, within=lambda viewer: fighting(viewer, EncounterLine))
def encounter_line(viewer: Viewer, line: EncounterLine) -> dict[str, Any] | None:
    if not viewer.leads or not line.encounter.active:
        return None
    place = {"encounter": line.encounter_id, "scene": line.scene_id}
    return {"id": line.pk, **place, "text": line.text, "at": line.created_at}
