"""A game master uploads a picture; what is broken, foreign or too large is refused and leaves nothing behind."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import StoredFile, User
from maps.models import Map
from maps.tests.conftest import picture, upload


def test_it_works(as_ada: Client, ada: User, left_behind: Callable[[], list[str]]) -> None:
    answer = upload(as_ada, picture(300, 200), "Cave of Echoes [30x20].png")

    assert answer.status_code == 201, answer.content
    made = answer.json()["data"]
    assert made["name"] == "Cave of Echoes"
    assert (made["width"], made["height"]) == (300, 200)
    assert made["grid"] == {"type": "square", "size": 10.0, "size_y": 10.0, "offset_x": 0.0, "offset_y": 0.0}
    assert made["placement"] == {"x": 0.0, "y": 0.0, "scale": 1.0, "rotation": 0.0, "hidden": True}
    ada.refresh_from_db()
    assert ada.storage_used == sum(StoredFile.objects.values_list("size", flat=True)) > 0
    assert len(left_behind()) == 3
    assert all(name.startswith("media/") for name in left_behind())


def test_what_is_stored_is_not_what_was_sent(as_ada: Client) -> None:
    """A picture that is a web page as well comes out as a picture only."""
    sent = picture() + b"<script>alert(1)</script>"

    made = upload(as_ada, sent).json()["data"]

    answer = as_ada.get(made["picture"])
    kept = b"".join(answer.streaming_content)
    assert b"<script>" not in kept
    assert answer.headers["Content-Type"] == "image/webp"


def test_it_refuses_what_is_no_picture(as_ada: Client, left_behind: Callable[[], list[str]]) -> None:
    refused = {
        b"<svg xmlns='http://www.w3.org/2000/svg'/>": 415,
        b"%!PS-Adobe-3.0 EPSF-3.0": 415,
        b"%PDF-1.7": 415,
        b"hello": 415,
        b"": 422,
        b'{"format": 0.3}': 422,
        b"{": 422,
        picture()[:60]: 422,
        picture(format="JPEG")[:500]: 422,
    }
    for content, status in refused.items():
        answer = upload(as_ada, content, "map.png")
        assert answer.status_code == status, (content[:20], answer.content)
        assert answer.json()["success"] is False
    assert not Map.objects.exists()
    assert left_behind() == []


def test_it_asks_for_a_file(as_ada: Client) -> None:
    answer = as_ada.post("/api/v1/maps", {"file": "not a file"})

    assert answer.status_code == 400
    assert answer.json()["errors"]["file"]


def test_it_refuses_visitors_and_guests(db: None, left_behind: Callable[[], list[str]]) -> None:
    guest = User.objects.create_guest("Ben")
    client = Client()

    assert upload(client, picture()).status_code == 401
    client.force_login(guest, backend="accounts.backends.NameOrEmail")
    assert upload(client, picture()).status_code == 403
    assert left_behind() == []


def test_it_refuses_when_the_storage_is_full(as_ada: Client, ada: User, left_behind: Callable[[], list[str]]) -> None:
    User.objects.filter(pk=ada.pk).update(storage_quota=50)

    answer = upload(as_ada, picture())

    assert answer.status_code == 507
    assert not Map.objects.exists()
    assert left_behind() == []
    ada.refresh_from_db()
    assert ada.storage_used == 0


def test_a_failure_at_the_last_moment_leaves_nothing(
    as_ada: Client, ada: User, left_behind: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Map.objects, "create", fail)

    assert upload(as_ada, picture()).status_code == 500
    assert left_behind() == []
    ada.refresh_from_db()
    assert ada.storage_used == 0


def test_a_full_disk_is_said_so(
    as_ada: Client, left_behind: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("config.files.store.shutil.copyfileobj", full)

    assert upload(as_ada, picture()).status_code == 507
    assert left_behind() == []


def test_the_same_picture_twice_is_stored_once(as_ada: Client, left_behind: Callable[[], list[str]]) -> None:
    upload(as_ada, picture(), "one.png")
    files = left_behind()

    upload(as_ada, picture(), "two.png")

    assert left_behind() == files
    assert Map.objects.count() == 2
