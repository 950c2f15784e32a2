"""For every registered event and every seat: folding what was heard over an old snapshot gives a fresh one."""

from __future__ import annotations

from typing import Any

import pytest

from config.testing import laid
from rooms.live import EVENTS, Event
from universes.testing import of_universe, universe_table

KEPT = [event for event in EVENTS.values() if event.kept and not event.internal]


def lay_universe(ada: Any, ben: Any) -> Any:
    universe = universe_table(ada)
    universe.seat(ben)
    universe.display()
    return universe


@pytest.mark.parametrize("event", KEPT, ids=lambda event: event.type)
def test_every_seat_is_level_after(event: type[Event], table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    if of_universe(event):
        table = laid.again("a universe", lambda: lay_universe(ada, ben))
    table.seat(cleo, role="spectator")
    actor = table.seat(ben) if event.type == "member.leave" else table.lead
    data = table.example(event.example)
    before = table.delivered
    actor.does(event.type, **data)
    assert table.delivered == before + 1
    table.is_level()


def test_it_stays_level_through_showing_hiding_and_giving(table: Any, ben: Any) -> None:
    lead, things = table.lead, table.things
    lead.does("token.own", token=things["hidden_token"], users=[str(ben.pk)])
    for _ in range(2):
        lead.does("token.hide", token=things["hidden_token"], hidden=False)
        table.is_level()
        lead.does("token.hide", token=things["hidden_token"], hidden=True)
        lead.does("map.update", placed_map=things["placed_map"], hidden=True)
        lead.does("scene.activate", scene=things["other_scene"])
        table.is_level()
        lead.does("scene.activate", scene=things["scene"])
        lead.does("map.update", placed_map=things["placed_map"], hidden=False)
        table.is_level()
