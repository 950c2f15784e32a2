"""A file is for whom its message is, asked anew each time; before it is sent it is its sender's alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from config.testing.sounds import tone
from rooms.live.testing import Seat, Table
from rooms.models import Attachment, Message
from rooms.tests.conftest import PDF, bytes_of, picture, send

LeftBehind = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def _storage(left_behind: LeftBehind) -> None:
    """Every test here stores something."""


def uploaded(client: Any, table: Table, content: bytes | None = None) -> dict[str, Any]:
    made: dict[str, Any] = send(client, table.room, content or picture()).json()["data"]
    return made


def say_with(seat: Seat, file: dict[str, Any], **more: Any) -> Message:
    message: Message = seat.does("chat.say", text="Look.", files=[file["id"]], **more).made[0]  # type: ignore[assignment]
    return message


def status(client: Any, file: dict[str, Any]) -> int:
    code: int = client.get(file["url"]).status_code
    return code


def test_before_it_is_sent_only_the_sender_has_it(table: Table, as_: Any, ada: User, ben: User, cleo: User) -> None:
    file = uploaded(as_(ben), table)

    assert status(as_(ben), file) == 200
    assert status(as_(ada), file) == status(as_(cleo), file) == 404
    assert status(as_(), file) == 401


def test_sent_it_is_for_everybody_at_the_table(table: Table, as_: Any, ada: User, ben: User, cleo: User) -> None:
    table.seat(dora := User.objects.create_user("dora"), role="spectator")
    file = uploaded(as_(ben), table)
    say_with(table.seat(ben), file)

    assert [status(as_(one), file) for one in (ada, ben, dora)] == [200, 200, 200]
    assert status(as_(cleo), file) == 404


def test_who_comes_later_does_not_find_it(table: Table, as_: Any, ben: User, cleo: User) -> None:
    file = uploaded(as_(ben), table)
    say_with(table.seat(ben), file)
    table.seat(cleo)

    assert status(as_(cleo), file) == 404
    table.room.open_history = True
    table.room.save()
    assert status(as_(cleo), file) == 200


def test_in_a_whisper_it_is_for_its_readers(table: Table, as_: Any, ada: User, ben: User, cleo: User) -> None:
    """The game master has no part in a whisper between players."""
    table.seat(cleo)
    file = uploaded(as_(ben), table)
    say_with(table.seat(ben), file, to=[str(cleo.pk)])

    assert status(as_(ben), file) == status(as_(cleo), file) == 200
    assert status(as_(ada), file) == 404


def test_after_a_kick_the_saved_address_is_not_found(table: Table, as_: Any, ada: User, ben: User) -> None:
    sent, waiting = uploaded(as_(ben), table), uploaded(as_(ben), table)
    say_with(table.seat(ben), sent)
    table.seat(ada).does("member.remove", member=table.things["member"])

    assert status(as_(ben), sent) == status(as_(ben), waiting) == 404
    assert status(as_(ada), sent) == 200


def test_after_its_message_was_deleted_neither(table: Table, as_: Any, ada: User, ben: User) -> None:
    file = uploaded(as_(ben), table)
    message = say_with(table.seat(ben), file)
    table.seat(ben).does("chat.delete", message=str(message.pk))

    assert status(as_(ben), file) == status(as_(ada), file) == 404


def test_everybody_is_shown_the_files_in_the_order_of_the_message(table: Table, as_: Any, ada: User, ben: User) -> None:
    first, second, third = (uploaded(as_(ben), table, PDF + b"%" + sign) for sign in (b"1", b"2", b"3"))
    table.seat(ben).does("chat.say", text="", files=[third["id"], first["id"], second["id"]])

    said = table.seat(ada).things("message")[-1]
    assert [file["id"] for file in said["files"]] == [third["id"], first["id"], second["id"]]
    assert said["files"][1] == first
    table.is_level()


def test_the_address_of_another_room_does_not_help(table: Table, as_: Any, ada: User, ben: User) -> None:
    file = uploaded(as_(ben), table)
    other = Table(ada, name="Elsewhere")
    other.seat(ben)

    assert as_(ben).get(f"/api/v1/rooms/{other.room.pk}/files/{file['id']}").status_code == 404


def test_players_seek_in_a_sound(table: Table, as_: Any, ben: User) -> None:
    file = uploaded(as_(ben), table, tone("ogg", seconds=3))
    whole = bytes_of(as_(ben).get(file["url"]))

    part = as_(ben).get(file["url"], HTTP_RANGE="bytes=1000-1999")
    assert part.status_code == 206 and bytes_of(part) == whole[1000:2000]
    assert part.headers["Content-Range"] == f"bytes 1000-1999/{len(whole)}"
    assert as_(ben).get(file["url"], HTTP_RANGE=f"bytes={len(whole)}-").status_code == 416
    assert as_(ben).get(file["url"], HTTP_IF_NONE_MATCH=part.headers["ETag"]).status_code == 304


def test_a_picture_has_a_small_one(table: Table, as_: Any, ben: User) -> None:
    file = uploaded(as_(ben), table, picture(2000, 1000))
    large, small = as_(ben).get(file["url"]), as_(ben).get(file["preview"])

    assert large.headers["Content-Type"] == small.headers["Content-Type"] == "image/webp"
    assert large.headers["Content-Disposition"].startswith("inline")
    assert Attachment.objects.get().preview.width == 640
    pdf = uploaded(as_(ben), table, PDF)
    assert as_(ben).get(f"{pdf['url']}?preview=1").status_code == 404


def test_a_pdf_is_a_download_that_can_do_nothing(table: Table, as_: Any, ben: User) -> None:
    answer = as_(ben).get(uploaded(as_(ben), table, PDF)["url"])

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert bytes_of(answer) == PDF
