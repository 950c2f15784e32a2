"""`@{token|attribute}` in dice: one's own tokens and characters, all of them for who leads."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Invalid


@pytest.fixture
def alric(table: Any, ben: Any) -> str:
    """Ben's character with a token, and an enemy of Ada's beside it."""
    table.seat(ben)
    sheet = {"attributes": {"hp": 31, "hp_max": 40, "Attack": "1d1 + @{str}", "str": 3}, "owner": str(ben.pk)}
    character = str(table.lead.does("character.create", name="Sir Alric", **sheet).made[0].pk)
    scene = table.things["scene"]
    table.lead.does("token.create", scene=scene, character=character, x=0.0, y=0.0)
    secret = {"name": "AC", "value": 13.0, "show": "none"}
    table.lead.does("token.create", scene=scene, name="Goblin", x=70.0, y=0.0, bars=[secret])
    return character


def total(seat: Any, formula: str) -> float:
    return float(seat.does("dice.roll", formula=formula).made[0].roll["total"])


def test_ones_own_by_name_or_without(table: Any, ben: Any, alric: str) -> None:
    his = table.seat(ben)
    assert total(his, "@{attack}") == 4
    assert total(his, "@{sir alric|ATTACK} + @{Sir Alric|HP} - @{Sir Alric|hp max}") == 4 + 31 - 40
    table.seat(ben).does("character.update", character=alric, attributes={"str": 5})
    assert total(his, "@{attack}") == 6


def test_what_is_not_ones_own_looks_like_what_is_not_there(table: Any, ben: Any, cleo: Any, alric: str) -> None:
    assert total(table.lead, "@{Goblin|ac}") == 13
    hers = table.seat(cleo)
    for name in ("Goblin", "Sir Alric", "Nobody"):
        with pytest.raises(Invalid) as refusal:
            hers.does("dice.roll", formula=f"@{{{name}|hp}}")
        assert refusal.value.message.replace(name, "-") == "“-” has no “hp” here. (at character 1)"
    with pytest.raises(Invalid, match="no “hp” here"):
        hers.does("dice.roll", formula="@{hp}")
    with pytest.raises(Invalid):
        table.seat(ben).does("dice.roll", formula="@{Goblin|AC}")


def test_without_a_name_it_must_be_clear_who_is_meant(table: Any, ben: Any, alric: str) -> None:
    table.lead.does("character.create", name="Sir Alric's horse", owner=str(ben.pk), attributes={"hp": 8})
    with pytest.raises(Invalid, match="no “hp” here"):
        table.seat(ben).does("dice.roll", formula="@{hp}")


def test_a_bar_that_the_owner_does_not_read_is_not_rolled_with(table: Any, ben: Any) -> None:
    bars = [{"name": "Luck", "value": 7.0, "show": "none"}, {"name": "HP", "value": 5.0, "show": "owners"}]
    table.lead.does("token.update", token=table.things["token"], bars=bars)
    table.lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    assert total(table.seat(ben), "@{Mira|hp}") == 5
    with pytest.raises(Invalid):
        table.seat(ben).does("dice.roll", formula="@{Mira|luck}")
