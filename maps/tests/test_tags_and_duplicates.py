"""Maps are found by tags and words; a file that came twice is said to have come twice."""

from __future__ import annotations

from typing import Any

from django.test import Client

from maps.tests.conftest import picture, upload


def change(client: Client, id: str, **fields: Any) -> Any:
    return client.patch(f"/api/v1/maps/{id}", fields, "application/json")


def names(client: Client, query: str) -> list[str]:
    return [entry["name"] for entry in client.get(f"/api/v1/maps?{query}").json()["data"]]


def test_it_works(as_ada: Client, as_cleo: Client, django_assert_num_queries: Any) -> None:
    ids = {name: upload(as_ada, picture(), f"{name}.png").json()["data"]["id"] for name in ("Cave", "Keep", "Mine")}
    assert change(as_ada, ids["Cave"], tags=[" dark  place", "Übung", "übung"]).json()["data"]["tags"] == [
        "dark place",
        "Übung",
    ]
    change(as_ada, ids["Mine"], tags=["dark place"])
    assert as_ada.get("/api/v1/maps/tags").json()["data"] == [
        {"tag": "dark place", "maps": 2},
        {"tag": "Übung", "maps": 1},
    ]
    assert names(as_ada, "tag=Dark place") == ["Cave", "Mine"]
    assert names(as_ada, "q=übu") == ["Cave"]
    assert names(as_ada, "q=ee") == ["Keep"]
    assert as_cleo.get("/api/v1/maps/tags").json()["data"] == []
    assert change(as_ada, ids["Keep"], tags=["x" * 41]).status_code == 400
    assert change(as_ada, ids["Keep"], tags=["\u200b"]).status_code == 400
    with django_assert_num_queries(7):
        answer = as_ada.get("/api/v1/maps?q=a&tag=dark place").json()
    assert set(answer["meta"]["storage"]) == {"used", "quota"}


def test_the_same_file_twice_is_named(as_ada: Client, as_cleo: Client) -> None:
    first = upload(as_ada, picture(), "Keep.png").json()["data"]
    assert first["duplicate_of"] is None
    upload(as_ada, picture(colour="#000000"), "Other.png")
    second = upload(as_ada, picture(), "Keep again.png").json()["data"]
    assert second["duplicate_of"] == first["id"]
    assert names(as_ada, "duplicates=1") == ["Keep", "Keep again"]
    assert upload(as_cleo, picture(), "Keep.png").status_code in (201, 403), "what others have is not told"
    assert names(as_cleo, "duplicates=1") == []
