"""Several tokens in one step: pasted, moved, deleted; one undo takes it back."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from scenes.events import tokens
from scenes.models import Token


def names(seat: Any) -> list[str]:
    return sorted(token["name"] for token in seat.things("token"))


def test_pasted_tokens_are_copies_with_all_that_was_said_of_the_first(table: Any, ben: Any) -> None:
    mira, scene = table.things["token"], table.things["scene"]
    table.lead.does("token.own", token=mira, users=[str(ben.pk)])
    copies = [{"like": mira, "x": 70.0 * at, "y": 0.0, "name": f"Mira {at}"} for at in (1, 2)]
    made = table.lead.does("token.create_many", scene=scene, tokens=copies).made
    first = Token.objects.get(pk=mira)
    for token in made:
        token.refresh_from_db()
        assert (token.bars, token.gm_notes, token.owner_ids) == (first.bars, first.gm_notes, first.owner_ids)
        assert (token.version, token.trail) == (1, [])
    assert {"Mira 1", "Mira 2"} < {*names(table.seat(ben))}
    table.lead.does("history.undo")
    assert "Mira 1" not in names(table.seat(ben))
    table.lead.does("history.redo")
    assert "Mira 1" in names(table.seat(ben))
    table.is_level()


def test_cut_and_pasted_into_another_scene_they_leave_the_first(table: Any, ben: Any) -> None:
    mira, other = table.things["token"], table.things["other_scene"]
    table.lead.does("token.create_many", scene=other, tokens=[{"like": mira, "x": 0.0, "y": 0.0}], instead=True)
    assert "Mira" not in names(table.seat(ben))
    assert not Token.objects.filter(pk=mira).exists()
    assert Token.objects.filter(scene=other, name="Mira").count() == 1
    table.lead.does("history.undo")
    assert "Mira" in names(table.seat(ben))
    assert not Token.objects.filter(scene=other, name="Mira").exists()
    table.is_level()


def test_all_of_them_move_or_none(table: Any, ben: Any) -> None:
    mira, hidden = table.things["token"], table.things["hidden_token"]
    his = table.seat(ben)
    table.lead.does("token.own", token=mira, users=[str(ben.pk)])
    his.does("token.move_many", moves=[{"token": mira, "x": 70.0, "y": 70.0, "rotation": 90.0}])
    both = [{"token": mira, "x": 0.0, "y": 0.0}, {"token": hidden, "x": 70.0, "y": 0.0}]
    with pytest.raises(NotFound):
        his.does("token.move_many", moves=both)
    table.lead.does("token.hide", token=hidden, hidden=False)
    with pytest.raises(Forbidden):
        his.does("token.move_many", moves=both)
    table.lead.does("token.update", token=hidden, locked=True)
    with pytest.raises(Conflict):
        table.lead.does("token.move_many", moves=both)
    assert Token.objects.get(pk=mira).x == 70.0
    table.lead.does("token.update", token=hidden, locked=False)
    table.lead.does("token.move_many", moves=both)
    table.lead.does("history.undo")
    assert {(token.x, token.y) for token in Token.objects.filter(pk__in=(mira, hidden))} == {
        (70.0, 70.0),
        (700.0, 350.0),
    }
    table.is_level()


def test_deleted_together_they_come_back_together(table: Any, ben: Any) -> None:
    both = [table.things["token"], table.things["hidden_token"]]
    before = Token.objects.count()
    with pytest.raises(NotFound):
        table.seat(ben).does("token.delete_many", tokens=both)
    with pytest.raises(Forbidden):
        table.seat(ben).does("token.delete_many", tokens=both[:1])
    table.lead.does("token.delete_many", tokens=both)
    assert Token.objects.count() == before - 2
    table.lead.does("history.undo")
    assert Token.objects.count() == before
    table.is_level()


def test_there_is_an_end_to_it(table: Any, monkeypatch: Any) -> None:
    scene, mira = table.things["scene"], table.things["token"]
    one = {"like": mira, "x": 0.0, "y": 0.0}
    for copies in ([], [one] * 101, [{"x": 0.0, "y": 0.0}]):
        with pytest.raises(Invalid):
            table.lead.does("token.create_many", scene=scene, tokens=copies)
    monkeypatch.setattr(tokens, "MOST_TOKENS", 4)
    with pytest.raises(Invalid, match="2,000 tokens"):
        table.lead.does("token.create_many", scene=scene, tokens=[one] * 3)
