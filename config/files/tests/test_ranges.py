"""A stored file, whole or in part: what each `Range` gets (RFC 9110, section 14), and what protects the browser."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.test import AsyncRequestFactory, RequestFactory

from config.api.errors import NotFound
from config.files import ranges

CONTENT = bytes(range(200)) * 1000
SIZE = len(CONTENT)
END = SIZE - 1


@pytest.fixture
def storage(tmp_path: Path) -> FileSystemStorage:
    storage = FileSystemStorage(location=tmp_path)
    storage.save("map/one.webp", ContentFile(CONTENT))
    storage.save("map/empty.webp", ContentFile(b""))
    return storage


def ask(
    storage: Any, method: str = "get", *, key: str = "map/one.webp", factory: Any = RequestFactory, **headers: str
) -> Any:
    request = getattr(factory(), method)(
        "/", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    return ranges.serve(
        request, storage, key, content_type="image/webp", filename="Höhle \"1\".webp", etag="abc"
    )  # fmt: skip


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_it_works(storage: FileSystemStorage) -> None:
    response = ask(storage)

    assert response.status_code == 200
    assert content(response) == CONTENT
    assert response["Content-Length"] == str(SIZE)
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == '"abc"'


@pytest.mark.parametrize(
    ("wanted", "status", "first", "last"),
    [
        ("bytes=0-0", 206, 0, 0),
        ("bytes=0-99", 206, 0, 99),
        ("bytes=100-", 206, 100, END),
        ("bytes=-100", 206, SIZE - 100, END),
        (f"bytes=-{SIZE * 2}", 206, 0, END),
        (f"bytes=5-{SIZE * 2}", 206, 5, END),
        ("bytes= 5 - 9 ", 206, 5, 9),
        ("BYTES=5-9", 206, 5, 9),
        (f"bytes={END}-", 206, END, END),
        (f"bytes={SIZE}-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=--5", 416, 0, 0),
        ("bytes=9-5", 416, 0, 0),
        ("bytes=-", 416, 0, 0),
        ("bytes=", 416, 0, 0),
        ("bytes=a-b", 416, 0, 0),
        ("bytes=0x1-0x5", 416, 0, 0),
        ("bytes=" + "9" * 5000 + "-", 416, 0, 0),
        ("bytes=0-1,5-6", 200, 0, END),
        ("bytes=" + ",".join(["0-0"] * 1000), 200, 0, END),
        ("items=0-5", 200, 0, END),
        ("nonsense", 200, 0, END),
    ],
)
def test_each_range(storage: FileSystemStorage, wanted: str, status: int, first: int, last: int) -> None:
    response = ask(storage, Range=wanted)

    assert response.status_code == status
    if status == 416:
        assert response["Content-Range"] == f"bytes */{SIZE}"
        assert content(response) == b""
        return
    assert content(response) == CONTENT[first : last + 1]
    assert response["Content-Length"] == str(last + 1 - first)
    if status == 206:
        assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"


def test_a_part_of_a_file_that_changed_is_the_whole_file(storage: FileSystemStorage) -> None:
    assert ask(storage, Range="bytes=0-9", If_Range='"abc"').status_code == 206
    assert ask(storage, Range="bytes=0-9", If_Range='"old"').status_code == 200
    assert ask(storage, Range="bytes=0-9", If_Range='W/"abc"').status_code == 200
    assert ask(storage, Range="bytes=0-9", If_Range="Sat, 21 Nov 2026 10:00:00 GMT").status_code == 200


@pytest.mark.parametrize(
    ("tags", "status"), [('"abc"', 304), ('W/"abc"', 304), ('"x", "abc"', 304), ("*", 304), ('"x"', 200)]
)
def test_a_file_the_browser_has_is_not_sent_again(storage: FileSystemStorage, tags: str, status: int) -> None:
    assert ask(storage, If_None_Match=tags).status_code == status


def test_head_tells_the_size_without_the_file(storage: FileSystemStorage) -> None:
    response = ask(storage, "head", Range="bytes=0-9")

    assert (response.status_code, content(response), response["Content-Length"]) == (200, b"", str(SIZE))


def test_an_empty_file(storage: FileSystemStorage) -> None:
    assert ask(storage, key="map/empty.webp").status_code == 200
    assert ask(storage, key="map/empty.webp", Range="bytes=0-").status_code == 416
    assert ask(storage, key="map/empty.webp", Range="bytes=-5").status_code == 416


def test_a_file_that_is_gone_is_not_found(storage: FileSystemStorage) -> None:
    with pytest.raises(NotFound):
        ask(storage, key="map/none.webp")


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-9"}, {"Range": "bytes=-0"}, {"If_None_Match": '"abc"'}])
def test_no_answer_can_act_in_the_browser(storage: FileSystemStorage, headers: dict[str, str]) -> None:
    response = ask(storage, **headers)

    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("a.webp", "inline; filename=\"a.webp\"; filename*=UTF-8''a.webp"),
        ('Höhle "1".webp', "inline; filename=\"H_hle 1.webp\"; filename*=UTF-8''H%C3%B6hle%201.webp"),
        ("a\r\nSet-Cookie: x=1.webp", "inline; filename=\"aSet-Cookie: x=1.webp\"; filename*=UTF-8''aSet-Cookie%3A%20x%3D1.webp"),
        ("../../etc/passwd", "inline; filename=\"....etcpasswd\"; filename*=UTF-8''....etcpasswd"),
        ("\x00\u202e", "inline; filename=\"file\"; filename*=UTF-8''file"),
    ],
)  # fmt: skip
def test_a_name_cannot_break_out_of_its_header(filename: str, expected: str) -> None:
    assert ranges.disposition(filename) == expected


async def test_under_asgi_it_comes_in_blocks_without_stopping_the_server(storage: FileSystemStorage) -> None:
    response = ask(storage, factory=AsyncRequestFactory, Range="bytes=10-150000")

    assert response.is_async
    blocks = [block async for block in response]
    assert b"".join(blocks) == CONTENT[10:150_001]
    assert max(map(len, blocks)) == 64 * 1024


def test_an_object_store_sends_only_the_part(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Object:
        def get(self, Range: str) -> dict[str, Any]:  # noqa: N803  boto3's name
            asked.append(Range)
            return {"Body": io.BytesIO(CONTENT[10:20])}

    class Bucket:
        def Object(self, name: str) -> Object:  # noqa: N802  boto3's name
            assert name == "media/map/one.webp"
            return Object()

    class Store:
        bucket = Bucket()

        def size(self, key: str) -> int:
            return SIZE

        def _normalize_name(self, key: str) -> str:
            return f"media/{key}"

    assert content(ask(Store(), Range="bytes=10-19")) == CONTENT[10:20]
    assert asked == ["bytes=10-19"]


@pytest.mark.parametrize("wanted", ["", "bytes=0-9", f"bytes={SIZE}-"])
def test_nginx_sends_what_lies_on_this_disk(storage: FileSystemStorage, settings: Any, wanted: str) -> None:
    """Also what of a `Range` is right; the headers that protect the browser are ours still."""
    settings.ACCEL_PREFIX, settings.MEDIA_ROOT = "/_files/", storage.location
    storage.save("map/Höhle 1.webp", ContentFile(CONTENT))
    response = ask(storage, key="map/Höhle 1.webp", Range=wanted)

    assert (response.status_code, content(response)) == (200, b"")
    assert response["X-Accel-Redirect"] == "/_files/map/H%C3%B6hle%201.webp"
    assert response["ETag"] == '"abc"'
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"].startswith("inline; ")
    assert all(response[name] == value for name, value in ranges.HEADERS.items())
    assert "Content-Length" not in response

    assert ask(storage, If_None_Match='"abc"').status_code == 304
    with pytest.raises(NotFound):
        ask(storage, key="map/none.webp")


def test_nginx_is_not_asked_for_what_lies_elsewhere(storage: FileSystemStorage, settings: Any, tmp_path: Path) -> None:
    settings.ACCEL_PREFIX, settings.MEDIA_ROOT = "/_files/", str(tmp_path / "media")
    assert content(ask(storage)) == CONTENT
