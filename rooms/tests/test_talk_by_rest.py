"""The same commands by REST: said once however often it is sent, read page by page, each from when they came."""

from __future__ import annotations

from typing import Any

import pytest

from rooms.models import Message


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}"


def say(client: Any, api: str, text: str, id: str | None = None) -> Any:
    command = {"type": "chat.say", "data": {"text": text}} | ({"id": id} if id else {})
    return client.post(f"{api}/commands", command)


def texts(answer: Any) -> list[str]:
    return [one["text"] for one in answer.json()["data"]]


def test_it_works(table: Any, api: str, as_: Any, ada: Any, ben: Any) -> None:
    answer = say(as_(ben), api, "Hello").json()["data"]
    assert answer["ops"][0][:2] == ["put", "message"]
    assert answer["ops"][0][3]["by"]["name"] == "Ben"
    assert texts(as_(ada).get(f"{api}/messages")) == ["Hello"]
    table.deliver()
    table.is_level()


def test_a_repeat_says_nothing_again(api: str, as_: Any, ben: Any) -> None:
    """SPEC U5"""
    first = say(as_(ben), api, "Hello", id="c1").json()["data"]
    again = say(as_(ben), api, "Hello", id="c1").json()["data"]
    assert (again["seq"], again["repeated"]) == (first["seq"], True)
    assert Message.objects.count() == 1


def test_another_persons_id_is_another_request(api: str, as_: Any, ada: Any, ben: Any) -> None:
    say(as_(ben), api, "Hello", id="c1")
    assert say(as_(ada), api, "Hello", id="c1").json()["data"]["repeated"] is False


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ({"type": "chat.sing", "data": {}}, 400),
        ({"type": "member.join", "data": {"role": "game_master"}}, 400),
        ({"type": "chat.typing", "data": {"typing": True}}, 400),
        ({"type": "chat.say", "data": {"text": "  "}}, 400),
        ({"type": "chat.say", "data": {"text": "x" * 2001}}, 400),
        ({"type": "chat.say", "data": {"text": "A", "as": "Ada"}}, 400),
        ({"type": "room.update", "data": {"name": "Mine"}}, 403),
    ],
)
def test_what_is_refused_takes_no_number(table: Any, api: str, as_: Any, ben: Any, command: Any, status: int) -> None:
    """SPEC U6, S1"""
    table.room.refresh_from_db()
    before = table.room.head
    assert as_(ben).post(f"{api}/commands", command).status_code == status
    table.room.refresh_from_db()
    assert table.room.head == before


def test_the_past_is_read_page_by_page(api: str, as_: Any, ada: Any) -> None:
    client = as_(ada)
    for number in range(7):
        say(client, api, str(number))
    seen: list[str] = []
    before: Any = ""
    while before is not None:
        answer = client.get(f"{api}/messages", {"limit": 3, "before": before})
        seen = texts(answer) + seen
        before = answer.json()["meta"]["cursor"]["before"]
    assert seen == [str(number) for number in range(7)]
    assert client.get(f"{api}/messages", {"before": "x"}).status_code == 400


def test_one_reads_from_when_one_came(table: Any, api: str, as_: Any, ada: Any, cleo: Any) -> None:
    say(as_(ada), api, "Before")
    table.deliver()
    table.seat(cleo)
    say(as_(ada), api, "After")
    assert texts(as_(cleo).get(f"{api}/messages")) == ["After"]
    table.room.open_history = True
    table.room.save()
    assert texts(as_(cleo).get(f"{api}/messages")) == ["Before", "After"]


def test_spectators_listen_and_strangers_do_not(table: Any, api: str, as_: Any, cleo: Any) -> None:
    assert say(as_(cleo), api, "Hello").status_code == 404
    assert as_(cleo).get(f"{api}/messages").status_code == 404
    table.seat(cleo, role="spectator")
    assert as_(cleo).get(f"{api}/messages").status_code == 200
    assert say(as_(cleo), api, "Hello").status_code == 403
