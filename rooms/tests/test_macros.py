"""Lines kept at hand: one's own, in one's own order, fifty at most."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.models import Macro, Member
from rooms.tests.test_how_much_is_asked import questions


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/macros"


def add(client: Any, api: str, name: str) -> dict[str, Any]:
    return client.post(api, {"name": name, "text": f"/roll 1d20 # {name}"}).json()["data"]


def names(client: Any, api: str) -> list[str]:
    return [macro["name"] for macro in client.get(api).json()["data"]]


def test_it_works(api: str, as_: Any, ben: Any) -> None:
    client = as_(ben)
    made = [add(client, api, name) for name in ("Sword", "Bow", "Shield")]
    assert [macro["order"] for macro in made] == [0, 1, 2]
    changed = client.patch(f"{api}/{made[2]['id']}", {"name": "Big shield", "order": 0}).json()["data"]
    assert (changed["name"], changed["text"], changed["order"]) == ("Big shield", "/roll 1d20 # Shield", 0)
    assert names(client, api) == ["Big shield", "Sword", "Bow"]
    assert client.delete(f"{api}/{made[0]['id']}").status_code == 204
    assert names(client, api) == ["Big shield", "Bow"]


def test_they_are_nobody_elses(api: str, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    made = add(as_(ben), api, "Sword")
    assert names(as_(ada), api) == []
    assert as_(ada).patch(f"{api}/{made['id']}", {"name": "Mine"}).status_code == 404
    assert as_(ada).delete(f"{api}/{made['id']}").status_code == 404
    assert as_(cleo).get(api).status_code == 404
    assert as_(cleo).post(api, {"name": "A", "text": "b"}).status_code == 404


@pytest.mark.parametrize(
    "macro", [{"name": " ", "text": "x"}, {"name": "x", "text": " "}, {"name": "x" * 41, "text": "x"}]
)
def test_blank_or_endless_words_are_refused(api: str, as_: Any, ben: Any, macro: dict[str, Any]) -> None:
    assert as_(ben).post(api, macro).status_code == 400


def test_fifty_are_enough(table: Any, api: str, as_: Any, ben: Any) -> None:
    member = Member.objects.get(user=ben)
    Macro.objects.bulk_create(Macro(member=member, name=str(n), text="x", order=n) for n in range(50))
    answer = as_(ben).post(api, {"name": "One more", "text": "x"})
    assert answer.status_code == 409 and "50" in answer.json()["error"]


def test_the_list_asks_the_same_however_long(table: Any, api: str, as_: Any, ben: Any) -> None:
    client = as_(ben)
    add(client, api, "Sword")
    few = questions(lambda: client.get(api))
    for number in range(5):
        add(client, api, str(number))
    assert questions(lambda: client.get(api)) == few
