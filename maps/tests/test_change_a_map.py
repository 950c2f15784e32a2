"""Rename, move, grid, placement, delete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import StoredFile, User
from maps import usages
from maps.models import Map
from maps.tests.conftest import picture, upload

JSON = "application/json"


@pytest.fixture
def map_id(as_ada: Client) -> str:
    return upload(as_ada, picture()).json()["data"]["id"]


def change(client: Client, map_id: str, **fields: Any) -> Any:
    return client.patch(f"/api/v1/maps/{map_id}", fields, content_type=JSON)


def test_it_works(as_ada: Client, map_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usages, "counters", [lambda ids: Counter(dict.fromkeys(ids, 3))])

    answer = change(
        as_ada, map_id, name=" The Keep ", grid={"type": "hex_flat_odd", "size": 70.5, "size_y": 61, "offset_x": -3},
        placement={"x": 10, "scale": 2, "rotation": 90, "hidden": False},
    )  # fmt: skip

    assert answer.status_code == 200, answer.content
    made = answer.json()["data"]
    assert (made["name"], made["scenes"]) == ("The Keep", 3)
    assert made["grid"] == {"type": "hex_flat_odd", "size": 70.5, "size_y": 61.0, "offset_x": -3.0, "offset_y": 0.0}
    assert made["placement"] == {"x": 10.0, "y": 0.0, "scale": 2.0, "rotation": 90.0, "hidden": False}


def test_cells_are_as_high_as_wide_unless_said_otherwise(as_ada: Client, map_id: str) -> None:
    assert change(as_ada, map_id, grid={"size": 70}).json()["data"]["grid"]["size_y"] == 70


def test_it_moves_between_folders(as_ada: Client, map_id: str) -> None:
    folder = as_ada.post("/api/v1/map-folders", {"name": "Caves"}, content_type=JSON).json()["data"]["id"]

    assert change(as_ada, map_id, folder=folder).json()["data"]["folder"] == folder
    assert change(as_ada, map_id, folder=None).json()["data"]["folder"] is None


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"grid": {"type": "triangle"}},
        {"grid": {"size": 0}},
        {"grid": {"size": 1e9}},
        {"placement": {"scale": 0}},
        {"placement": {"x": 1e7}},
        {"placement": {"hidden": "yes"}},
        {"owner": "me"},
        {"picture": "x"},
        {"folder": "nowhere"},
    ],
)
def test_it_refuses(as_ada: Client, map_id: str, fields: dict[str, Any]) -> None:
    before = Map.objects.values().get()

    answer = change(as_ada, map_id, **fields)

    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert Map.objects.values().get() == before


def test_a_deleted_map_takes_its_files_along(
    as_ada: Client,
    ada: User,
    map_id: str,
    left_behind: Callable[[], list[str]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_ada.delete(f"/api/v1/maps/{map_id}")

    assert answer.json()["data"] == {"id": map_id, "scenes": 0}
    assert as_ada.get(f"/api/v1/maps/{map_id}").status_code == 404
    assert left_behind() == []
    assert not StoredFile.objects.exists()
    ada.refresh_from_db()
    assert ada.storage_used == 0


def test_a_file_that_another_map_shares_stays(
    as_ada: Client, map_id: str, left_behind: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    other = upload(as_ada, picture(), "other.png").json()["data"]

    with django_capture_on_commit_callbacks(execute=True):
        as_ada.delete(f"/api/v1/maps/{map_id}")

    assert len(left_behind()) == 3
    assert as_ada.get(other["picture"]).status_code == 200


def test_an_account_goes_with_its_library(
    ada: User, map_id: str, left_behind: Callable[[], list[str]], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ada.delete()

    assert not Map.objects.exists()
    assert left_behind() == []
