"""Moves by waypoints leave a trail; locked tokens stay; players turn their own."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, Forbidden, Invalid
from scenes.tests.dungeon import dig
from scenes.tests.test_token_changes import only

PATH = [[420.0, 350.0], [420.0, 490.0]]


@pytest.fixture
def mira(table: Any, ben: Any) -> str:
    table.lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    return str(table.things["token"])


def trail(seat: Any, id: str) -> Any:
    return only(seat, "token", id)["trail"]


def test_the_way_of_a_move_is_seen_until_the_next_one(table: Any, ben: Any, cleo: Any, mira: str) -> None:
    his, hers = table.seat(ben), table.seat(cleo)
    his.does("token.move", token=mira, x=420.0, y=490.0, path=PATH)
    assert trail(hers, mira) == [[350.0, 350.0], *PATH]
    his.does("token.move", token=mira, x=490.0, y=490.0)
    assert trail(hers, mira) == [PATH[-1], [490.0, 490.0]]
    his.does("token.face", token=mira, rotation=-90.0)
    assert (trail(hers, mira), only(hers, "token", mira)["rotation"]) == ([PATH[-1], [490.0, 490.0]], 270.0)
    table.lead.does("scene.update", scene=table.things["scene"], trails=False)
    his.does("token.move", token=mira, x=420.0, y=490.0)
    assert trail(hers, mira) == []
    assert trail(table.lead, mira)
    table.is_level()


def test_undo_walks_back_and_leaves_no_trail(table: Any, ben: Any, mira: str) -> None:
    his = table.seat(ben)
    his.does("token.move", token=mira, x=420.0, y=490.0, path=PATH)
    his.does("history.undo")
    moved = only(his, "token", mira)
    assert (moved["x"], moved["y"], moved["trail"]) == (350.0, 350.0, [])
    table.is_level()


def test_where_a_hidden_token_went_stays_hidden(table: Any, ben: Any) -> None:
    hidden, his = table.things["hidden_token"], table.seat(ben)
    table.lead.does("token.move", token=hidden, x=420.0, y=490.0, path=PATH)
    table.lead.does("token.hide", token=hidden, hidden=False)
    assert trail(his, hidden) == trail(table.lead, hidden) == []
    table.lead.does("token.move", token=hidden, x=420.0, y=420.0)
    assert trail(his, hidden) == [PATH[-1], [420.0, 420.0]]


def test_a_way_ends_at_its_place_and_is_not_endless(table: Any, mira: str) -> None:
    for x, path in ((0.0, PATH), (420.0, [*PATH] * 26), (420.0, [[420.0, 1e9]])):
        with pytest.raises(Invalid):
            table.lead.does("token.move", token=mira, x=x, y=490.0, path=path)


def test_what_stops_a_way_through_the_unknown_is_not_told(table: Any, ben: Any) -> None:
    """Or a path that nobody walks would measure rooms where nobody was."""
    dungeon = dig(table, ben)
    his, lead = table.seat(ben), table.lead
    with pytest.raises(Invalid) as near:
        his.does("token.move", token=dungeon.mira, x=840.0, y=350.0)
    assert near.value.state == {"leg": 0, "x": 700.0, "y": 350.0}
    lead.does("token.update", token=dungeon.mira, sight_range=10.0)
    lead.does("fog.reset", scene=dungeon.scene, explored=True)
    with pytest.raises(Invalid) as far:
        his.does("token.move", token=dungeon.mira, x=840.0, y=350.0, path=[[350.0, 1050.0], [840.0, 350.0]])
    assert (far.value.code, far.value.state) == ("blocked", None)


def test_a_locked_token_turns_but_does_not_move(table: Any, ben: Any, cleo: Any, mira: str) -> None:
    his = table.seat(ben)
    table.lead.does("token.update", token=mira, locked=True)
    for seat in (his, table.lead):
        with pytest.raises(Conflict) as refusal:
            seat.does("token.move", token=mira, x=0.0, y=0.0)
        assert refusal.value.code == "locked"
    his.does("token.face", token=mira, rotation=45.0)
    with pytest.raises(Forbidden):
        table.seat(cleo).does("token.face", token=mira, rotation=90.0)


def test_a_move_done_again_is_stopped_by_what_stands_there_by_now(table: Any, ben: Any) -> None:
    """Taken back, it leads where the token was; players walk it again only where they could walk, and nobody a locked one."""
    dungeon = dig(table, ben)
    his, lead, door = table.seat(ben), table.lead, str(dungeon.door.pk)
    lead.does("door.open", door=door, open=True)
    lead.does("token.move", token=dungeon.mira, x=640.0, y=350.0)
    his.does("token.move", token=dungeon.mira, x=770.0, y=350.0)
    his.does("history.undo")
    his.does("history.redo")
    lead.does("door.open", door=door, open=False)
    his.does("history.undo")
    with pytest.raises(Invalid) as refused:
        his.does("history.redo")
    assert refused.value.code == "blocked"
    assert only(lead, "token", dungeon.mira)["x"] == 640.0
    lead.does("door.open", door=door, open=True)
    lead.does("token.update", token=dungeon.mira, locked=True)
    with pytest.raises(Conflict):
        his.does("history.redo")
    lead.does("token.update", token=dungeon.mira, locked=False)
    his.does("history.redo")

    lead.does("token.move_many", moves=[{"token": dungeon.mira, "x": 640.0, "y": 350.0}])
    lead.does("history.undo")
    lead.does("door.open", door=door, open=False)
    assert only(lead, "token", dungeon.mira)["x"] == 770.0
    table.is_level()


def test_a_move_round_a_corner_is_done_again_round_the_corner(table: Any, ben: Any) -> None:
    """Not straight, which the wall before it stops; and as often as one likes, until the way itself is built up."""
    dungeon = dig(table, ben)
    his, lead = table.seat(ben), table.lead
    lead.does("wall.create", scene=dungeon.scene, walls=[{"x1": 400.0, "y1": 300.0, "x2": 400.0, "y2": 400.0}])
    way = [[350.0, 490.0], [490.0, 490.0], [490.0, 350.0]]
    with pytest.raises(Invalid):
        his.does("token.move", token=dungeon.mira, x=490.0, y=350.0)
    his.does("token.move", token=dungeon.mira, x=490.0, y=350.0, path=way)
    his.does("token.move", token=dungeon.mira, x=490.0, y=420.0)
    for _round in range(2):
        his.does("history.undo")
        his.does("history.undo")
        assert only(his, "token", dungeon.mira)["x"] == 350.0
        his.does("history.redo")
        his.does("history.redo")
        assert only(his, "token", dungeon.mira)["y"] == 420.0
    assert "remembered" not in str(his.state)
    his.does("history.undo")
    his.does("history.undo")
    lead.does("wall.create", scene=dungeon.scene, walls=[{"x1": 420.0, "y1": 450.0, "x2": 420.0, "y2": 550.0}])
    with pytest.raises(Invalid) as refused:
        his.does("history.redo")
    assert (refused.value.code, refused.value.state) == ("blocked", {"leg": 1, "x": 420.0, "y": 490.0})
    table.is_level()
