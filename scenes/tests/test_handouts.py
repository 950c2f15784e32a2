"""Handouts: a picture is uploaded, shown to nobody, to some or to everybody, and fetched by those alone."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import StoredFile
from config.testing.cast import person
from scenes.models import Handout
from scenes.tasks import sweep_handouts


def picture(name: str = "The traitor is Mira.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#884422").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


@pytest.fixture
def address(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/handouts"


@pytest.fixture
def letter(table: Any, as_: Any, ada: Any, address: str) -> dict[str, Any]:
    answer = as_(ada).post(
        address, {"picture": picture(), "name": "A letter", "scene": table.things["scene"]}, "multipart"
    )
    assert answer.status_code == 201, answer.content
    table.deliver()
    made: dict[str, Any] = answer.json()["data"]
    return made


def test_it_works(table: Any, as_: Any, ada: Any, ben: Any, address: str, letter: dict[str, Any]) -> None:
    assert (letter["name"], letter["shared"], letter["width"], letter["height"]) == ("A letter", "none", 40, 30)
    seat, mine = table.seat(ben), f"{address}/{letter['id']}"
    assert (seat.things("handout"), as_(ben).get(address).json()["data"]) == ([], [])
    assert as_(ben).get(letter["url"]).status_code == as_(ben).get(mine).status_code == 404

    table.lead.does("handout.share", handout=letter["id"], shared="named", readers=[str(ben.pk)])
    [shown] = seat.things("handout")
    assert shown == as_(ben).get(mine).json()["data"]
    assert not {"readers", "of_scene", "order"} & set(shown)
    for url in (shown["url"], shown["preview"]):
        got = as_(ben).get(url)
        assert (got.status_code, got["Content-Type"]) == (200, "image/webp")
        assert "traitor" not in str(got.headers)
    assert table.display().things("handout") == []
    table.is_level()

    assert as_(ada).patch(mine, {"shared": "none"}).json()["data"]["shared"] == "none"
    table.deliver()
    assert (seat.things("handout"), as_(ben).get(shown["url"]).status_code) == ([], 404)
    table.lead.does("handout.share", handout=letter["id"], shared="all")
    assert [one["id"] for one in table.display().things("handout")] == [letter["id"]]
    table.is_level()


def test_who_may_what(
    table: Any, as_: Any, ada: Any, ben: Any, cleo: Any, address: str, letter: dict[str, Any]
) -> None:
    mine = f"{address}/{letter['id']}"
    assert as_(ben).post(address, {"picture": picture(), "name": "Mine"}, "multipart").status_code == 403
    assert as_(ben).patch(mine, {"shared": "all"}).status_code == 404
    assert {as_(cleo).get(one).status_code for one in (address, mine, letter["url"])} == {404}
    assert {as_().get(one).status_code for one in (address, mine)} == {401}
    assert as_().get(letter["url"]).status_code == 404
    table.lead.does("handout.share", handout=letter["id"], shared="all")
    assert as_(ben).patch(mine, {"name": "Mine"}).status_code == 403
    assert as_(ben).delete(mine).status_code == 403
    assert as_(ada).patch(mine, {"shared": "named", "readers": [str(cleo.pk)]}).status_code == 400
    assert as_(ada).post(address, {"name": "No picture"}, "multipart").status_code == 400
    broken = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"no" * 50, "image/png")
    before = StoredFile.objects.count()
    assert as_(ada).post(address, {"picture": broken, "name": "Broken"}, "multipart").status_code == 422
    assert as_(ada).post(address, {"picture": picture(), "name": ""}, "multipart").status_code == 400
    assert StoredFile.objects.count() == before


def test_what_is_deleted_comes_back_within_a_day(table: Any, letter: dict[str, Any], django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    table.lead.does("handout.delete", handout=letter["id"])
    assert table.lead.things("handout") == []
    table.lead.does("history.undo")
    assert [one["name"] for one in table.lead.things("handout")] == ["A letter"]
    table.lead.does("history.redo")
    StoredFile.objects.filter(kind__startswith="handout").update(created_at="2020-01-01T00:00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_handouts.call() == 2
    table.is_level()


def test_the_picture_outlives_its_scene_and_not_its_uploader(table: Any, letter: dict[str, Any]) -> None:
    table.lead.does("scene.delete", scene=table.things["scene"])
    assert [one["of_scene"] for one in table.lead.things("handout")] == [None]
    table.is_level()
    gm = person("gm")
    table.seat(gm, role="game_master")
    Handout.objects.update(picture=StoredFile.objects.create(owner=gm, kind="handout", sha256="2" * 64, size=1, content_type="image/webp", key="handout/x.webp"))  # fmt: skip
    from accounts import hooks

    for farewell in hooks.farewell:
        farewell(gm)
    table.deliver()
    assert table.lead.things("handout") == []
    gm.delete()
    table.lead.is_level()


def test_the_list_asks_the_same_whatever_its_length(
    table: Any, as_: Any, ada: Any, address: str, letter: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    row = Handout.objects.get()
    for at in range(5):
        row.pk, row.name = None, f"{at}"
        row.save(force_insert=True)
    me = as_(ada)
    me.get(address)
    with django_assert_max_num_queries(10):
        assert len(me.get(address).json()["data"]) == 6
