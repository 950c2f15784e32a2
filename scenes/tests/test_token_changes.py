"""What a token is like: who reads its name, bars and notes, and who may change them."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid, NotFound
from scenes.models import Scene, Token
from scenes.models.token import SENSES, STANCE
from scenes.sight.scenery import TOKEN_FIELDS

HIDDEN = {"name": "Wounds", "value": 3.0, "max": 9.0, "show": "none"}
OWNED = {"name": "HP", "value": 10.0, "max": 12.0, "show": "owners"}
PUBLIC = {"name": "Light", "value": 2.0, "max": None, "show": "all"}


def only(seat: Any, kind: str, id: str) -> dict[str, Any]:
    [found] = [one for one in seat.things(kind) if one["id"] == id]
    return dict(found)


@pytest.fixture
def mira(table: Any, ben: Any) -> str:
    """The shown token, given to Ben, with one bar for nobody, one for Ben and one for everybody."""
    table.lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    table.lead.does("token.update", token=table.things["token"], bars=[HIDDEN, OWNED, PUBLIC])
    return str(table.things["token"])


def shown(bar: dict[str, Any]) -> dict[str, Any]:
    return {name: bar[name] for name in ("name", "value", "max")}


def test_each_reads_the_bars_that_are_shown_to_them(table: Any, ben: Any, cleo: Any, mira: str) -> None:
    his, hers = table.seat(ben), table.seat(cleo)
    assert only(hers, "token", mira)["bars"] == only(his, "token", mira)["bars"] == [shown(PUBLIC)]
    assert only(his, "control", mira)["bars"] == [shown(OWNED), shown(PUBLIC)]
    assert hers.things("control") == []
    assert [bar["show"] for bar in only(table.lead, "token", mira)["bars"]] == ["none", "owners", "all"]


def test_what_is_seen_is_worked_out_anew_for_senses_not_for_words(table: Any, mira: str) -> None:
    lead, id = table.lead, table.things["scene"]
    assert set(TOKEN_FIELDS) - {"id"} <= SENSES | STANCE

    def renews(type: str, **data: Any) -> bool:
        before = Scene.objects.get(pk=id).sight_key
        lead.does(type, token=mira, **data)
        return Scene.objects.get(pk=id).sight_key != before

    lead.does("token.update", token=mira, has_sight=True)
    assert not renews("token.bar", bar="HP", change=-1.0)
    assert not renews("token.condition", name="prone", on=True)
    assert not renews("token.update", gm_notes="limps", elevation=10.0)
    assert renews("token.move", x=420.0, y=350.0)
    assert renews("token.update", light_dim=20.0)
    assert renews("token.hide", hidden=True)
    assert Token.objects.get(pk=mira).version == 8


def test_an_owner_counts_the_bars_they_read_and_no_others(table: Any, ben: Any, cleo: Any, mira: str) -> None:
    his = table.seat(ben)
    his.does("token.bar", token=mira, bar="HP", change=-30.0)
    assert only(his, "control", mira)["bars"][0]["value"] == 0
    his.does("token.bar", token=mira, bar="HP", change=99.0)
    assert only(his, "control", mira)["bars"][0]["value"] == 12
    his.does("token.bar", token=mira, bar="HP", value=20.0)
    his.does("history.undo")
    assert only(table.lead, "token", mira)["bars"][1]["value"] == 12
    for bar in ("Wounds", "No such bar"):
        with pytest.raises(NotFound):
            his.does("token.bar", token=mira, bar=bar, change=1.0)
    with pytest.raises(Forbidden):
        table.seat(cleo).does("token.bar", token=mira, bar="Light", change=1.0)
    for amount in ({}, {"change": 1.0, "value": 1.0}):
        with pytest.raises(Invalid):
            his.does("token.bar", token=mira, bar="HP", **amount)
    table.is_level()


def test_conditions_are_for_all_to_see_and_for_owners_to_put_on(table: Any, ben: Any, cleo: Any, mira: str) -> None:
    his, hers = table.seat(ben), table.seat(cleo)
    his.does("token.condition", token=mira, name="prone", on=True)
    his.does("token.condition", token=mira, name="In a net", on=True, rounds=3)
    his.does("token.condition", token=mira, name="prone", on=False)
    assert only(hers, "token", mira)["conditions"] == [{"name": "In a net", "rounds": 3}]
    with pytest.raises(Forbidden):
        hers.does("token.condition", token=mira, name="blinded", on=True)
    for number in range(19):
        table.lead.does("token.condition", token=mira, name=f"curse {number}", on=True)
    with pytest.raises(Invalid, match="20 conditions"):
        his.does("token.condition", token=mira, name="one more", on=True)
    table.is_level()


def test_a_name_may_be_kept_from_the_players(table: Any, ben: Any, cleo: Any, mira: str) -> None:
    table.lead.does("token.update", token=mira, show_name=False)
    assert only(table.seat(cleo), "token", mira)["name"] == ""
    assert only(table.seat(ben), "control", mira)["name"] == "Mira"
    assert only(table.lead, "token", mira)["name"] == "Mira"


def test_owners_write_their_notes_and_nothing_else(table: Any, ben: Any, cleo: Any, mira: str) -> None:
    his = table.seat(ben)
    his.does("token.update", token=mira, version=only(his, "control", mira)["version"], owner_notes="My twin.")
    assert only(his, "control", mira)["owner_notes"] == only(table.lead, "token", mira)["owner_notes"] == "My twin."
    assert "My twin." not in str(table.seat(cleo).state)
    for fields in ({"name": "Queen"}, {"owner_notes": "", "size": 4.0}, {"has_sight": True}, {"locked": False}):
        with pytest.raises(Forbidden):
            his.does("token.update", token=mira, **fields)
    table.is_level()


def test_the_look_of_a_token_in_one_go_and_back_again(table: Any, cleo: Any, mira: str) -> None:
    auras = [{"radius": 10.0, "colour": "#5ec2b0", "show": show} for show in ("all", "owners")]
    look = {"elevation": -10.0, "auras": auras, "has_sight": True, "darkvision": 60.0, "sight_range": None,
            "light_bright": 20.0, "light_dim": 40.0, "light_colour": "#ffaa00", "group": "guards", "locked": True}  # fmt: skip
    before = only(table.lead, "token", mira)
    table.lead.does("token.update", token=mira, **look)
    hers = only(table.seat(cleo), "token", mira)
    assert (hers["elevation"], hers["auras"]) == (-10.0, [{"radius": 10.0, "colour": "#5ec2b0"}])
    assert not {"group", "locked", "darkvision", "gm_notes", "owners", "character"} & hers.keys()
    table.lead.does("history.undo")
    after = only(table.lead, "token", mira)
    assert {**after, "version": 0} == {**before, "version": 0}
    table.is_level()


@pytest.mark.parametrize(
    "fields",
    [
        {"bars": [PUBLIC] * 4},
        {"bars": [{**PUBLIC, "value": 1e7}]},
        {"bars": [{**PUBLIC, "show": "some"}]},
        {"auras": [{"radius": -1.0, "colour": "#ffffff"}]},
        {"auras": [{"radius": 1.0, "colour": "red"}]},
        {"conditions": [{"name": "", "rounds": 1}]},
        {"conditions": [{"name": "prone", "rounds": 0}]},
        {"elevation": 1e9},
        {"sight_angle": 0.0},
        {"group": "g" * 41},
        {"owner_notes": "n" * 5001},
    ],
)
def test_what_does_not_fit_is_refused(table: Any, fields: Any) -> None:
    with pytest.raises(Invalid):
        table.lead.does("token.update", token=table.things["token"], **fields)
