"""Pictures, PDF and sound are sent ahead of their message; what is broken, foreign or too large leaves nothing behind."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import StoredFile, User
from config.testing.sounds import tone
from rooms.live.testing import Table
from rooms.models import Attachment, Room
from rooms.tests.conftest import PDF, picture, send

LeftBehind = Callable[[], list[str]]


def bomb() -> bytes:
    """A PNG that says it has 60,000 x 60,000 px."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(9999))) + chunk(b"IEND", b"")


def test_a_picture(table: Table, as_: Any, ben: User, left_behind: LeftBehind) -> None:
    answer = send(as_(ben), table.room, picture(1500, 900), "Old map.png")

    assert answer.status_code == 201, answer.content
    made = answer.json()["data"]
    url = f"/api/v1/rooms/{table.room.pk}/files/{made['id']}"
    assert made["kind"] == "picture" and made["type"] == "image/webp" and made["name"] == "Old map.webp"
    assert (made["width"], made["height"]) == (1500, 900)
    assert (made["url"], made["preview"]) == (url, f"{url}?preview=1")
    assert len(left_behind()) == 2
    sizes = sum(StoredFile.objects.filter(owner=ben).values_list("size", flat=True))
    assert Room.objects.get(pk=table.room.pk).file_used == User.objects.get(pk=ben.pk).storage_used == sizes


def test_a_recording_becomes_a_voice_message(table: Table, as_: Any, ben: User, left_behind: LeftBehind) -> None:
    for format in ("webm", "mp4"):
        made = send(as_(ben), table.room, tone(format, seconds=1.5), "blob", voice="1").json()["data"]

        assert (made["kind"], made["type"], made["name"]) == ("voice", "audio/mpeg", "Voice message.mp3")
        assert made["duration"] == pytest.approx(1.5, abs=0.06)
        assert len(made["peaks"]) == 200 and max(made["peaks"]) == 100
        assert made["preview"] is None


def test_a_sound_and_a_pdf(table: Table, as_: Any, ben: User, left_behind: LeftBehind) -> None:
    sound = send(as_(ben), table.room, tone("flac"), "Tavern song.flac").json()["data"]
    pdf = send(as_(ben), table.room, PDF, "Rules.pdf").json()["data"]

    assert (sound["kind"], sound["name"]) == ("sound", "Tavern song.mp3")
    assert (pdf["kind"], pdf["type"], pdf["name"], pdf["size"]) == ("pdf", "application/pdf", "Rules.pdf", len(PDF))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.webp"),
        ("C:\\temp\\evil.html", "evil.webp"),
        ("a<b>|c.png", "abc.webp"),
        ("gpj.\u202egnp", "gpj.webp"),
        ("...", "Picture.webp"),
        ("x" * 200 + ".png", "x" * 115 + ".webp"),
        ("Höhle 洞.png", "Höhle 洞.webp"),
    ],
)
def test_names_are_for_people(
    given: str, kept: str, table: Table, as_: Any, ben: User, left_behind: LeftBehind
) -> None:
    assert send(as_(ben), table.room, picture(), given).json()["data"]["name"] == kept


def test_what_cannot_be_used_is_refused(table: Table, as_: Any, ben: User, left_behind: LeftBehind) -> None:
    client, refused = as_(ben), {
        b"<svg xmlns='http://www.w3.org/2000/svg'/>": 415,
        b"<!DOCTYPE html><script>alert(1)</script>": 415,
        b"PK\x03\x04" + bytes(60): 415,
        b"\x00\x00\x00\x18ftypM4A " + bytes(90): 422,
        b"": 422,
        picture()[:60]: 422,
        picture(format="JPEG")[:500]: 422,
        bomb(): 413,
        PDF[:-8]: 422,
        tone("wav")[:5000]: 422,
        tone("ogg")[:-40]: 422,
    }  # fmt: skip
    for content, status in refused.items():
        answer = send(client, table.room, content, "harmless.mp3")
        assert answer.status_code == status, (content[:20], answer.content)
        assert answer.json()["error"]
    assert send(client, table.room, picture(), voice="1").status_code == 415
    assert client.post(f"/api/v1/rooms/{table.room.pk}/files", {"file": "words"}, format="multipart").status_code == 400
    assert not Attachment.objects.exists() and left_behind() == []
    assert Room.objects.get(pk=table.room.pk).file_used == User.objects.get(pk=ben.pk).storage_used == 0


def test_beyond_25_megabytes_it_is_refused(table: Table, as_: Any, ben: User, left_behind: LeftBehind) -> None:
    answer = send(as_(ben), table.room, PDF + bytes(25 * 1024 * 1024))

    assert answer.status_code == 413
    assert left_behind() == []


def test_only_who_may_speak_may_send(table: Table, as_: Any, cleo: User, left_behind: LeftBehind) -> None:
    assert send(as_(cleo), table.room, picture()).status_code == 404
    assert send(as_(), table.room, picture()).status_code == 401
    table.seat(cleo, role="spectator")
    assert send(as_(cleo), table.room, picture()).status_code == 403
    assert left_behind() == []


def test_an_archived_room_takes_none(table: Table, as_: Any, ada: User, ben: User, left_behind: LeftBehind) -> None:
    table.seat(ada).does("room.archive", archived=True)

    assert send(as_(ben), table.room, picture()).status_code == 409
    assert left_behind() == []


def test_who_is_muted_sends_none(table: Table, as_: Any, ada: User, ben: User, left_behind: LeftBehind) -> None:
    table.seat(ada).does("member.mute", member=table.things["member"], muted=True)

    assert send(as_(ben), table.room, picture()).status_code == 403
    assert left_behind() == []


def test_a_failure_at_the_last_moment_leaves_nothing(
    table: Table, as_: Any, ben: User, left_behind: LeftBehind, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Attachment.objects, "create", fail)

    assert send(as_(ben), table.room, picture()).status_code == 500
    assert left_behind() == []
    assert Room.objects.get(pk=table.room.pk).file_used == User.objects.get(pk=ben.pk).storage_used == 0
