"""Dice by REST: the same throw as at the table, once however often it is sent."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.models import Message


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}"


def test_it_works(table: Any, api: str, as_: Any, ben: Any) -> None:
    roll = as_(ben).post(f"{api}/rolls", {"formula": "2d6!o + {1d4, 1d8}kh # Fire", "visibility": "gm"})
    assert roll.status_code == 201
    told = roll.json()["data"]
    assert (told["formula"], told["label"], told["visibility"]) == ("2d6!o + {1d4, 1d8}kh", "Fire", "gm")
    assert [die["sides"] for die in told["dice"]][-2:] == [4, 8]
    assert [[die["sides"], die["value"]] for die in told["dice"]] == told["proof"]["draws"]
    assert str(Message.objects.get(pk=told["message"]).seq) == str(told["seq"])
    table.deliver()
    table.is_level()


def test_a_repeat_throws_nothing_again(api: str, as_: Any, ben: Any) -> None:
    first, again = (as_(ben).post(f"{api}/rolls", {"formula": "3d6", "id": "c1"}).json()["data"] for _time in range(2))
    assert (again["repeated"], again["total"], again["seq"]) == (True, first["total"], first["seq"])
    assert Message.objects.count() == 1


def test_who_throws_blind_learns_only_that_it_was_thrown(api: str, as_: Any, ada: Any, ben: Any) -> None:
    told = as_(ben).post(f"{api}/rolls", {"formula": "1d20", "visibility": "blind"}).json()["data"]
    assert told.keys() == {"seq", "repeated"}
    assert as_(ada).get(f"{api}/messages").json()["data"][-1]["roll"]["visibility"] == "blind"


@pytest.mark.parametrize(
    ("roll", "field"),
    [
        ({"formula": "1d0"}, "formula"),
        ({"formula": "1" * 501}, "formula"),
        ({"formula": ""}, "formula"),
        ({"formula": "1d6", "visibility": "secret"}, "visibility"),
        ({"formula": "1d6", "salt": "x" * 65}, "salt"),
        ({"formula": "1d6", "salt": "a\nb"}, "salt"),
        ({"formula": "1d6", "total": 6}, "total"),
    ],
)
def test_what_is_refused(api: str, as_: Any, ben: Any, roll: dict[str, Any], field: str) -> None:
    answer = as_(ben).post(f"{api}/rolls", roll)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert not Message.objects.exists()


def test_strangers_throw_nothing(api: str, as_: Any, cleo: Any) -> None:
    assert as_(cleo).post(f"{api}/rolls", {"formula": "1d6"}).status_code == 404
