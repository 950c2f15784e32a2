"""Words can be changed and taken back, and that they were stays to be seen. What was deleted is gone everywhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from config.api.errors import Conflict, Forbidden, Invalid, NotFound
from config.testing.cast import person
from rooms.live import testing
from rooms.live.history import entries_since
from rooms.models import Member, Message, Reaction
from rooms.search import search

SECRET = "CANARY-said-and-regretted"


@pytest.fixture
def seats(table: Any, ada: Any, ben: Any, cleo: Any) -> dict[str, Any]:
    return {"ada": table.seat(ada), "ben": table.seat(ben), "cleo": table.seat(cleo)}


def said(seat: Any, text: str, **more: Any) -> str:
    return str(seat.does("chat.say", text=text, **more).made[0].pk)


def shown(seat: Any, id: str) -> dict[str, Any]:
    found: dict[str, Any] = seat.state["things"]["message"][id]
    return found


def test_one_edits_ones_own_words(table: Any, seats: dict[str, Any]) -> None:
    id = said(seats["ben"], "Helo @Cleo")
    seats["ben"].does("chat.edit", message=id, text="Hello, **@Ada**")
    heard = shown(seats["cleo"], id)
    assert (heard["text"], heard["deleted"]) == ("Hello, **@Ada**", "")
    assert heard["body"][0]["c"][1]["t"] == "b"
    assert heard["mentions"] == [str(seats["ada"].viewer.user.pk)]
    assert heard["edited_at"]
    table.is_level()


def test_who_leads_edits_what_they_may_read(seats: dict[str, Any]) -> None:
    id, whisper = said(seats["ben"], "Rude"), said(seats["ben"], "/w Cleo psst")
    seats["ada"].does("chat.edit", message=id, text="Kind")
    assert shown(seats["ben"], id)["text"] == "Kind"
    assert shown(seats["ben"], id)["by"]["name"] == "Ben"
    for command in ({"text": "Kind"}, {}):
        with pytest.raises(NotFound):
            seats["ada"].does("chat.edit" if command else "chat.delete", message=whisper, **command)


def test_others_do_not(seats: dict[str, Any]) -> None:
    id = said(seats["ben"], "Mine")
    with pytest.raises(Forbidden):
        seats["cleo"].does("chat.edit", message=id, text="Hers")
    with pytest.raises(Forbidden):
        seats["cleo"].does("chat.delete", message=id)


def test_the_muted_take_back_and_do_not_change(table: Any, seats: dict[str, Any], ben: Any) -> None:
    id = said(seats["ben"], "Mine")
    Member.objects.filter(room=table.room, user=ben).update(muted=True)
    with pytest.raises(Forbidden):
        seats["ben"].does("chat.edit", message=id, text="Worse")
    seats["ben"].does("chat.delete", message=id)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_what_an_edit_cannot_be(seats: dict[str, Any], text: str) -> None:
    id = said(seats["ben"], "Mine")
    with pytest.raises(Invalid):
        seats["ben"].does("chat.edit", message=id, text=text)


def test_an_edit_is_no_command(seats: dict[str, Any]) -> None:
    id = said(seats["ben"], "Mine")
    seats["ben"].does("chat.edit", message=id, text="/w Cleo psst")
    assert shown(seats["ada"], id)["text"] == "/w Cleo psst"


@pytest.mark.parametrize(("by", "trace"), [("ben", "author"), ("ada", "lead")])
def test_a_deleted_message_leaves_a_trace(table: Any, seats: dict[str, Any], by: str, trace: str) -> None:
    id = said(seats["ben"], f"**{SECRET}** @Cleo")
    said(seats["cleo"], "What?", reply_to=id)
    seats["cleo"].does("chat.react", message=id, emoji="😮")
    seats["ada"].does("chat.pin", message=id, pinned=True)
    seats[by].does("chat.delete", message=id)
    for seat in seats.values():
        left = shown(seat, id)
        assert (left["deleted"], left["text"], left["body"], left["reactions"]) == (trace, "", None, {})
        assert (left["files"], left["mentions"], left["pinned"], left["by"]["name"]) == ([], [], False, "Ben")
    table.is_level()


def test_its_words_are_gone_everywhere(table: Any, as_: Any, seats: dict[str, Any]) -> None:
    """From the lists, the search, the log that pages resume from, the replay, and every table of the database."""
    id = said(seats["ben"], f"**{SECRET}**")
    seats["ben"].does("chat.edit", message=id, text=f"{SECRET}, again")
    seats["cleo"].does("chat.react", message=id, emoji="😮")
    assert search(seats["cleo"].viewer, "regretted").count == 1
    assert SECRET in everything()
    seats["ben"].does("chat.delete", message=id)
    assert search(seats["cleo"].viewer, "regretted").count == 0
    assert SECRET not in everything()
    assert not Reaction.objects.exists()
    client, api = as_(seats["cleo"].viewer.user), f"/api/v1/rooms/{table.room.pk}"
    table.room.refresh_from_db()
    for part in ("messages", f"messages/{id}", "snapshot", "entries", f"replay?at={table.room.head - 1}"):
        assert SECRET not in client.get(f"{api}/{part}").content.decode()


def everything() -> str:
    with connection.cursor() as cursor:
        rows = []
        for name in connection.introspection.table_names(cursor):
            if name.startswith("rooms_"):
                cursor.execute(f'SELECT * FROM "{name}"')
                rows += cursor.fetchall()
    return str(rows)


def test_who_was_away_meanwhile_folds_the_trace(table: Any, seats: dict[str, Any]) -> None:
    """SPEC S4"""
    away = testing.Seat(table, seats["cleo"].viewer)
    id = said(seats["ben"], SECRET)
    seats["ben"].does("chat.edit", message=id, text=f"{SECRET}!")
    seats["ben"].does("chat.delete", message=id)
    for kept in entries_since(table.room.pk, away.told, 100):
        away.hears(kept)
    away.is_level()
    assert SECRET.encode() not in b"".join(away.heard)


def test_its_files_go_with_it(table: Any, as_: Any, seats: dict[str, Any], a_picture: bytes) -> None:
    client, api = as_(seats["ben"].viewer.user), f"/api/v1/rooms/{table.room.pk}"
    sent = client.post(f"{api}/files", {"file": SimpleUploadedFile("map.png", a_picture)}, format="multipart").json()[
        "data"
    ]
    id = said(seats["ben"], "", files=[sent["id"]])
    [heard] = shown(seats["cleo"], id)["files"]
    assert heard["id"] == sent["id"]
    table.is_level()
    seats["ben"].does("chat.delete", message=id)
    assert shown(seats["cleo"], id)["files"] == []
    assert client.get(heard["url"]).status_code == 404
    table.is_level()


@pytest.fixture
def a_picture() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("type", "data"),
    [
        ("chat.edit", {"text": "Back"}),
        ("chat.delete", {}),
        ("chat.react", {"emoji": "🔥"}),
        ("chat.pin", {"pinned": True}),
    ],
)
def test_nothing_happens_to_what_was_deleted(seats: dict[str, Any], type: str, data: Any) -> None:
    id = said(seats["ada"], "Words")
    seats["ada"].does("chat.delete", message=id)
    with pytest.raises(Conflict) as refused:
        seats["ada"].does(type, message=id, **data)
    assert refused.value.code == "deleted"


def test_a_deleted_whisper_leaves_its_trace_to_its_readers_alone(table: Any, seats: dict[str, Any]) -> None:
    id = said(seats["ben"], f"/w Cleo {SECRET}")
    seats["ben"].does("chat.delete", message=id)
    assert shown(seats["cleo"], id)["deleted"] == "author"
    assert id not in json.dumps(seats["ada"].state) + str(seats["ada"].heard)
    assert not Message.objects.visible_to(person("eve")).exists()
    table.is_level()
