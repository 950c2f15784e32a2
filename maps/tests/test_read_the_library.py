"""Lists, pages and pictures, with as few questions to the database as a page of any length needs."""

from __future__ import annotations

from typing import Any

from django.test import Client

from accounts.models import User
from maps.models import Map
from maps.tests.conftest import picture, upload


def names(client: Client, query: str = "") -> list[str]:
    return [entry["name"] for entry in client.get(f"/api/v1/maps{query}").json()["data"]]


def test_it_works(as_ada: Client) -> None:
    for name in ("Cave.png", "Abbey.png", "Bridge over the cave.png"):
        upload(as_ada, picture(), name)

    assert names(as_ada) == ["Abbey", "Bridge over the cave", "Cave"]
    assert names(as_ada, "?order=-name") == ["Cave", "Bridge over the cave", "Abbey"]
    assert names(as_ada, "?order=new") == ["Bridge over the cave", "Abbey", "Cave"]
    assert names(as_ada, "?q=CAVE") == ["Bridge over the cave", "Cave"]
    answer = as_ada.get("/api/v1/maps?per_page=2&page=2").json()
    assert answer["meta"]["pagination"] == {"page": 2, "per_page": 2, "total": 3, "pages": 2}


def test_odd_questions_are_answered(as_ada: Client, ada: User) -> None:
    assert as_ada.get("/api/v1/maps?folder=x").status_code == 400
    for query in ("?order=password", "?q=%00", "?q=%25", "?page=-1&per_page=abc"):
        assert as_ada.get(f"/api/v1/maps{query}").status_code == 200


def test_a_long_list_costs_no_more_questions(as_ada: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        upload(as_ada, picture(), f"Map {number}.png")

    with django_assert_max_num_queries(7):
        assert len(names(as_ada)) == 6


def test_a_picture_is_cached_by_its_content(as_ada: Client) -> None:
    made = upload(as_ada, picture()).json()["data"]

    whole = as_ada.get(made["picture"])
    again = as_ada.get(made["picture"], headers={"If-None-Match": whole["ETag"]})
    part = as_ada.get(made["picture"], headers={"Range": "bytes=0-3"})
    head = as_ada.head(made["picture"])

    assert (whole.status_code, whole["Content-Type"]) == (200, "image/webp")
    assert whole["Cache-Control"].startswith("private")
    assert whole["ETag"] == f'"{Map.objects.get().picture.sha256}"'
    assert again.status_code == 304
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"RIFF")
    assert (head.status_code, head["Content-Length"]) == (200, whole["Content-Length"])


def test_a_thumbnail_is_small(as_ada: Client) -> None:
    made = upload(as_ada, picture(1200, 600)).json()["data"]

    answer = as_ada.get(made["thumbnail"])

    assert answer["Content-Type"] == "image/webp"
    assert Map.objects.get().thumbnail.width == 512
