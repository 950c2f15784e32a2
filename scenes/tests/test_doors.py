"""Doors: players open them where they stand and see, game masters lock them; what is behind one is seen while it is open."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid, NotFound
from scenes.models import Wall
from scenes.tests.dungeon import dig

pytestmark = pytest.mark.django_db


def test_it_works(table: Any, ben: Any) -> None:
    dungeon = dig(table, ben)
    lead, seat, door = table.lead, table.seat(ben), str(dungeon.door.pk)

    with pytest.raises(Forbidden) as refused:
        seat.does("door.open", door=door, open=True)
    assert refused.value.code == "too_far"
    lead.does("token.move", token=dungeon.mira, x=640.0, y=350.0)
    lead.does("door.lock", door=door, locked=True)
    assert seat.things("door")[0]["locked"]
    with pytest.raises(Forbidden) as refused:
        seat.does("door.open", door=door, open=True)
    assert refused.value.code == "locked"
    lead.does("door.lock", door=door, locked=False)
    with pytest.raises(Invalid):
        lead.does("door.lock", door=door, locked=False)
    lead.does("room.pause", paused=True)
    with pytest.raises(Forbidden):
        seat.does("door.open", door=door, open=True)
    lead.does("room.pause", paused=False)

    seat.does("door.open", door=door, open=True)
    assert seat.things("door")[0]["open"] and len(seat.things("token")) == 2
    seat.does("token.move", token=dungeon.mira, x=770.0, y=350.0)
    seat.does("door.open", door=door, open=False)
    assert not seat.things("door")[0]["open"]

    with pytest.raises(NotFound):
        seat.does("door.open", door=str(dungeon.secret_door.pk), open=True)
    with pytest.raises(NotFound):
        lead.does("door.open", door=str(dungeon.walls[0].pk), open=True)
    lead.does("door.open", door=str(dungeon.secret_door.pk), open=True)
    assert len(seat.things("light")) == 1, "the fire behind it is seen, though the door is not"
    lead.does("wall.update", walls=[str(dungeon.secret_door.pk)], kind="door")
    assert len(seat.things("door")) == 2
    table.is_level()


def test_walls_are_changed_by_what_they_are(table: Any) -> None:
    lead, scene = table.lead, table.things["scene"]
    chain = [{"x1": 0.0, "y1": 0.0, "x2": 70.0, "y2": 0.0, "kind": kind} for kind in ("window", "terrain", "wall")]
    window, thicket, wall = lead.does("wall.create", scene=scene, walls=chain).made
    assert (window.sight, window.move, thicket.sight, thicket.move) == ("none", "normal", "limited", "none")
    lead.does("wall.update", walls=[str(wall.pk)], kind="window", light="normal")
    wall.refresh_from_db()
    assert (wall.sight, wall.light) == ("none", "normal")
    rest = lead.does("wall.split", wall=str(wall.pk), x=30.0, y=50.0).made[0]
    assert (rest.x1, rest.x2, rest.kind) == (30.0, 70.0, "window")
    with pytest.raises(Invalid):
        lead.does("wall.split", wall=str(rest.pk), x=500.0, y=0.0)
    lead.does("wall.delete", walls=[str(window.pk), str(thicket.pk)])
    lead.does("history.undo")
    assert Wall.objects.filter(pk__in=[window.pk, thicket.pk]).count() == 2
    elsewhere = lead.does("wall.create", scene=table.things["other_scene"], walls=chain[:1]).made[0]
    with pytest.raises(Invalid):
        lead.does("wall.delete", walls=[str(window.pk), str(elsewhere.pk)])
    with pytest.raises(NotFound):
        lead.does("wall.delete", walls=[str(window.pk), str(table.room.pk)])


def test_a_player_takes_back_what_their_own_hand_did(table: Any, ben: Any, cleo: Any) -> None:
    """While they stand at the door, and as long as nobody locked it or used it since; nobody else's, and from nowhere else."""
    dungeon = dig(table, ben)
    lead, seat, door = table.lead, table.seat(ben), str(dungeon.door.pk)
    lead.does("token.move", token=dungeon.mira, x=640.0, y=350.0)
    seat.does("door.open", door=door, open=True)
    with pytest.raises(NotFound):
        table.seat(cleo).does("history.undo")
    seat.does("history.undo")
    assert not seat.things("door")[0]["open"]
    seat.does("history.redo")
    assert seat.things("door")[0]["open"] and len(seat.things("token")) == 2
    table.is_level()

    lead.does("token.move", token=dungeon.mira, x=350.0, y=350.0)
    with pytest.raises(Forbidden) as refused:
        seat.does("history.undo")
    assert refused.value.code == "too_far"
    lead.does("token.move", token=dungeon.mira, x=640.0, y=350.0)
    lead.does("door.lock", door=door, locked=True)
    with pytest.raises(Forbidden) as refused:
        seat.does("history.undo")
    assert refused.value.code == "locked"
    lead.does("wall.update", walls=[door], kind="secret", state="open")
    with pytest.raises(NotFound):
        seat.does("history.undo")
