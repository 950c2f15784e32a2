"""Somebody's luck, of the rolls the asker may see."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.models import Member, Message
from rooms.tests.test_how_much_is_asked import questions


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/roll-statistics"


def luck(client: Any, api: str, user: Any) -> dict[str, Any]:
    return client.get(f"{api}?member={Member.objects.get(user=user).pk}").json()["data"]


def by_sides(told: dict[str, Any]) -> dict[Any, dict[str, Any]]:
    return {row["sides"]: row for row in told["by_sides"]}


def test_it_works(table: Any, api: str, as_: Any, ben: Any) -> None:
    seat = table.seat(ben)
    for formula in ("2d20kh", "4d6kh3 + (1d6ro<3)", "{4dF, 1d20}kh"):
        seat.does("dice.roll", formula=formula)
    told = as_(ben).get(api).json()["data"]
    rolls = [message.roll for message in Message.objects.all()]
    draws = [draw for roll in rolls for draw in roll["proof"]["draws"]]
    assert (told["rolls"], told["dice"], told["more"]) == (3, len(draws), False)
    assert sum(told["d20"]) == 3
    assert by_sides(told)[6]["sum"] == sum(value for sides, value in draws if sides == 6)
    assert by_sides(told)[20]["expected"] == 10.5
    assert by_sides(told)["F"]["count"] == 4 and by_sides(told)["F"]["expected"] == 0


def test_only_rolls_the_asker_may_see(table: Any, api: str, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    seat = table.seat(ben)
    table.seat(cleo)
    for visibility in ("public", "gm", "blind", "self"):
        seat.does("dice.roll", formula="1d20", visibility=visibility)
    assert [luck(as_(who), api, ben)["rolls"] for who in (ada, ben, cleo)] == [3, 3, 1]


def test_who_is_not_here_has_none(table: Any, api: str, as_: Any, ada: Any, cleo: Any) -> None:
    assert as_(ada).get(f"{api}?member=7a0e8f9c-0000-4000-8000-000000000000").status_code == 404
    assert as_(ada).get(f"{api}?member=x").status_code == 400
    assert as_(cleo).get(api).status_code == 404


def test_it_asks_the_same_however_many_rolls(table: Any, api: str, as_: Any, ben: Any) -> None:
    seat, client = table.seat(ben), as_(ben)
    seat.does("dice.roll", formula="1d20")
    few = questions(lambda: client.get(api))
    for _time in range(5):
        seat.does("dice.roll", formula="1d20")
    assert questions(lambda: client.get(api)) == few


def test_there_is_an_end_to_the_dice(table: Any, api: str, as_: Any, ben: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rooms.api.rolls.STATISTICS_DICE", 100)
    for _time in range(3):
        table.seat(ben).does("chat.say", text="A rain of [[60d6]] dice")
    told = as_(ben).get(api).json()["data"]
    assert (told["rolls"], told["dice"], told["more"]) == (2, 120, True)
