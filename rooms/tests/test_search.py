"""Full-text search: the same on both databases, whatever is typed, and never in what one may not read."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.testing.cast import person
from rooms.models import Message, Reader, Room
from rooms.search import search


@pytest.fixture
def api(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/search"


def write(table: Any, seat: Any, text: str, *readers: Any, **fields: Any) -> Message:
    room = Room.objects.get(pk=table.room.pk)
    room.head += 1
    room.save()
    user = seat.viewer.user
    message = Message.objects.create(room=room, seq=room.head, user=user, name=user.display_name, text=text, **fields)
    Reader.objects.bulk_create([Reader(message=message, user=reader) for reader in readers])
    return message


def found(client: Any, api: str, q: str, **more: Any) -> list[str]:
    answer = client.get(api, {"q": q, **more})
    assert answer.status_code == 200, answer.content
    return [row["text"] for row in answer.json()["data"]]


SAID = [
    "The old Lich sleeps under the tomb.",
    "An old, old door; behind it a lich?",
    "Crème brûlée for the Übermensch",
    "WELL-KNOWN names: mail ada@table.example, see https://table.example/path_to/3.5?x=1",
    "We rolled 2d6+3 and lost -5 hit points, 1e5 to go",
    "Тёмная ночь; και ΟΔΟΣ, 你好世界",
    "Straße “nach” Öl…und—Wasser 🎲dice🎲",
    "don't",
]
CASES: list[tuple[str, list[int]]] = [
    ("old", [1, 0]),
    ("OLD lich", [1, 0]),
    ('"old lich"', [0]),
    ('"lich old"', []),
    ("tom", [0]),
    ("omb", []),
    ("tom lich", []),
    ("lich tom", [0]),
    ("creme", [2]),
    ("BRULEE", [2]),
    ("ubermensch crème", [2]),
    ("known", [3]),
    ("well-known", [3]),
    ('"well known"', [3]),
    ("ada@table.example", [3]),
    ("example.com", []),
    ("path_to", [3]),
    ("3.5", [3]),
    ("path", [3]),
    ("2d6+3", [4]),
    ("2d", [4]),
    ("-5", [4, 3]),
    ("1e5", [4]),
    ("НОЧЬ", [5]),
    ("οδοσ", [5]),
    ("тёмная", [5]),
    ("темная", []),
    ("你好", [5]),
    ("strasse", []),
    ("STRASS", []),
    ("straße", [6]),
    ("nach ol und wasser", [6]),
    ("dice", [6]),
    ("🎲", []),
    ("t-don", []),
    ("don't", [7]),
    ('"don t"', [7]),
    ("t", [7]),
    ("zzz", []),
    ("!?", []),
    ("", []),
]


def test_the_same_words_are_found_on_every_database(table: Any, api: str, as_: Any, ada: Any) -> None:
    for text in SAID:
        write(table, table.lead, text)
    client = as_(ada)
    wrong = {q: hits for q, which in CASES if (hits := found(client, api, q)) != [SAID[n] for n in which]}
    assert not wrong


def test_a_row_is_a_message_with_what_was_found_in_it(table: Any, api: str, as_: Any, ada: Any) -> None:
    write(table, table.lead, "🎲 The old Lich")
    answer = as_(ada).get(api, {"q": "lich"}).json()
    assert answer["data"][0]["highlight"] == [[10, 14]]
    assert answer["data"][0]["by"]["name"] == "Ada"
    assert answer["meta"] == {"cursor": {"before": None}, "count": 1}


def test_who_speaks_and_what_was_rolled_are_found(table: Any, api: str, as_: Any, ada: Any) -> None:
    write(table, table.lead, "Behold!", speaker="Acererak")
    write(table, table.lead, "", kind="roll", roll={"label": "Perception", "formula": "1d20+4"})
    assert found(as_(ada), api, "acer") == ["Behold!"]
    assert found(as_(ada), api, "perception 1d20") == [""]


def test_page_by_page_with_the_count_of_all(table: Any, api: str, as_: Any, ada: Any) -> None:
    for number in range(7):
        write(table, table.lead, f"Water {number}")
    seen, before = [], None
    while True:
        answer = as_(ada).get(api, {"q": "water", "limit": 3, **({"before": before} if before else {})}).json()
        seen += [row["text"] for row in answer["data"]]
        assert answer["meta"]["count"] == (None if before else 7)
        before = answer["meta"]["cursor"]["before"]
        if before is None:
            break
    assert seen == [f"Water {number}" for number in reversed(range(7))]


def test_only_of_one_person_or_one_kind(table: Any, api: str, as_: Any, ada: Any, ben: Any) -> None:
    write(table, table.lead, "Water, she said")
    write(table, table.seat(ben), "Water, he said")
    write(table, table.seat(ben), "Water is poured", kind="emote")
    assert found(as_(ada), api, "water", **{"from": ben.pk}) == ["Water is poured", "Water, he said"]
    assert found(as_(ada), api, "water", kind="emote") == ["Water is poured"]
    for wrong in ({"from": "ben"}, {"kind": "song"}, {"before": "x"}):
        assert as_(ada).get(api, {"q": "water", **wrong}).status_code == 400


def test_what_one_may_not_read_is_neither_found_nor_counted(table: Any, api: str, as_: Any, ada: Any, ben: Any) -> None:
    ben_seat = table.seat(ben)
    write(table, table.lead, "water before she came")
    cleo = person("cleo")
    cleo_seat = table.seat(cleo)
    write(table, cleo_seat, "water for us two", cleo, ben, audience="named")
    write(table, cleo_seat, "water for the game master", cleo, audience="gm")
    write(table, cleo_seat, "water for me", cleo, audience="named")
    write(table, ben_seat, "water for all")
    seen = {name: found(as_(user), api, "water") for name, user in (("ada", ada), ("ben", ben), ("cleo", cleo))}
    assert seen == {
        "ada": ["water for all", "water for the game master", "water before she came"],
        "ben": ["water for all", "water for us two", "water before she came"],
        "cleo": ["water for all", "water for me", "water for the game master", "water for us two"],
    }
    for user, count in ((ada, 3), (ben, 3), (cleo, 4)):
        assert as_(user).get(api, {"q": "water", "limit": 1}).json()["meta"]["count"] == count
    assert as_(person("dana")).get(api, {"q": "water"}).status_code == 404
    table.room.open_history = True
    table.room.save()
    assert found(as_(cleo), api, "before") == ["water before she came"]


def test_it_follows_what_becomes_of_a_message(table: Any, api: str, as_: Any, ada: Any, ben: Any) -> None:
    first, second = write(table, table.lead, "A dragon"), write(table, table.lead, "Another dragon")
    ben_seat = table.seat(ben)
    whisper = write(table, table.lead, "A dragon in secret", ada, audience="named")
    client = as_(ada)
    Message.objects.filter(pk=first.pk).update(text="A lizard")
    assert (found(client, api, "dragon"), found(client, api, "lizard")) == (
        ["A dragon in secret", "Another dragon"],
        ["A lizard"],
    )
    Message.objects.filter(pk=second.pk).update(deleted_by="author")
    assert found(client, api, "dragon") == ["A dragon in secret"]
    Message.objects.filter(pk=second.pk).update(deleted_by="")
    assert found(client, api, "dragon") == ["A dragon in secret", "Another dragon"]
    assert found(as_(ben), api, "secret") == []
    reader = Reader.objects.create(message=whisper, user=ben_seat.viewer.user)
    assert found(as_(ben), api, "secret") == ["A dragon in secret"]
    reader.delete()
    assert found(as_(ben), api, "secret") == []
    whisper.delete()
    assert found(client, api, "secret") == []


def test_rooms_do_not_meet(table: Any, api: str, as_: Any, ada: Any) -> None:
    other = Room.open_by(ada, name="Elsewhere")
    Message.objects.create(room=other, seq=1, user=ada, name="Ada", text="water elsewhere")
    write(table, table.lead, "water here")
    assert found(as_(ada), api, "water") == ["water here"]
    other.delete()
    assert found(as_(ada), api, "water") == ["water here"]


def test_nothing_typed_is_an_error_of_the_server(table: Any, api: str, as_: Any, ada: Any) -> None:
    write(table, table.lead, "water")
    dice = random.Random(20261121)
    pieces = [*'"*():^-+{}[]|&!<>\'\\%_;~/@#', " ", "AND", "OR", "NOT", "NEAR(", "water", "ö", "\u0301", "🎲", "words:",
              "''", ":*", "<->", "\x01", "\u200b", "İ", "ß"]  # fmt: skip
    client, viewer = as_(ada), table.lead.viewer
    for _round in range(1000):
        search(viewer, "".join(dice.choices(pieces, k=dice.randint(1, 12))))
    for query in ('"', "'", "water*", '")', "^water", "NEAR(water", "wa\\ter", "%", "🎲"):
        assert client.get(api, {"q": query}).status_code == 200, query
    assert client.get(api, {"q": "x" * 201}).status_code == 400
    assert client.get(api, {"q": "wa\x00ter"}).status_code == 400


def test_the_count_agrees_with_what_one_may_read(table: Any, ada: Any, ben: Any) -> None:
    """Whatever audiences there are, the index and `visible_to` say the same."""
    dice, seats = (
        random.Random(4),
        [table.lead, table.seat(ben), table.seat(person("cleo")), table.seat(person("dana"))],
    )
    people = [seat.viewer.user for seat in seats]
    for _message in range(80):
        audience = dice.choice(["all", "gm", "named"])
        write(table, dice.choice(seats), "water", *dice.sample(people, dice.randint(0, 3)), audience=audience)
    for seat in seats:
        may = Message.objects.visible_to(seat.viewer).count()
        result = search(seat.viewer, "water", limit=100)
        assert (len(result.messages), result.count) == (may, may)


def test_it_asks_a_fixed_number_of_questions(table: Any, api: str, as_: Any, ada: Any) -> None:
    client, asked = as_(ada), []
    for _round in range(2):
        for _more in range(5):
            write(table, table.lead, "water", ada, audience="named")
        with CaptureQueriesContext(connection) as questions:
            client.get(api, {"q": "water"})
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 20
