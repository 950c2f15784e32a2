"""Folders lie in folders; renaming, moving and deleting them tells what it does to the maps and the scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from accounts.models import StoredFile, User
from maps import usages
from maps.models import Map, MapFolder
from maps.tests.conftest import picture, upload

JSON = "application/json"
FOLDERS = "/api/v1/map-folders"


@pytest.fixture
def make(as_ada: Client) -> Callable[..., str]:
    def folder(name: str, parent: str | None = None) -> str:
        answer = as_ada.post(FOLDERS, {"name": name, "parent": parent}, content_type=JSON)
        assert answer.status_code == 201, answer.content
        return answer.json()["data"]["id"]

    return folder


def patch(client: Client, id: str, **change: Any) -> Any:
    return client.patch(f"{FOLDERS}/{id}", change, content_type=JSON)


def test_it_works(as_ada: Client, make: Callable[..., str]) -> None:
    dungeons = make("Dungeons")
    caves = make("Caves", dungeons)
    upload(as_ada, picture(), folder=caves)

    listed = {entry["name"]: entry for entry in as_ada.get(FOLDERS).json()["data"]}

    assert listed["Caves"] == {"id": caves, "name": "Caves", "parent": dungeons, "maps": 1}
    assert listed["Dungeons"] == {"id": dungeons, "name": "Dungeons", "parent": None, "maps": 0}
    assert len(as_ada.get(f"/api/v1/maps?folder={caves}").json()["data"]) == 1
    assert as_ada.get("/api/v1/maps?folder=top").json()["data"] == []


def test_it_is_renamed_and_moved(as_ada: Client, make: Callable[..., str]) -> None:
    one, two = make("One"), make("Two")

    assert patch(as_ada, two, name="Inner", parent=one).json()["data"] == {
        "id": two,
        "name": "Inner",
        "parent": one,
        "maps": 0,
    }
    assert patch(as_ada, two, parent=None).json()["data"]["parent"] is None


@pytest.mark.parametrize("parent", [True, False])
def test_two_of_one_name_beside_each_other_are_refused(as_ada: Client, make: Callable[..., str], parent: bool) -> None:
    above = make("Above") if parent else None
    make("Caves", above)
    other = make("Other", above)

    assert as_ada.post(FOLDERS, {"name": "Caves", "parent": above}, content_type=JSON).status_code == 409
    assert patch(as_ada, other, name="Caves").status_code == 409
    make("Caves", other)


def test_a_folder_cannot_lie_inside_itself(as_ada: Client, make: Callable[..., str]) -> None:
    one = make("One")
    two = make("Two", one)

    for place in (one, two):
        answer = patch(as_ada, one, parent=place)
        assert answer.status_code == 400
        assert answer.json()["errors"]["parent"]


def test_folders_end_ten_deep(as_ada: Client, make: Callable[..., str]) -> None:
    parent = None
    for depth in range(10):
        parent = make(f"level {depth}", parent)

    assert as_ada.post(FOLDERS, {"name": "too deep", "parent": parent}, content_type=JSON).status_code == 400
    tall = make("tall")
    make("inside", tall)
    ninth = MapFolder.objects.get(name="level 8")
    assert patch(as_ada, tall, parent=str(ninth.pk)).status_code == 400


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b", 5, None])
def test_a_name_is_asked_for(as_ada: Client, db: None, name: Any) -> None:
    assert as_ada.post(FOLDERS, {"name": name}, content_type=JSON).status_code == 400


def test_a_deleted_folder_takes_everything_along(
    as_ada: Client, ada: User, make: Callable[..., str], left_behind: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    """Ada is told how many maps went, and in how many scenes they lay; scenes hear of it before."""
    taken: list[UUID] = []
    monkeypatch.setattr(usages, "counters", [lambda ids: Counter(dict.fromkeys(ids, 2))])
    monkeypatch.setattr(usages, "leaving", [taken.extend])
    outer = make("Outer")
    inner = make("Inner", outer)
    upload(as_ada, picture(colour="red"), folder=outer)
    upload(as_ada, picture(colour="blue"), folder=inner)
    kept = upload(as_ada, picture(colour="green")).json()["data"]["id"]

    with django_capture_on_commit_callbacks(execute=True):
        answer = as_ada.delete(f"{FOLDERS}/{outer}")

    assert answer.json()["data"] == {"id": outer, "maps": 2, "scenes": 4}
    assert len(taken) == 2
    assert [str(entry.pk) for entry in Map.objects.all()] == [kept]
    assert not MapFolder.objects.exists()
    assert len(left_behind()) == 3
    ada.refresh_from_db()
    assert ada.storage_used == sum(StoredFile.objects.values_list("size", flat=True))
