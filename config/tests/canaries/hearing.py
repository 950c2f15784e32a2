"""What every seat of a table hears."""

from __future__ import annotations

import copy
from typing import Any

from django.db import transaction

from rooms.live import EVENTS
from rooms.live.perform import refreshed
from rooms.live.testing import Table, plain
from rooms.models import Room
from rooms.models.room import new_seed
from universes.testing import of_universe

ROLLING = ("dice.roll", "encounter.add", "encounter.bulk", "encounter.roll", "combatant.roll")


def heard(table: Table) -> dict[str, bytes]:
    """What every seat has heard so far, and hears while the owner performs each command's example."""
    for seat in table.seats.values():
        seat.sit_down()
    before = {seat: (copy.deepcopy(seat.state), seat.told) for seat in table.seats.values()}
    for event in EVENTS.values():
        if not event.internal and of_universe(event) == (table.room.kind == Room.Kind.UNIVERSE):
            with transaction.atomic():
                seats, delivered, things = dict(table.seats), table.delivered, dict(table.things)
                _perform(table, event)
                transaction.set_rollback(True)
            table.seats, table.delivered, table.things = seats, delivered, things
            for seat, (state, told) in before.items():
                seat.viewer, seat.state, seat.told = refreshed(seat.viewer), copy.deepcopy(state), told
    return {
        seat.viewer.role: b"\n".join([*seat.heard, str(plain(seat.state)).encode()]) for seat in table.seats.values()
    }


def _perform(table: Table, event: Any) -> None:
    player = next(seat for seat in table.seats.values() if seat.viewer.role == "player")
    actor = player if event.type == "member.leave" else table.lead
    data = table.example(event.example)
    if event.type in ROLLING:
        # It reveals the seed that it spends, as it should: that is not the secret of this table's next roll.
        Room.objects.filter(pk=table.room.pk).update(dice_seed=new_seed())
    if event.type == "history.redo":
        actor.does("history.undo")
    if event.type == "character.give":
        # Whose it becomes may read it: the other one stays with those who lead.
        data["character"] = table.things["own_character"]
    if event.type == "combatant.order":
        data["order"].append(table.things["unnamed_combatant"])
    if event.type == "pad.order":
        data["pads"].append(table.things["secret_pad"])
    if event.kept:
        actor.does(event.type, **data)
        return
    for about in (data, {**data, "token": table.things["hidden_token"]} if "token" in data else data):
        doing = event(actor.viewer, event.Input(**about))
        target = doing.target(actor.viewer)
        for seat in table.seats.values():
            if doing.keys(target) & set(seat.viewer.keys):
                seat.heard.append(str(plain(doing.passes(target))).encode())
