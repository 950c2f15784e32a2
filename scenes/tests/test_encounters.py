"""A fight: joining by dice, turns, wounds, conditions; what players are told of it, and what not."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from rooms.models import Message, Room
from scenes.models import Combatant, Encounter, Token
from scenes.tests.dungeon import SECRETS, dig


@pytest.fixture
def fight(table: Any) -> str:
    """Mira 12 (Ben's), Goblin_1 and Goblin_2 10, the hidden one 15."""
    table.lead.does("token.own", token=table.things["token"], users=[table.things["player_user"]])
    id: str = table.things["encounter"]
    table.lead.does("encounter.bulk", encounter=id, count=2, name="Goblin", hp="5d6+6", initiative="10")
    return id


def order(seat: Any) -> list[str]:
    names = {one["id"]: one["name"] for one in seat.things("combatant")}
    here = next(one for one in seat.things("encounter") if one["active"])
    return [names[id] for id in here["order"]]


def turn(seat: Any) -> str | None:
    here = next(one for one in seat.things("encounter") if one["active"])
    return next((one["name"] for one in seat.things("combatant") if one["id"] == here["turn"]), None)


def one(seat: Any, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in seat.things("combatant") if one["name"] == name)
    return found


def test_the_order_and_whose_turn_it_is(table: Any, ben: Any, fight: str) -> None:
    lead, his, tv = table.lead, table.seat(ben), table.display()
    hidden = one(lead, "CANARY:combatant:hidden")["name"]
    assert order(lead) == [hidden, "Mira", "Goblin_1", "Goblin_2"]
    assert order(his) == order(tv) == ["Mira", "Goblin_1", "Goblin_2"]
    lead.does("encounter.next", encounter=fight)
    assert (turn(lead), turn(his), turn(tv)) == (hidden, None, None)
    for expected in ("Mira", "Goblin_1", "Goblin_2"):
        lead.does("encounter.next", encounter=fight)
        assert turn(lead) == turn(his) == expected
    lead.does("encounter.next", encounter=fight)
    assert his.things("encounter")[0]["round"] == 2
    lead.does("encounter.previous", encounter=fight)
    assert (turn(his), his.things("encounter")[0]["round"]) == ("Goblin_2", 1)
    lead.does("history.undo")
    assert turn(lead) == hidden
    for type in ("encounter.next", "encounter.end", "encounter.clear"):
        with pytest.raises(Forbidden):
            his.does(type, encounter=fight)
    table.is_level()


def test_what_a_hidden_one_does_is_silent(table: Any, ben: Any, fight: str) -> None:
    his, hidden = table.seat(ben), table.things["hidden_combatant"]
    heard = len(his.heard)
    table.lead.does("combatant.hurt", combatant=hidden, change=-2)
    table.lead.does("combatant.condition", combatant=hidden, name="prone")
    table.lead.does("combatant.update", combatant=hidden, initiative=3.0)
    table.lead.does("encounter.add", encounter=fight, combatants=[{"name": "Lurker", "hidden": True}])
    assert len(his.heard) == heard
    with pytest.raises(NotFound):
        his.does("combatant.roll", combatant=hidden)
    table.lead.does("combatant.update", combatant=hidden, hidden=False)
    assert order(his)[-1] == "CANARY:combatant:hidden"
    table.lead.does("history.undo")
    assert len(order(his)) == 3
    table.is_level()


def test_who_stands_for_a_token_is_hidden_and_shown_with_it(table: Any, ben: Any, fight: str) -> None:
    lead, his, token = table.lead, table.seat(ben), table.things["token"]
    lead.does("token.hide", token=token, hidden=True)
    assert order(his) == ["Goblin_1", "Goblin_2"]
    assert one(lead, "Mira")["hidden"]
    lead.does("history.undo")
    assert "Mira" in order(his)
    lead.does("combatant.update", combatant=table.things["combatant"], hidden=True)
    lead.does("token.update", token=token, disposition="ally")
    assert "Mira" not in order(his), "hidden in the fight alone, it stays so"
    lead.does("token.hide", token=token, hidden=True)
    lead.does("token.hide", token=token, hidden=False)
    assert "Mira" in order(his)
    table.is_level()


@pytest.mark.parametrize("vision", ["party", "own"])
def test_who_is_out_of_sight_is_not_in_the_order(table: Any, ben: Any, cleo: Any, fight: str, vision: str) -> None:
    """Nor whose turn it is then, nor the dice for it; players know of each other wherever they stand."""
    lead, his, hers = table.lead, table.seat(ben), table.seat(cleo)
    lead.does("combatant.update", combatant=table.things["hidden_combatant"], initiative=1.0)
    dungeon = dig(table, ben, vision=vision)
    begun = len(his.heard)
    far = str(lead.does("token.create", scene=dungeon.scene, name="Orla", x=1190.0, y=350.0).made[0].pk)
    lead.does("token.own", token=far, users=[str(cleo.pk)])
    joining = [{"token": str(dungeon.goblin.pk), "initiative": "+40"}, {"token": far, "initiative": "+60"}]
    goblin = str(lead.does("encounter.add", encounter=fight, combatants=joining, show=True).made[0].pk)
    assert Message.objects.latest("seq").text.startswith("Initiative: Orla ")
    party = ["Orla", "Mira", "Goblin_1", "Goblin_2"]
    assert order(his) == order(hers) == party
    for _turn in range(2):
        lead.does("encounter.next", encounter=fight)
    assert (turn(lead), turn(his), turn(hers)) == (SECRETS["goblin"], None, None)
    with pytest.raises(NotFound):
        his.does("combatant.roll", combatant=goblin)
    lead.does("combatant.condition", combatant=goblin, name="prone")
    assert not any(SECRETS["goblin"].encode() in frame or goblin.encode() in frame for frame in his.heard[begun:])

    lead.does("token.move", token=dungeon.mira, x=630.0, y=350.0)
    his.does("door.open", door=str(dungeon.door.pk), open=True)
    assert (order(his), turn(his)) == (["Orla", SECRETS["goblin"], *party[1:]], SECRETS["goblin"])
    assert (SECRETS["goblin"] in order(hers)) == (vision == "party")
    lead.does("token.move", token=str(dungeon.goblin.pk), x=910.0, y=1400.0)
    assert (order(his), turn(his)) == (party, None)
    lead.does("history.undo")
    assert SECRETS["goblin"] in order(his)
    lead.does("token.delete", token=str(dungeon.goblin.pk))
    assert order(his) == party
    lead.does("history.undo")
    lead.does("scene.update", scene=dungeon.scene, vision="none")
    assert order(his) == order(hers) == ["Orla", SECRETS["goblin"], *party[1:]]
    table.is_level()


def test_dice_of_one_without_a_name_tell_none(table: Any, ben: Any, fight: str) -> None:
    lead, his = table.lead, table.seat(ben)
    place = {"scene": table.things["scene"], "x": 0.0, "y": 0.0}
    veiled = str(lead.does("token.create", name="Count Strahd", show_name=False, **place).made[0].pk)
    lead.does("encounter.add", encounter=fight, combatants=[{"token": veiled, "initiative": "+4"}], show=True)
    assert Message.objects.latest("seq").text.startswith("Initiative: ? ")
    combatant = str(Combatant.objects.get(token=veiled).pk)
    lead.does("combatant.update", combatant=combatant, initiative=None)
    lead.does("encounter.roll", encounter=fight, show=True)
    assert not any(b"Strahd" in frame for frame in his.heard)
    assert "" in order(his)


def test_wounds_are_numbers_for_those_who_lead_and_pips_for_players(table: Any, ben: Any, fight: str) -> None:
    lead, his = table.lead, table.seat(ben)
    mira = table.things["combatant"]
    assert all("hp" not in row and "hp_max" not in row and "modifier" not in row for row in his.things("combatant"))
    for row in lead.things("combatant"):
        if row["name"].startswith("Goblin"):
            assert 11 <= row["hp"] == row["hp_max"] <= 36
    assert one(his, "Mira")["pips"] == 4
    lead.does("combatant.hurt", combatant=mira, change=-9)
    assert (one(lead, "Mira")["hp"], one(his, "Mira")["pips"]) == (1, 1)
    lead.does("combatant.hurt", combatant=mira, change=100)
    assert one(lead, "Mira")["hp"] == 12
    lead.does("encounter.next", encounter=fight)
    lead.does("encounter.next", encounter=fight)
    assert turn(his) == "Mira"
    lead.does("combatant.hurt", combatant=mira, change=-25)
    assert (one(his, "Mira")["killed"], one(his, "Mira")["pips"], turn(his)) == (True, 0, "Goblin_1")
    lead.does("history.undo")
    assert (one(his, "Mira")["killed"], turn(his), one(lead, "Mira")["hp"]) == (False, "Mira", 12)
    lead.does("combatant.kill", combatant=mira)
    lead.does("combatant.revive", combatant=mira)
    assert (one(lead, "Mira")["hp"], one(lead, "Mira")["killed"], one(his, "Mira")["pips"]) == (1, False, 1)
    lead.does("combatant.kill", combatant=mira)
    lead.does("encounter.clear", encounter=fight)
    assert order(his) == ["Goblin_1", "Goblin_2"]
    lead.does("history.undo")
    assert order(his) == ["Mira", "Goblin_1", "Goblin_2"]
    with pytest.raises(Forbidden):
        his.does("combatant.hurt", combatant=mira, change=5)
    lines = [line["text"] for line in lead.things("encounter_line")]
    assert "Mira loses 9 hit points." in lines
    assert "Mira is out." in lines
    assert not his.things("encounter_line")
    table.is_level()


def bar(table: Any) -> dict[str, Any]:
    token = Token.objects.get(pk=table.things["token"])
    return {"value": token.bars_now()[0]["value"], "conditions": token.conditions, "trail": token.trail}


def test_token_and_combatant_share_hit_points_and_conditions(table: Any, ben: Any, fight: str) -> None:
    """The first bar; what players do to their own token tells in the fight. The trail begins anew with its turn."""
    lead, his, mira, token = table.lead, table.seat(ben), table.things["combatant"], table.things["token"]
    lead.does("combatant.hurt", combatant=mira, change=-6)
    assert bar(table)["value"] == 4
    his.does("token.bar", token=token, bar="HP", change=3.0)
    assert (one(lead, "Mira")["hp"], one(his, "Mira")["pips"]) == (7, 3)
    his.does("token.condition", token=token, name="prone", on=True, rounds=1)
    assert one(his, "Mira")["conditions"] == [{"name": "prone", "rounds": 1}]
    lead.does("token.move", token=token, x=420.0, y=350.0)
    assert bar(table)["trail"]
    for _turn in range(2):
        lead.does("encounter.next", encounter=fight)
    assert (bar(table)["trail"], bar(table)["conditions"], one(his, "Mira")["conditions"]) == ([], [], [])
    lead.does("history.undo")
    assert bar(table)["conditions"] == [{"name": "prone", "rounds": 1}]
    lead.does("encounter.next", encounter=fight)
    lead.does("token.bar", token=token, bar="HP", value=0.0)
    assert (one(his, "Mira")["killed"], turn(his)) == (True, "Goblin_1")
    lead.does("history.undo")
    assert (one(his, "Mira")["killed"], turn(his), one(lead, "Mira")["hp"]) == (False, "Mira", 7)
    table.is_level()


def test_a_characters_hit_points_are_those_of_all_their_tokens(table: Any, ben: Any, fight: str) -> None:
    lead = table.lead
    character = str(lead.does("character.create", name="Sir Alric", attributes={"hp": 8, "hp_max": 8}).made[0].pk)
    scene = table.things["scene"]
    token = str(lead.does("token.create", scene=scene, character=character, x=0.0, y=0.0).made[0].pk)
    other = lead.does("token.create", scene=scene, character=character, x=70.0, y=0.0).made[0]
    alric = str(lead.does("encounter.add", encounter=fight, combatants=[{"token": token}]).made[0].pk)
    lead.does("combatant.hurt", combatant=alric, change=-3)
    assert Token.objects.get(pk=other.pk).bars_now()[0]["value"] == 5
    lead.does("character.update", character=character, attributes={"hp": 2})
    assert one(lead, "Sir Alric")["hp"] == 2
    table.is_level()


def test_a_condition_lasts_for_its_rounds(table: Any, ben: Any, fight: str) -> None:
    """Laid on Goblin_2 in Mira's turn for two rounds: gone when Mira's turn comes the second time."""
    lead, his = table.lead, table.seat(ben)
    goblin = one(lead, "Goblin_2")["id"]
    for _turn in range(2):
        lead.does("encounter.next", encounter=fight)
    lead.does("combatant.condition", combatant=goblin, name="stunned", rounds=2)
    lead.does("combatant.condition", combatant=goblin, name="prone")
    assert one(his, "Goblin_2")["conditions"][0] == {"name": "stunned", "rounds": 2}
    for _turn in range(4):
        lead.does("encounter.next", encounter=fight)
    assert one(his, "Goblin_2")["conditions"][0]["rounds"] == 1
    lead.does("encounter.previous", encounter=fight)
    assert one(his, "Goblin_2")["conditions"][0]["rounds"] == 2
    for _turn in range(5):
        lead.does("encounter.next", encounter=fight)
    assert [row["name"] for row in one(his, "Goblin_2")["conditions"]] == ["prone"]
    lead.does("combatant.condition", combatant=goblin, name="prone", on=False)
    assert one(his, "Goblin_2")["conditions"] == []
    table.is_level()


def test_initiative_is_thrown(table: Any, ben: Any, cleo: Any, fight: str) -> None:
    """For all who have none; by a player for their own, once, for all to read. Undo leaves the dice and spends no seed twice."""
    lead, his = table.lead, table.seat(ben)
    lead.does("combatant.update", combatant=table.things["combatant"], initiative=None)
    with pytest.raises(Forbidden):
        table.seat(cleo).does("combatant.roll", combatant=table.things["combatant"])
    rolled = his.does("combatant.roll", combatant=table.things["combatant"], modifier=2)
    said = rolled.made[-1]
    assert (said.roll["formula"], one(his, "Mira")["initiative"]) == ("1d20 + 2", said.roll["total"])
    with pytest.raises(Conflict):
        his.does("combatant.roll", combatant=table.things["combatant"])
    lead.does(
        "encounter.add", encounter=fight, combatants=[{"name": "Orc", "hp": "2d8"}, {"name": "Rat", "initiative": "+3"}]
    )
    assert 4 <= one(lead, "Rat")["initiative"] <= 23
    assert one(lead, "Rat")["modifier"] == 3
    seed = Room.objects.get(pk=table.room.pk).dice_seed
    lead.does("encounter.roll", encounter=fight, show=True)
    message = Message.objects.latest("seq")
    assert message.text == f"Initiative: Orc {one(his, 'Orc')['initiative']:g}"
    assert message.body is not None
    assert message.body[0]["c"][2]["proof"]["seed"] == seed
    following = Room.objects.get(pk=table.room.pk).dice_seed
    lead.does("history.undo")
    assert one(his, "Orc")["initiative"] is None
    assert Message.objects.filter(pk=message.pk).exists()
    assert Room.objects.get(pk=table.room.pk).dice_seed == following != seed
    table.is_level()


def test_the_order_can_be_dragged(table: Any, ben: Any, fight: str) -> None:
    lead, his = table.lead, table.seat(ben)
    here = next(row for row in lead.things("encounter") if row["active"])
    lead.does("combatant.order", encounter=fight, order=here["order"][::-1])
    assert order(his) == ["Goblin_2", "Goblin_1", "Mira"]
    lead.does("encounter.sort", encounter=fight)
    assert order(his)[0] == "Mira"
    with pytest.raises(Conflict):
        lead.does("combatant.order", encounter=fight, order=here["order"][1:])
    table.is_level()


def test_it_ends_and_is_kept_for_those_who_lead(table: Any, ben: Any, fight: str) -> None:
    lead, his = table.lead, table.seat(ben)
    with pytest.raises(Conflict):
        lead.does("encounter.start", scene=table.things["scene"])
    lead.does("encounter.end", encounter=fight)
    assert not his.things("encounter")
    assert not his.things("combatant")
    assert not lead.things("combatant")
    assert [row["active"] for row in lead.things("encounter")] == [False]
    with pytest.raises(Conflict):
        lead.does("encounter.next", encounter=fight)
    with pytest.raises(NotFound):
        his.does("encounter.next", encounter=fight)
    lead.does("history.undo")
    assert order(his) == ["Mira", "Goblin_1", "Goblin_2"]
    table.is_level()
    ended = lead.does("encounter.end", encounter=fight).seq
    tokens = [table.things["token"], table.things["hidden_token"]]
    second = str(lead.does("encounter.start", scene=table.things["scene"], tokens=tokens).made[0].pk)
    assert order(his) == ["Mira"]
    lead.does("encounter.delete", encounter=fight)
    assert [row["id"] for row in lead.things("encounter")] == [second]
    lead.does("history.undo")
    assert {row["id"]: row["active"] for row in lead.things("encounter")} == {second: True, fight: False}
    assert Combatant.objects.filter(encounter=fight).count() == 4
    with pytest.raises(Conflict) as refusal:
        lead.does("history.undo", seq=ended)
    assert refusal.value.code == "under_way"
    lead.does("history.redo")
    assert [row["id"] for row in lead.things("encounter")] == [second]
    lead.does("scene.activate", scene=table.things["other_scene"])
    assert not his.things("encounter")
    lead.does("scene.activate", scene=table.things["scene"])
    assert order(his) == ["Mira"]
    lead.does("encounter.delete", encounter=second)
    assert not Encounter.objects.exists()
    table.is_level()


@pytest.mark.parametrize(
    ("type", "wrong", "field"),
    [
        ("encounter.add", {"combatants": [{"name": "Orc", "initiative": "soon"}]}, "initiative"),
        ("encounter.add", {"combatants": [{"name": "Orc", "hp": "many"}]}, "hp"),
        ("encounter.add", {"combatants": [{"token": "00000000-0000-0000-0000-000000000000"}]}, "combatants"),
        ("encounter.add", {"combatants": [{}]}, "combatants"),
        ("encounter.bulk", {"count": 51, "name": "Rat"}, "count"),
        ("encounter.bulk", {"count": 1, "name": ""}, "name"),
    ],
)
def test_what_cannot_join(table: Any, type: str, wrong: dict[str, Any], field: str) -> None:
    before = Combatant.objects.count()
    with pytest.raises(Invalid) as refusal:
        table.lead.does(type, encounter=table.things["encounter"], **wrong)
    assert [name.split(".")[0] for name in refusal.value.fields] == [field]
    assert Combatant.objects.count() == before


def test_the_oldest_lines_give_way(table: Any, fight: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("scenes.fight.MOST_LINES", 16)
    for _turn in range(12):
        table.lead.does("combatant.hurt", combatant=table.things["combatant"], change=-1)
    assert len(table.lead.things("encounter_line")) <= 16
    table.lead.does("history.undo")
    table.is_level()
