"""All that is done to a source of sound is taken back and done again, exactly, for who leads and for who hears it; and the
past shows who heard what.
"""

from __future__ import annotations

from typing import Any

import pytest

from audio.testing import a_track
from config.api.errors import Conflict
from rooms.live.replay import state_at
from rooms.live.testing import plain
from scenes.tests.dungeon import dig


def told(things: dict[str, Any]) -> dict[str, Any]:
    """What a page holds of sources of sound."""
    return {kind: things.get(kind, {}) for kind in ("emitter", "heard")}


def test_every_command_there_and_back_and_in_the_past(table: Any, ada: Any, ben: Any) -> None:
    lead, hears = table.lead, table.seat(ben)
    cave, tracks = (
        dig(table, ben, vision="none"),
        [str(a_track(ada, name, kind="loop").pk) for name in ("Fire", "Fall")],
    )
    past: list[tuple[int, dict[Any, Any]]] = []

    def now() -> dict[Any, Any]:
        found = {seat: plain(told(seat.state["things"])) for seat in (lead, hears)}
        past.append((lead.state["seq"], found))
        return found

    def does(type: str, **data: Any) -> Any:
        before = now()
        made = lead.does(type, **data).made
        after = now()
        assert after[lead] != before[lead]
        lead.does("history.undo")
        assert now() == before, type
        lead.does("history.redo")
        assert now() == after, type
        return made

    place = {"scene": cave.scene, "x": 420.0, "y": 350.0, "radius": 100.0}
    fire = str(does("emitter.create", track=tracks[0], **place)[0].pk)
    assert past[-1][1][hears]["heard"], "she stands beside it"
    does("emitter.update", emitter=fire, volume=0.5, walls=False, radius=60.0)
    does("emitter.update", emitter=fire, on=False)
    does("emitter.update", emitter=fire, on=True, track=tracks[1])
    does("emitter.move", emitter=fire, x=5_000.0, y=350.0)
    assert not past[-1][1][hears]["heard"], "out of reach"
    does("emitter.delete", emitter=fire)
    for seq, found in past:
        for seat, things in found.items():
            assert plain(told(state_at(seat.viewer, seq)["things"])) == things, seq
    assert not any(found[hears]["emitter"] for _seq, found in past)
    table.is_level()


def test_what_somebody_else_moved_since_stays_there(table: Any, ada: Any, ben: Any, cleo: Any) -> None:
    cave = dig(table, ben, vision="none")
    fire = {"scene": cave.scene, "track": str(a_track(ada, "Fire").pk), "x": 420.0, "y": 350.0}
    id = str(table.lead.does("emitter.create", **fire).made[0].pk)
    table.lead.does("emitter.move", emitter=id, x=1.0, y=1.0)
    table.seat(cleo, role="game_master").does("emitter.move", emitter=id, x=2.0, y=2.0)
    with pytest.raises(Conflict):
        table.lead.does("history.undo")
