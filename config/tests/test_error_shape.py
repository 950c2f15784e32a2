"""Whatever goes wrong, the API answers in one shape, with the status that belongs to it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from rooms.models import Room

NOWHERE = "00000000-0000-4000-8000-000000000000"


def refused(response: Any, status: int) -> dict[str, Any]:
    """The body, having the one shape."""
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    shape: dict[str, Any] = response.json()
    assert shape["success"] is False
    assert isinstance(shape["error"], str)
    assert shape["error"]
    assert set(shape) <= {"success", "error", "errors", "state"}
    assert all(isinstance(said, list) for said in shape.get("errors", {}).values())
    return shape


def test_it_works(as_: Any, ada: Any) -> None:
    answer = as_(ada).post("/api/v1/rooms", {"name": "The Lich and His Tomb"})
    assert answer.status_code == 201
    assert answer.json()["success"] is True
    assert answer.json()["data"]["role"] == "owner"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": 7}, "name"),
        ({"name": "x" * 51}, "name"),
        ({"name": "A\x00B"}, "name"),
        ({"name": "A", "owner": NOWHERE}, "owner"),
        ([], "non_field_errors"),
    ],
)
def test_400_names_the_field(as_: Any, ada: Any, body: Any, field: str) -> None:
    assert field in refused(as_(ada).post("/api/v1/rooms", body), 400)["errors"]


def test_400_for_half_a_character(as_: Any, ada: Any) -> None:
    answer = as_(ada).post("/api/v1/rooms", r'{"name": "\ud800"}', content_type="application/json")
    assert "name" in refused(answer, 400)["errors"]


@pytest.mark.parametrize("body", ["{", '{"name": NaN}', '{"name": "\xff"}'.encode("latin1"), "[" * 100_000])
def test_400_for_what_is_no_json(as_: Any, ada: Any, body: Any) -> None:
    refused(as_(ada).post("/api/v1/rooms", body, content_type="application/json"), 400)


def test_401(as_: Any) -> None:
    answer = as_().get("/api/v1/rooms")
    refused(answer, 401)
    assert "WWW-Authenticate" in answer.headers
    refused(as_().get("/api/v1/rooms", headers={"authorization": "Bearer nonsense"}), 401)


def test_403(as_: Any, ben: Any, table: Any) -> None:
    refused(as_(ben).patch(f"/api/v1/rooms/{table.room.pk}", {"name": "Mine"}), 403)
    refused(as_(ben, csrf=True).post("/api/v1/rooms", {"name": "Mine"}), 403)


@pytest.mark.parametrize("address", ["/api/v1/nothing", f"/api/v1/rooms/{NOWHERE}", "/api/v1/rooms/7", "/api/v2"])
def test_404(as_: Any, ada: Any, address: str) -> None:
    refused(as_(ada).get(address), 404)


def test_405(as_: Any, ada: Any) -> None:
    refused(as_(ada).put("/api/v1/rooms", {}), 405)


def test_409(as_: Any, ada: Any) -> None:
    Room.open_by(ada, name="Taken")
    assert "name" in refused(as_(ada).post("/api/v1/rooms", {"name": "taken"}), 409)["errors"]


def test_413_before_the_body_is_read(as_: Any, ada: Any) -> None:
    """`manage.py serve` says the same before Django is asked (test_request_bodies); this is for other servers."""
    for client, address in ((as_(ada), "/api/v1/rooms"), (as_(), "/api/v1/maps")):
        large = SimpleUploadedFile("large.png", b"x" * 3_000_000, "image/png")
        refused(client.post(address, {"file": large}, format="multipart"), 413)


def test_415(as_: Any, ada: Any) -> None:
    refused(as_(ada).post("/api/v1/rooms", "name=A", content_type="text/plain"), 415)
    sound = SimpleUploadedFile("map.png", b"ID3\x04" + bytes(500), "image/png")
    refused(as_(ada).post("/api/v1/maps", {"file": sound}, format="multipart"), 415)


def test_422(as_: Any, ada: Any) -> None:
    from PIL import Image

    whole = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(whole, "PNG")
    half = SimpleUploadedFile("map.png", whole.getvalue()[:1500], "image/png")
    refused(as_(ada).post("/api/v1/maps", {"file": half}, format="multipart"), 422)


def test_429_says_when_to_come_again(as_: Any, ada: Any) -> None:
    for _ in range(10):
        answer = as_().post("/api/v1/auth/login", {"username": "ada", "password": "wrong"})
    answer = as_().post("/api/v1/auth/login", {"username": "ada", "password": "wrong"})
    refused(answer, 429)
    assert int(answer.headers["Retry-After"]) > 0


def test_500_says_nothing_of_the_fault(as_: Any, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(user: Any) -> None:
        raise RuntimeError("secret words of the fault")

    monkeypatch.setattr("rooms.doorstep.rooms_for", broken)
    client = as_(ada)
    client.raise_request_exception = False
    answer = client.get("/api/v1/rooms")
    refused(answer, 500)
    assert b"secret words" not in answer.content


def test_500_also_outside_the_views(as_: Any, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret words of the fault")

    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_request", broken)
    client = as_(ada)
    client.raise_request_exception = False
    answer = client.get("/api/v1/rooms")
    refused(answer, 500)
    assert b"secret words" not in answer.content


def test_503_when_the_database_does_not_answer(as_: Any, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(user: Any) -> None:
        raise OperationalError("could not connect to 10.0.0.7")

    monkeypatch.setattr("rooms.doorstep.rooms_for", away)
    answer = as_(ada).get("/api/v1/rooms")
    refused(answer, 503)
    assert "Retry-After" in answer.headers
    assert b"10.0.0.7" not in answer.content


def test_pages_answer_with_pages(as_: Any, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for address, status in ((f"/rooms/{NOWHERE}/", 404), (f"/people/{NOWHERE}/avatar", 404), ("/nothing", 404)):
        answer = as_(ada).get(address)
        assert answer.status_code == status
        assert b"<h1>" in answer.content
    assert as_(ada).post(f"/rooms/{NOWHERE}/join/").status_code == 404


@pytest.mark.parametrize(
    ("query", "page", "per_page", "count"),
    [
        ("", 1, 50, 7),
        ("?page=2&per_page=3", 2, 3, 3),
        ("?page=3&per_page=3", 3, 3, 1),
        ("?page=99&per_page=3", 99, 3, 0),
        ("?per_page=100000", 1, 500, 7),
        ("?per_page=0&page=-1", 1, 1, 1),
        ("?per_page=many&page=first", 1, 50, 7),
    ],
)
def test_lists_come_in_pages(as_: Any, ada: Any, query: str, page: int, per_page: int, count: int) -> None:
    for number in range(7):
        Room.open_by(ada, name=f"Room {number}")
    answer = as_(ada).get(f"/api/v1/rooms{query}").json()
    assert len(answer["data"]) == count
    shown = answer["meta"]["pagination"]
    assert shown == {"page": page, "per_page": per_page, "total": 7, "pages": -(-7 // per_page)}
