"""Who deletes their account is taken out of what was said: their name, their signs, mentions of them, what only they
could read. What they said to others stays, from somebody.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from config.testing.cast import PASSWORD, person
from rooms.models import Message, Reaction, Reader

OWN = "A note to myself"


@pytest.fixture
def gone(table: Any, ada: Any, ben: Any, cleo: Any, as_: Any) -> str:
    """Ben has said and done everything there is, and left; his id."""
    seat, her = table.seat(ben), table.seat(cleo)
    said = str(table.lead.does("chat.say", text="Hello **@Ben**").made[0].pk)
    seat.does("chat.say", text="Farewell @Cleo")
    seat.does("chat.say", text="/w Cleo psst")
    her.does("chat.say", text="/w Ben yes?")
    seat.does("chat.react", message=said, emoji="👍")
    her.does("chat.react", message=said, emoji="👍")
    seat.does("chat.say", text=OWN, to=[str(ben.pk)])
    seat.does("chat.say", text=f"/selfroll 1d20 # {OWN}")
    seat.does("chat.say", text="/gmroll 1d20")
    seat.does("member.leave")
    id = str(ben.pk)
    assert as_(ben).delete("/api/v1/me", {"password": PASSWORD}).status_code == 204
    return id


def everything() -> dict[str, str]:
    """All that the tables of rooms hold; the search index merges what was taken out of it away in its own time."""
    rows = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith("rooms_") and not name.startswith("rooms_search_"):
                cursor.execute(f'SELECT * FROM "{name}"')
                rows[name] = str(cursor.fetchall())
    return rows


def test_their_id_and_what_was_theirs_alone_is_nowhere(gone: str) -> None:
    for table, rows in everything().items():
        assert gone not in rows, table
        assert gone.replace("-", "") not in rows, table
        assert OWN not in rows, table


def test_what_they_said_to_others_is_somebodys(gone: str, table: Any, cleo: Any) -> None:
    texts = set(Message.objects.visible_to(cleo).values_list("text", flat=True))
    assert {"Hello **@Ben**", "Farewell @Cleo", "psst", "yes?"} <= texts
    farewell = Message.objects.get(text="Farewell @Cleo")
    assert (farewell.user, farewell.name) == (None, "Somebody")
    assert farewell.mentions == [str(cleo.pk)]


def test_mentions_and_signs_of_the_others_stay(gone: str, cleo: Any) -> None:
    hello = Message.objects.get(text="Hello **@Ben**")
    assert hello.mentions == []
    assert hello.body == [
        {"t": "p", "c": ["Hello ", {"t": "b", "c": [{"t": "mention", "user": None, "c": ["@Somebody"]}]}]}
    ]
    assert [one.user for one in Reaction.objects.all()] == [cleo]
    assert {reader.user for reader in Reader.objects.all()} == {cleo}


def test_a_page_that_comes_anew_and_one_that_resumes_see_the_same(gone: str, table: Any, as_: Any, cleo: Any) -> None:
    client, api = as_(cleo), f"/api/v1/rooms/{table.room.pk}"
    for part in ("messages", "snapshot", "entries"):
        body = client.get(f"{api}/{part}").content.decode()
        assert gone not in body
        assert "Somebody" in body


def test_nobody_elses_private_words_go(table: Any, ben: Any, cleo: Any, as_: Any) -> None:
    dan = person("dan")
    table.seat(ben), table.seat(dan)
    table.seat(cleo).does("chat.say", text="/w Dan psst")
    table.seat(cleo).does("chat.say", text="/selfroll 1d6")
    assert as_(ben).delete("/api/v1/me", {"password": PASSWORD}).status_code == 204
    assert Message.objects.visible_to(cleo).count() == 2
    assert Message.objects.visible_to(dan).count() == 1
