"""Ada's library is Ada's: for Cleo and for visitors nothing in it exists."""

from __future__ import annotations

import pytest
from django.test import Client

from maps import usages
from maps.models import Map, MapFolder
from maps.tests.conftest import picture, upload

JSON = "application/json"


@pytest.fixture
def map_id(as_ada: Client) -> str:
    return upload(as_ada, picture()).json()["data"]["id"]


@pytest.fixture
def folder_id(as_ada: Client) -> str:
    return as_ada.post("/api/v1/map-folders", {"name": "Caves"}, content_type=JSON).json()["data"]["id"]


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
@pytest.mark.parametrize("what", ["maps/{map}", "map-folders/{folder}"])
def test_a_stranger_finds_nothing(
    as_ada: Client, as_cleo: Client, map_id: str, folder_id: str, method: str, what: str
) -> None:
    address = "/api/v1/" + what.format(map=map_id, folder=folder_id)
    body = {} if method == "get" else {"data": {"name": "Mine"}, "content_type": JSON}

    assert getattr(Client(), method)(address, **body).status_code == 401
    assert getattr(as_cleo, method)(address, **body).status_code == 404
    assert getattr(as_ada, method)(address, **body).status_code == 200


@pytest.mark.parametrize("file", ["picture", "thumbnail"])
def test_a_stranger_gets_no_picture(as_ada: Client, as_cleo: Client, map_id: str, file: str) -> None:
    address = f"/api/v1/maps/{map_id}/{file}"

    assert as_ada.get(address).status_code == 200
    assert as_cleo.get(address).status_code == 404
    assert Client().get(address).status_code == 401


def test_a_stranger_s_list_is_empty(as_ada: Client, as_cleo: Client, map_id: str, folder_id: str) -> None:
    assert [entry["id"] for entry in as_ada.get("/api/v1/maps").json()["data"]] == [map_id]
    assert as_cleo.get("/api/v1/maps").json()["data"] == []
    assert as_cleo.get("/api/v1/map-folders").json()["data"] == []
    assert as_cleo.get(f"/api/v1/maps?folder={folder_id}").status_code == 404


def test_nothing_can_be_put_into_a_stranger_s_folder(as_cleo: Client, folder_id: str) -> None:
    assert upload(as_cleo, picture(), folder=folder_id).status_code == 404
    answer = as_cleo.post("/api/v1/map-folders", {"name": "In", "parent": folder_id}, content_type=JSON)
    assert answer.status_code == 404
    assert not Map.objects.exists()
    assert MapFolder.objects.count() == 1


def test_a_co_gm_may_read_but_not_change(
    as_ada: Client, as_cleo: Client, map_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`scenes` says which maps lie in rooms that Cleo leads; of the owner's other rooms she learns nothing."""
    monkeypatch.setattr(usages, "readable", [lambda user: Map.objects.filter(pk=map_id).values("pk")])
    monkeypatch.setattr(usages, "counters", [lambda ids: dict.fromkeys(ids, 3)])
    monkeypatch.setattr(usages, "places", [lambda user, id: [{"id": id, "name": "Hers", "scenes": [{}]}]])

    for address in (f"/api/v1/maps/{map_id}", f"/api/v1/maps/{map_id}/usage"):
        answers = as_cleo.get(address), as_ada.get(address)
        assert [answer.json()["data"]["scenes"] for answer in answers] == [1, 3]
    assert as_cleo.get(f"/api/v1/maps/{map_id}/picture").status_code == 200
    assert as_cleo.patch(f"/api/v1/maps/{map_id}", {"name": "Mine"}, content_type=JSON).status_code == 403
    assert as_cleo.delete(f"/api/v1/maps/{map_id}").status_code == 403
    assert as_cleo.get("/api/v1/maps").json()["data"] == []
