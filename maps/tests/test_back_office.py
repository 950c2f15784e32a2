"""The library at `/gm/`: one's own maps with a preview, and folders that keep their rules."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from maps.models import Map, MapFolder
from maps.tests.conftest import picture, upload


@pytest.fixture(autouse=True)
def _cleo_leads_other_tables(cleo: User) -> None:
    cleo.is_game_master = True
    cleo.save()


def save(client: Client, address: str, **fields: Any) -> Any:
    return client.post(f"/gm/maps/{address}", {"name": "Caves", "parent": "", **fields})


def test_it_works(as_ada: Client, as_cleo: Client) -> None:
    made = upload(as_ada, picture(), "The Keep.png").json()["data"]

    listed = as_ada.get("/gm/maps/map/")
    assert "The Keep" in listed.content.decode()
    assert f"/api/v1/maps/{made['id']}/thumbnail" in listed.content.decode()
    assert as_ada.get(f"/gm/maps/map/{made['id']}/change/").status_code == 200

    assert "The Keep" not in as_cleo.get("/gm/maps/map/").content.decode()
    assert as_cleo.get(f"/gm/maps/map/{made['id']}/change/").status_code == 404


def test_a_folder_is_made_one_s_own(as_ada: Client, ada: User) -> None:
    assert save(as_ada, "mapfolder/add/").status_code == 302
    assert MapFolder.objects.get().owner == ada


def test_a_folder_keeps_its_rules(as_ada: Client, ada: User) -> None:
    one = MapFolder.objects.create(owner=ada, name="Caves")
    two = MapFolder.objects.create(owner=ada, name="Deeper", parent=one)

    again = save(as_ada, "mapfolder/add/")
    circle = save(as_ada, f"mapfolder/{one.pk}/change/", parent=str(two.pk))

    assert "There is a folder of this name already." in again.content.decode()
    assert "A folder cannot lie inside itself." in circle.content.decode()
    assert MapFolder.objects.count() == 2
    one.refresh_from_db()
    assert one.parent is None


def test_a_stranger_s_folder_cannot_be_chosen(as_cleo: Client, ada: User) -> None:
    theirs = MapFolder.objects.create(owner=ada, name="Secret")

    answer = save(as_cleo, "mapfolder/add/", parent=str(theirs.pk))

    assert answer.status_code == 200
    assert "Secret" not in answer.content.decode()
    assert MapFolder.objects.count() == 1


@pytest.mark.parametrize("way", ["one", "many"])
def test_a_map_is_deleted_with_its_files(as_ada: Client, ada: User, way: str) -> None:
    made = upload(as_ada, picture()).json()["data"]

    if way == "one":
        as_ada.post(f"/gm/maps/map/{made['id']}/delete/", {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": made["id"], "post": "yes"}
        as_ada.post("/gm/maps/map/", chosen)

    assert not Map.objects.exists()
    ada.refresh_from_db()
    assert ada.storage_used == 0
