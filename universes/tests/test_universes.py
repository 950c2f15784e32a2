"""Universes come, are found by whom they may, change, are copied and go."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.models import StoredFile, User
from rooms.models import Room
from universes.models import Universe

ALL = "/api/v1/universes"


def made(client: Any, **given: Any) -> dict[str, Any]:
    answer = client.post(ALL, {"name": "The Drowned Moon", **given})
    assert answer.status_code == 201, answer.json()
    return answer.json()["data"]  # type: ignore[no-any-return]


def names(client: Any, query: str = "") -> list[str]:
    return [one["name"] for one in client.get(f"{ALL}?{query}").json()["data"]]


def test_one_is_made_and_is_in_no_list_of_rooms(ada: Any, ben: Any, as_: Any) -> None:
    mine = as_(ada)
    moon = made(mine, name=" The  Drowned Moon ", physics_preset="water", music_preset="mystery", seed=7)
    assert (moon["name"], moon["role"], moon["visibility"]) == ("The Drowned Moon", "owner", "private")
    one = mine.get(f"{ALL}/{moon['id']}").json()["data"]
    assert one["physics"]["elasticity"] == 0.3
    assert (one["music"]["scale"], one["music"]["seed"]) == ("phrygian", 7)
    assert one["simulation"]["status"] == "stopped"
    assert mine.get("/api/v1/rooms").json()["data"] == []
    assert b"Drowned" not in mine.get("/rooms/").content
    assert mine.get(f"/api/v1/rooms/{moon['room']}/snapshot").status_code == 200
    assert made(mine)["id"] != moon["id"], "two may be called alike"
    for wrong in (
        {"name": "  "},
        {"name": "x" * 101},
        {"name": "x", "seed": -1},
        {"name": "x", "music_preset": "polka"},
    ):
        assert mine.post(ALL, wrong).status_code == 400
    assert as_(ben).get(f"{ALL}/{moon['id']}").status_code == 404
    assert as_().get(ALL).status_code == 401


def test_who_finds_which(ada: Any, ben: Any, cleo: Any, as_: Any) -> None:
    mine, others = as_(ada), as_(cleo)
    for name, how in (("Ash", "private"), ("Brine", "shared"), ("Cloud", "public")):
        made(mine, name=name, visibility=how, genre="fantasy" if name == "Cloud" else "horror", theme="weather")
    assert names(mine) == ["Ash", "Brine", "Cloud"]
    assert names(others) == ["Cloud"]
    assert names(mine, "order=-name") == ["Cloud", "Brine", "Ash"]
    assert names(mine, "q=bri") == names(mine, "visibility=shared") == ["Brine"]
    assert names(mine, "genre=Fantasy&theme=weather") == ["Cloud"]
    assert names(others, "mine=1") == []
    cloud = others.get(ALL).json()["data"][0]
    assert cloud["role"] is None
    address = f"{ALL}/{cloud['id']}/favourite"
    assert others.put(address).status_code == others.put(address).status_code == 204
    assert names(others, "favourite=1&order=popular") == ["Cloud"]
    assert names(mine, "favourite=1") == []
    assert mine.get(f"{ALL}/{cloud['id']}").json()["data"]["favourites"] == 1
    others.delete(address)
    assert names(others, "favourite=1") == []
    assert mine.get(f"{ALL}?order=size").status_code == 400
    assert mine.get(f"{ALL}?per_page=2").json()["meta"]["pagination"]["pages"] == 2


def test_a_list_asks_as_much_however_long_it_is(ada: Any, as_: Any) -> None:
    mine = as_(ada)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert mine.get(ALL).status_code == 200
        return len(queries)

    made(mine)
    few = asked()
    for number in range(5):
        made(mine, name=f"Moon {number}", visibility="public")
    assert asked() == few <= 6


def test_who_looks_on_changes_nothing(moon: Any, ada: Any, ben: Any, cleo: Any, as_: Any) -> None:
    address = f"{ALL}/{moon.things['universe']}"
    body = moon.thing("body")
    mine, his, hers = as_(ada), as_(ben), as_(cleo)
    assert mine.patch(address, {"name": "The Risen Moon", "genre": "myth"}).json()["data"]["name"] == "The Risen Moon"
    assert Room.objects.get(pk=moon.room.pk).name == "The Risen Moon"
    assert his.get(address).status_code == 200
    asked: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("patch", address, {"name": "Mine"}),
        ("patch", f"{address}/physics-parameters", {"gravity": 1.0}),
        ("delete", f"{address}/music-parameters", {}),
        ("post", f"{address}/objects", {"name": "Rock"}),
        ("patch", f"{address}/objects/{body}", {"mass": 2.0}),
        ("post", f"{address}/story-points", {"title": "One"}),
        ("post", f"{address}/restore", {"seq": 1}),
        ("put", f"{address}/picture", {}),
        ("delete", address, {}),
    )
    for method, where, data in asked:
        assert getattr(his, method)(where, data).status_code == 403, (method, where)
        assert getattr(hers, method)(where, data).status_code == 404, (method, where)
    assert mine.patch(address, {"visibility": "public"}).status_code == 200
    for method, where, data in asked:
        assert getattr(hers, method)(where, data).status_code == 403, (method, where)
    assert hers.get(f"{address}/objects/{body}").json()["data"]["name"] == "Moon"
    assert hers.post(f"{address}/comments", {"text": "Ah"}).status_code == 403
    assert hers.get(f"{address}/history").status_code == 403
    assert hers.get(f"/api/v1/rooms/{moon.room.pk}").status_code == 404
    assert mine.delete(address).status_code == 204
    assert not Universe.objects.exists()
    moon.seats.clear()


def test_a_copy_is_ones_own(moon: Any, ada: Any, ben: Any, cleo: Any, as_: Any) -> None:
    address = f"{ALL}/{moon.things['universe']}"
    for thing in ("constraint", "story_point", "visualization", "comment"):
        moon.thing(thing)
    mine, hers = as_(ada), as_(cleo)
    assert hers.post(f"{address}/fork", {}).status_code == 404
    mine.patch(address, {"visibility": "public", "hide_seed": True})
    copy = hers.post(f"{address}/fork", {"name": "My Moon"}).json()["data"]
    assert (copy["name"], copy["role"], copy["visibility"], copy["comments"]) == ("My Moon", "owner", "private", 0)
    assert copy["forked_from"] == moon.things["universe"]
    mark = f"{ALL}/{copy['id']}"
    assert [one["name"] for one in hers.get(f"{mark}/objects").json()["data"]] == ["Moon"]
    [held] = hers.get(f"{mark}/constraints").json()["data"]
    assert held["body_a"] == hers.get(f"{mark}/objects").json()["data"][0]["id"] != moon.things["body"]
    of_copy, of_first = (Universe.objects.get(pk=id) for id in (copy["id"], moon.things["universe"]))
    assert of_copy.seed != of_first.seed, "a hidden seed is not given away by copying"
    assert as_(ben).get(mark).status_code == 404
    assert hers.get(f"{address}/music-parameters").json()["data"]["seed"] is None
    assert mine.get(f"{address}/music-parameters").json()["data"]["seed"] == of_first.seed


def test_it_has_a_picture(moon: Any, ada: Any, cleo: Any, as_: Any) -> None:
    address = f"{ALL}/{moon.things['universe']}/picture"
    mine = as_(ada)

    def sent() -> dict[str, Any]:
        out = io.BytesIO()
        Image.new("RGB", (20, 10), "navy").save(out, "PNG")
        return {"picture": SimpleUploadedFile("Where I live.png", out.getvalue(), "image/png")}

    assert mine.get(address).status_code == 404
    for _ in range(2):
        assert mine.put(address, sent(), format="multipart").status_code == 204
    assert StoredFile.objects.filter(kind="universe").count() == 1
    shown = mine.get(f"{ALL}/{moon.things['universe']}").json()["data"]["picture"]
    assert shown.startswith(address)
    answer = mine.get(shown)
    assert answer.status_code == 200 and b"live" not in str(answer.headers).encode()
    assert as_(cleo).get(address).status_code == 404
    assert mine.put(
        address, {"picture": SimpleUploadedFile("a.png", b"no", "image/png")}, format="multipart"
    ).status_code in (415, 422)
    assert mine.delete(address).status_code == 204
    assert not StoredFile.objects.filter(kind="universe").exists()


@pytest.mark.django_db
def test_guests_make_none(as_: Any) -> None:
    assert as_(User.objects.create_guest("Visitor")).post(ALL, {"name": "Mine"}).status_code == 403
