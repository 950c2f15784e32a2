"""Dice at the table: the server throws, each hears what they may, and every roll can be checked afterwards."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from config.api.errors import Forbidden, Invalid
from rooms import dice
from rooms.dice.fair import Fair
from rooms.models import Member, Message, Room


def rolls(seat: Any) -> list[dict[str, Any]]:
    return [message["roll"] for message in seat.things("message") if message["kind"] == "roll"]


def test_it_works(table: Any, ben: Any) -> None:
    table.seat(ben).does("dice.roll", formula="4d6k3 + 2 # Strength", salt="5f2c")
    (roll,) = rolls(table.lead)
    assert (roll["formula"], roll["label"], roll["visibility"]) == ("4d6kh3 + 2", "Strength", "public")
    assert 5 <= roll["total"] <= 20
    thrown = roll["parts"][0]["dice"]
    assert [die["value"] for die in thrown] == [value for _sides, value in roll["proof"]["draws"]]
    assert sum("dropped" in die for die in thrown) == 1
    table.is_level()


def test_the_proof_holds(table: Any, ben: Any) -> None:
    """The commitment was told before, the seed is the one committed to, and the dice follow from seed and salt."""
    seat = table.seat(ben)
    promised = table.lead.things("room")[0]["commitment"]
    seat.does("dice.roll", formula="8d6", salt="0a0b")
    (roll,) = rolls(table.lead)
    proof = roll["proof"]
    assert proof["commitment"] == promised == hashlib.sha256(bytes.fromhex(proof["seed"])).hexdigest()
    again = Fair(proof["seed"], proof["salt"], roll["formula"])
    assert [[6, again.throw(6)] for _die in range(8)] == proof["draws"]
    assert proof["next"] == table.lead.things("room")[0]["commitment"]


def test_no_seed_is_used_twice(table: Any, ben: Any) -> None:
    seat = table.seat(ben)
    for _time in range(3):
        seat.does("dice.roll", formula="1d20")
    seeds = [roll["proof"]["seed"] for roll in rolls(seat)]
    assert len({*seeds, Room.objects.get(pk=table.room.pk).dice_seed}) == 4


@pytest.mark.parametrize(
    ("visibility", "lead_sees", "roller_sees", "other_sees"),
    [
        ("public", True, True, True),
        ("gm", True, True, False),
        ("blind", True, False, False),
        ("self", False, True, False),
    ],
)
def test_each_hears_what_they_may(
    table: Any, ben: Any, cleo: Any, visibility: str, lead_sees: bool, roller_sees: bool, other_sees: bool
) -> None:
    seat, other = table.seat(ben), table.seat(cleo)
    seat.does("dice.roll", formula="1d20", visibility=visibility)
    assert [bool(rolls(each)) for each in (table.lead, seat, other)] == [lead_sees, roller_sees, other_sees]
    table.is_level()


def test_secret_dice_have_a_seed_of_their_own(table: Any, ben: Any, cleo: Any) -> None:
    """A secret roll must not move what everybody sees, or its being thrown would show."""
    seat, other = table.seat(ben), table.seat(cleo)
    promised, heard = seat.things("dice")[0]["commitment"], len(other.heard)
    seat.does("dice.roll", formula="1d20", visibility="gm")
    assert rolls(seat)[0]["proof"]["commitment"] == promised != seat.things("dice")[0]["commitment"]
    assert len(other.heard) == heard
    assert [thing["id"] for thing in seat.things("dice")] == [str(Member.objects.get(user=ben).pk)]


def test_a_refused_roll_says_why_and_where(table: Any, ben: Any) -> None:
    with pytest.raises(Invalid) as refused:
        table.seat(ben).does("dice.roll", formula="1d6 + 1d0")
    assert refused.value.fields == {"formula": ["A die has 1 to 1,000,000 sides. (at character 7)"]}
    assert not Message.objects.filter(kind="roll").exists()


def test_what_was_refused_tells_nothing_of_other_formulas(table: Any, ben: Any) -> None:
    """Else one could ask by formulas that fail on certain dice, at no cost, until a salt is found that throws well."""
    room = Room.objects.get(pk=table.room.pk)
    asked, meant = Fair(room.dice_seed, "s", "1 / (1d1000000cs>1)"), Fair(room.dice_seed, "s", "1d1000000")
    assert [asked.throw(10**6) for _time in range(4)] != [meant.throw(10**6) for _time in range(4)]


def test_spectators_watch(table: Any, cleo: Any) -> None:
    with pytest.raises(Forbidden):
        table.seat(cleo, role="spectator").does("dice.roll", formula="1d20")


def test_attributes_come_from_whoever_knows_them(table: Any, ben: Any, monkeypatch: Any) -> None:
    known = {("Mira", "dex"): 3, ("", "attack"): "1d20 + 2"}
    monkeypatch.setattr(dice, "attributes", [lambda who, name, attribute: known.get((name, attribute))])
    seat = table.seat(ben)
    seat.does("dice.roll", formula="@{attack} + @{Mira|dex}")
    (roll,) = rolls(seat)
    assert roll["formula"] == "(1d20 + 2) + 3"
    assert (roll["parts"][0]["name"], roll["parts"][2]["name"]) == ("attack", "Mira|dex")
    with pytest.raises(Invalid, match="has no “hp”"):
        seat.does("dice.roll", formula="@{Lich|hp}")
