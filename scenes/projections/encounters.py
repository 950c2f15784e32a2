"""What each viewer sees of a fight. Players: the order without those who are hidden or out of their sight, pips in place
of hit points, and nobody's turn while one acts whom they do not know. Earlier fights and the lines of what happened are
for those who lead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rooms.live.projecting import projects
from rooms.models import Room
from rooms.viewer import Viewer, sights_of
from scenes.models import Combatant, Encounter, EncounterLine
from scenes.projections.scene import in_focus
from scenes.sight import seen_by
from scenes.turns import pips

ALIKE = ("initiative", "is_player", "killed")


def known(viewer: Viewer, encounter: Encounter) -> bool:
    """Whether the viewer knows who fights: nobody is told any more once it ended."""
    return encounter.active and (viewer.leads or encounter.scene.active)


def in_the_order(viewer: Viewer, one: Combatant) -> bool:
    """Whether the viewer knows that this one stands in the order. Players' own figures are known to all at the table,
    wherever they stand; others by their token, while it is in sight. Who was shown in the order though the token is
    hidden, and who has none, is known by the game master's word.
    """
    if viewer.leads or one.hidden:
        return viewer.leads
    if one.token_id is None or one.is_player:
        return True
    seen, token = seen_by(viewer, one.encounter.scene), one.figure
    return seen.everything or (token is not None and (token.hidden or seen.token(token)))


def open_to_all(room: Room, one: Combatant) -> bool:
    """Whether everybody at the table knows of it, so that the talk, which all read, may name it."""
    audiences = [Viewer.audience(room, sight) for sight in sights_of(room)]
    return all(known(audience, one.encounter) and in_the_order(audience, one) for audience in audiences)


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
    order = [one.pk for one in _line(encounter) if in_the_order(viewer, one)]
    turn = encounter.turn if encounter.turn in order else None
    shown = {**seen, "round": encounter.round, "turn": turn, "order": order}
    return {**shown, "at": encounter.created_at} if viewer.leads else shown


def _line(encounter: Encounter) -> Iterable[Combatant]:
    for one in Combatant.objects.filter(encounter=encounter):
        one.encounter = encounter
        yield one


def fighting(viewer: Viewer, model: Any) -> Iterable[Any]:
    rows = model.objects.visible_to(viewer).filter(**in_focus(viewer), encounter__active=True)
    return rows.select_related("encounter__scene")


@projects("combatant", Combatant, within=lambda viewer: fighting(viewer, Combatant))
def combatant(viewer: Viewer, one: Combatant) -> dict[str, Any] | None:
    if not known(viewer, one.encounter) or not in_the_order(viewer, one):
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
