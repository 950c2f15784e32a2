"""Characters: a sheet for who plays them and who leads; their tokens in every scene show what it says."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from config.testing.cast import person
from scenes.models import Character, Token
from scenes.models import character as model
from scenes.tests.test_token_changes import only


@pytest.fixture
def alric(table: Any, ben: Any) -> str:
    """Ben's character, with notes that only Ada reads."""
    table.seat(ben)
    made = table.lead.does(
        "character.create", name="Sir Alric", owner=str(ben.pk), attributes={"hp": 31, "hp_max": 31},
        gm_notes="cursed", notes="A knight", token={"size": 2.0, "has_sight": True},
    ).made[0]  # fmt: skip
    return str(made.pk)


def test_who_plays_reads_and_writes_the_sheet(table: Any, ben: Any, cleo: Any, alric: str) -> None:
    his, hers = table.seat(ben), table.seat(cleo)
    [sheet] = his.things("own_character")
    assert (sheet["notes"], sheet["attributes"]["hp"], "gm_notes" in sheet) == ("A knight", 31, False)
    assert only(table.lead, "character", alric)["gm_notes"] == "cursed"
    assert hers.things("character") == hers.things("own_character") == []
    roll = {"name": "Attack", "text": "/roll @{attack}"}
    his.does("character.update", character=alric, attributes={"hp": 12, "attack": "1d20 + 5"}, macros=[roll])
    assert only(table.lead, "character", alric)["attributes"] == {"hp": 12, "hp_max": 31, "attack": "1d20 + 5"}
    his.does("character.update", character=alric, attributes={"attack": None})
    his.does("history.undo")
    assert only(his, "own_character", alric)["attributes"]["attack"] == "1d20 + 5"
    for fields in ({"gm_notes": "mine"}, {"token": {"size": 4.0}}):
        with pytest.raises(Forbidden):
            his.does("character.update", character=alric, **fields)
    with pytest.raises(NotFound):
        hers.does("character.update", character=alric, name="Hers")
    with pytest.raises(Forbidden):
        his.does("character.delete", character=alric)
    assert "cursed" not in str(his.state) + str(hers.state)
    table.is_level()


def test_of_two_writers_different_attributes_both_win(table: Any, ben: Any, alric: str) -> None:
    """SPEC S8"""
    table.lead.does("character.update", character=alric, version=1, attributes={"hp": 30})
    table.seat(ben).does("character.update", character=alric, version=1, attributes={"hp_max": 32})
    with pytest.raises(Conflict) as refusal:
        table.seat(ben).does("character.update", character=alric, version=1, attributes={"hp": 29})
    assert refusal.value.state
    assert (refusal.value.state["attributes"]["hp"], "gm_notes" in refusal.value.state) == (30, False)


def test_a_token_begins_as_the_character_says_and_shows_its_hit_points(table: Any, ben: Any, alric: str) -> None:
    his = table.seat(ben)
    places = [{"scene": table.things[scene], "x": 70.0, "y": 70.0} for scene in ("scene", "other_scene")]
    here, there = (str(table.lead.does("token.create", character=alric, **place).made[0].pk) for place in places)
    token = only(his, "token", here)
    assert (token["name"], token["size"], token["bars"]) == ("Sir Alric", 2.0, [])
    assert only(his, "control", here)["bars"] == [{"name": "HP", "value": 31, "max": 31}]
    his.does("token.bar", token=here, bar="HP", change=-5.0)
    assert Token.objects.get(pk=there).bars_now()[0]["value"] == Character.objects.get(pk=alric).attributes["hp"] == 26
    his.does("character.update", character=alric, attributes={"hp": 9})
    assert only(his, "control", here)["bars"][0]["value"] == 9
    table.lead.does("character.delete", character=alric)
    assert only(table.lead, "token", here)["bars"][0]["value"] == 9
    table.lead.does("history.undo")
    his.does("token.bar", token=here, bar="HP", change=1.0)
    assert Character.objects.get(pk=alric).attributes["hp"] == 10
    table.is_level()


def test_hit_points_of_a_character_are_their_players(table: Any, ben: Any, cleo: Any, alric: str) -> None:
    """Who was only given the token does not write into somebody's sheet."""
    hers = table.seat(cleo)
    place = {"scene": table.things["scene"], "x": 70.0, "y": 70.0}
    token = str(table.lead.does("token.create", character=alric, **place).made[0].pk)
    table.lead.does("token.own", token=token, users=[str(ben.pk), str(cleo.pk)])
    with pytest.raises(Forbidden):
        hers.does("token.bar", token=token, bar="HP", change=-1.0)
    table.seat(ben).does("token.bar", token=token, bar="HP", change=-1.0)


def test_given_to_another_their_tokens_go_along(table: Any, ben: Any, cleo: Any, alric: str) -> None:
    his, hers = table.seat(ben), table.seat(cleo)
    place = {"scene": table.things["scene"], "x": 70.0, "y": 70.0}
    token = str(table.lead.does("token.create", character=alric, **place).made[0].pk)
    table.lead.does("character.give", character=alric, user=str(cleo.pk))
    assert [one["id"] for one in hers.things("own_character")] == [alric]
    assert his.things("own_character") == his.things("control") == []
    hers.does("token.move", token=token, x=140.0, y=70.0)
    table.lead.does("character.give", character=alric, user=None)
    with pytest.raises(Forbidden):
        hers.does("token.move", token=token, x=70.0, y=70.0)
    table.is_level()


def test_what_does_not_fit_is_refused(table: Any, alric: str, monkeypatch: Any) -> None:
    many = {f"a{number}": number for number in range(201)}
    for fields in (
        {"attributes": many},
        {"attributes": {"x" * 41: 1}},
        {"attributes": {"": 1}},
        {"attributes": {"hp": "1" * 201}},
        {"attributes": {"hp": 1e9}},
        {"attributes": {"hp": [1]}},
        {"name": ""},
        {"macros": [{"name": "A", "text": ""}]},
        {"token": {"size": 100.0}},
        {"token": {"gm_notes": "no default"}},
    ):
        with pytest.raises(Invalid):
            table.lead.does("character.update", character=alric, **fields)
    with pytest.raises(Invalid):
        table.lead.does("character.give", character=alric, user=str(person("stranger").pk))
    monkeypatch.setattr(model, "MOST_CHARACTERS", 1)
    with pytest.raises(Invalid, match="500 characters"):
        table.lead.does("character.create", name="One more")


def test_over_rest(table: Any, ada: Any, ben: Any, cleo: Any, as_: Any, alric: str) -> None:
    address = f"/api/v1/rooms/{table.room.pk}/characters"
    assert [one["name"] for one in as_(ben).get(address).json()["data"]] == ["Sir Alric"]
    table.seat(cleo)
    assert as_(cleo).get(address).json()["data"] == []
    assert as_(cleo).get(f"{address}/{alric}").status_code == 404
    made = as_(ada).post(address, {"name": "Goblin"}, format="json").json()["data"]
    changed = as_(ben).patch(f"{address}/{alric}", {"attributes": {"hp": 1}}, format="json").json()["data"]
    assert (made["name"], changed["attributes"]["hp"], "gm_notes" in changed) == ("Goblin", 1, False)
    assert as_(ben).delete(f"{address}/{alric}").status_code == 403
    assert as_(ada).delete(f"{address}/{made['id']}").status_code == 204
    assert as_(ben).post(address, {"name": "Mine"}, format="json").status_code == 403


def test_the_list_asks_the_same_whatever_its_length(
    table: Any, as_: Any, ada: Any, ben: Any, alric: str, django_assert_max_num_queries: Any
) -> None:
    """For who leads, and for who plays."""
    row = Character.objects.get(pk=alric)
    for at in range(5):
        row.pk, row.name = None, f"{at}"
        row.save(force_insert=True)
    for user in (ada, ben):
        me, address = as_(user), f"/api/v1/rooms/{table.room.pk}/characters"
        me.get(address)
        with django_assert_max_num_queries(8):
            assert len(me.get(address).json()["data"]) == 6
