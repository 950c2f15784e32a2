"""Tokens: moved by whom they were given to, changed side by side, hidden as if they were not there."""

from __future__ import annotations

import math
from typing import Any

import pytest

from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from rooms.live import perform
from scenes.events import tokens
from scenes.models import Token


@pytest.fixture
def token(table: Any) -> Token:
    return Token.objects.get(pk=table.things["token"])


@pytest.fixture
def his(table: Any, ben: Any, token: Token) -> Token:
    """The shown token, given to Ben."""
    table.lead.does("token.own", token=str(token.pk), users=[str(ben.pk)])
    return token


def test_it_works(table: Any, ben: Any, his: Token) -> None:
    table.seat(ben).does("token.move", token=str(his.pk), x=420.0, y=350.0, rotation=450.0)
    [seen] = table.lead.things("token")[:1]
    assert (seen["x"], seen["y"], seen["rotation"]) == (420.0, 350.0, 90.0)
    table.is_level()


def test_who_controls_it_is_told_and_nobody_else(table: Any, ben: Any, cleo: Any, his: Token) -> None:
    assert [control["token"] for control in table.seat(ben).things("control")] == [str(his.pk)]
    assert table.seat(cleo).things("control") == []
    table.lead.does("token.own", token=str(his.pk), users=[])
    assert table.seat(ben).things("control") == []
    with pytest.raises(Forbidden):
        table.seat(ben).does("token.move", token=str(his.pk), x=0.0, y=0.0)


def test_it_can_be_given_to_members_only(table: Any, cleo: Any, token: Token) -> None:
    with pytest.raises(Invalid) as refusal:
        table.lead.does("token.own", token=str(token.pk), users=[str(cleo.pk)])
    assert "users" in refusal.value.fields


def test_a_player_who_becomes_a_spectator_lets_go(table: Any, ben: Any, his: Token) -> None:
    table.lead.does("member.role", member=table.things["member"], role="spectator")
    with pytest.raises(Forbidden):
        table.seat(ben).does("token.move", token=str(his.pk), x=0.0, y=0.0)


def test_hidden_and_deleted_look_alike(table: Any, ben: Any, token: Token) -> None:
    seat, gone = table.seat(ben), []
    for type, data in (("token.hide", {"hidden": True}), ("token.hide", {"hidden": False}), ("token.delete", {})):
        heard = len(seat.heard)
        table.lead.does(type, token=str(token.pk), **data)
        gone.append(b"gone" in seat.heard[heard])
        assert token.name not in str(seat.things("token")) or not gone[-1]
    assert gone == [True, False, True]
    table.is_level()


def test_what_happens_to_a_hidden_token_is_silent(table: Any, ben: Any) -> None:
    """SPEC D3"""
    seat = table.seat(ben)
    heard = len(seat.heard)
    for type, data in (
        ("token.move", {"x": 1.0, "y": 1.0}),
        ("token.update", {"name": "Secret"}),
        ("token.delete", {}),
    ):
        table.lead.does(type, token=table.things["hidden_token"], **data)
    assert len(seat.heard) == heard
    table.lead.does("chat.say", text="Hello")
    assert b'"from":' in seat.heard[-1]
    table.is_level()


def test_different_fields_of_two_game_masters_both_win(table: Any, token: Token) -> None:
    """SPEC S8"""
    for field in ({"name": "Mira the Bold"}, {"size": 2.0}):
        table.lead.does("token.update", token=str(token.pk), version=1, **field)
    token.refresh_from_db()
    assert (token.name, token.size) == ("Mira the Bold", 2.0)


def test_the_same_field_is_a_conflict_with_what_it_is_now(table: Any, token: Token) -> None:
    """SPEC S8"""
    table.lead.does("token.update", token=str(token.pk), version=1, name="First")
    with pytest.raises(Conflict) as refusal:
        table.lead.does("token.update", token=str(token.pk), version=1, name="Second")
    assert refusal.value.state
    assert refusal.value.state["name"] == "First"
    table.lead.does("token.update", token=str(token.pk), version=refusal.value.state["version"], name="Second")


def test_of_positions_the_last_wins(table: Any, ben: Any, his: Token) -> None:
    """SPEC S8"""
    table.lead.does("token.move", token=str(his.pk), x=1.0, y=1.0)
    table.seat(ben).does("token.move", token=str(his.pk), x=2.0, y=2.0)
    his.refresh_from_db()
    assert (his.x, his.y) == (2.0, 2.0)


def test_who_only_looks_on_by_now_is_told_no_more_of_what_was_theirs(table: Any, ben: Any) -> None:
    lead, token = table.lead, table.things["token"]
    his = table.seat(ben)
    lead.does("token.own", token=token, users=[str(ben.pk)])
    lead.does("token.update", token=token, owner_notes="knows the way")
    assert his.things("control")[0]["owner_notes"] == "knows the way"
    for role, told in (("spectator", []), ("player", [token])):
        lead.does("member.role", member=table.things["member"], role=role)
        his = table.seat(ben)
        assert [row["token"] for row in his.things("control")] == told
        lead.does("token.update", token=token, owner_notes=f"as a {role}")
        assert [row["owner_notes"] for row in his.things("control")] == ["as a player"] * len(told)
    table.is_level()


@pytest.mark.parametrize(
    "place",
    [{"x": 1_000_001.0}, {"x": math.nan}, {"x": math.inf}, {"x": "1"}, {"rotation": 1e9}, {"z": 1}, {"x": 10**400}],
)
def test_places_beyond_the_world_are_refused(table: Any, token: Token, place: Any) -> None:
    with pytest.raises(Invalid):
        table.lead.does("token.move", **{"token": str(token.pk), "x": 0.0, "y": 0.0, **place})


def test_a_scene_holds_only_so_many(table: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(tokens, "MOST_TOKENS", 2)
    with pytest.raises(Invalid):
        table.lead.does("token.create", scene=table.things["scene"], name="One more", x=0.0, y=0.0)


def test_a_drag_passes_to_those_who_see_the_token(table: Any) -> None:
    """SPEC D4: it is not kept, and a hidden token's is for those who lead."""
    for name, keys in (("token", {"gm", "open"}), ("hidden_token", {"gm"})):
        data = tokens.TokenDrag.Input(token=Token.objects.get(pk=table.things[name]).pk, x=1.0, y=2.0)
        drag = tokens.TokenDrag(table.lead.viewer, data)
        assert drag.keys(drag.target(drag.who)) == keys
    with pytest.raises(Invalid):
        perform(table.lead.viewer, "token.drag", {"token": table.things["token"], "x": 1.0, "y": 2.0})


def test_tokens_of_other_rooms_do_not_exist(table: Any, cleo: Any, token: Token) -> None:
    from rooms.live.testing import Table

    with pytest.raises(NotFound):
        Table(cleo, name="Another table").lead.does("token.delete", token=str(token.pk))
