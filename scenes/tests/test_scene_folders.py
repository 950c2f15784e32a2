"""Scenes lie in folders, ten deep at most, and in an order; only those who lead know of either."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import Conflict, Invalid
from scenes.models import Scene, SceneFolder


@pytest.fixture
def address(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/scene-folders"


def paths(client: Any, address: str) -> dict[str, int]:
    return {row["path"]: row["scenes"] for row in client.get(address).json()["data"]}


def test_it_works(table: Any, as_: Any, ada: Any, address: str) -> None:
    me = as_(ada)
    assert me.post(address, {"path": "The tomb / Second level"}).json()["data"]["path"] == "The tomb/Second level"
    made = me.post(f"/api/v1/rooms/{table.room.pk}/scenes", {"name": "Crypt", "folder": "The tomb/Second level"})
    assert paths(me, address) == {"The tomb": 0, "The tomb/Second level": 1}

    moved = me.patch(address, {"path": "The tomb", "to": "Act II/The tomb"})
    assert moved.json()["data"] == {"path": "Act II/The tomb", "name": "The tomb", "parent": "Act II"}
    assert paths(me, address) == {"Act II": 0, "Act II/The tomb": 0, "Act II/The tomb/Second level": 1}
    assert Scene.objects.get(pk=made.json()["data"]["id"]).folder == "Act II/The tomb/Second level"
    table.deliver()
    table.lead.does("history.undo")
    assert "The tomb/Second level" in paths(me, address)
    table.is_level()

    gone = me.delete(address, {"path": "The tomb"})
    assert gone.json()["data"] == {"path": "The tomb", "scenes": 1}
    assert not Scene.objects.filter(name="Crypt").exists()
    assert not SceneFolder.objects.exists()
    table.deliver()
    table.is_level()


def test_only_those_who_lead_know_of_them(table: Any, as_: Any, ben: Any, cleo: Any, address: str) -> None:
    table.lead.does("scene.folder_create", path="Betrayal")
    assert as_(ben).get(address).status_code == 403
    assert as_(ben).delete(address, {"path": "Betrayal"}).status_code == 403
    assert as_(ben).delete(address, {"path": "No such"}).status_code == 403
    assert as_(cleo).get(address).status_code == 404
    assert "Betrayal" not in str(table.seat(ben).state) + str(table.seat(ben).heard)


@pytest.mark.parametrize("path", ["/", "a//b", " ", "a/" + "x" * 61, "/".join("abcdefghijk"), "x/" * 101])
def test_what_does_not_fit_is_refused(as_: Any, ada: Any, address: str, path: str) -> None:
    assert as_(ada).post(address, {"path": path}).status_code == 400


def test_a_folder_lies_in_one_place(table: Any) -> None:
    lead = table.lead
    for path in ("a/b", "c"):
        lead.does("scene.folder_create", path=path)
    with pytest.raises(Conflict):
        lead.does("scene.folder_create", path="a")
    with pytest.raises(Conflict):
        lead.does("scene.folder_rename", path="a", to="c")
    with pytest.raises(Invalid):
        lead.does("scene.folder_rename", path="a", to="a/b/a")
    with pytest.raises(Invalid):
        lead.does("scene.folder_rename", path="a", to="/".join("123456789x"))


def test_the_first_of_the_list_comes_first(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    address = f"/api/v1/rooms/{table.room.pk}/scenes/order"
    wanted = {"scenes": [table.things["other_scene"], table.things["scene"]]}
    answer = as_(ada).post(address, wanted).json()["data"]
    assert [scene["id"] for scene in answer] == wanted["scenes"]
    assert as_(ben).post(address, wanted).status_code == 403
    assert as_(cleo).post(address, wanted).status_code == 404
    table.deliver()
    table.is_level()


def test_the_list_asks_the_same_whatever_its_length(
    table: Any, as_: Any, ada: Any, address: str, django_assert_max_num_queries: Any
) -> None:
    for at in range(5):
        table.lead.does("scene.folder_create", path=f"a/{at}")
    me = as_(ada)
    me.get(address)
    with django_assert_max_num_queries(10):
        assert len(me.get(address).json()["data"]) == 6
