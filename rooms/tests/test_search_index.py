"""The index on SQLite: built once, kept level by triggers, and built again when a migration has made a table anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from rooms.live.testing import Table
from rooms.models import Message, Reader, Room
from rooms.search import search, sqlite

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's index")


def hits(table: Any, words: str) -> int:
    return search(table.lead.viewer, words).count


def test_it_is_built_once(db: None) -> None:
    assert sqlite.mend(connection) is False


def test_what_is_lost_is_built_again(table: Any) -> None:
    table.lead.does("chat.say", text="The lich is old")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER rooms_search_said")
    table.lead.does("chat.say", text="The lich is older")
    assert hits(table, "lich") == 1
    assert sqlite.mend(connection) is True
    assert hits(table, "lich") == 2
    assert sqlite.mend(connection) is False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Message, Reader, Room])
def test_django_may_make_a_table_anew(ada: Any, ben: Any, model: Any) -> None:
    table = Table(ada)
    table.lead.does("chat.say", text="The lich is old")
    secret = Message.objects.create(room=table.room, seq=99, user=ben, name="Ben", text="The lich", audience="named")
    Reader.objects.create(message=secret, user=ben)
    with connection.schema_editor() as editor:
        editor._remake_table(model)
    assert sqlite.mend(connection) is (model is not Room)
    assert hits(table, "lich") == 1
    Reader.objects.create(message=secret, user=ada)
    assert hits(table, "lich") == 2


def test_it_agrees_with_itself(table: Any, ben: Any) -> None:
    """FTS5 compares what it holds with the table it is made from."""
    said = table.lead.does("chat.say", text="The lich").made[0]
    Message.objects.filter(pk=said.pk).update(text="The lizard")
    Reader.objects.create(message=said, user=ben)
    Room.objects.filter(pk=table.room.pk).delete()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO rooms_search (rooms_search, rank) VALUES ('integrity-check', 1)")
        cursor.execute("SELECT count(*) FROM rooms_searchable")
        assert cursor.fetchone() == (0,)
