"""A Universal VTT file becomes a map with its picture, its grid and its structure, whatever the file is called."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from maps.models import Map
from maps.tests.conftest import case, upload


@pytest.mark.parametrize("name", ["Keep.dd2vtt", "Keep.png"])
def test_it_works(as_ada: Client, name: str) -> None:
    answer = upload(as_ada, case("synthetic-origin.dd2vtt"), name)

    assert answer.status_code == 201, answer.content
    made = answer.json()["data"]
    assert (made["name"], made["source"], made["width"], made["height"]) == ("Keep", "uvtt", 600, 400)
    assert made["grid"]["size"] == made["grid"]["size_y"] == 50
    assert made["has"] == {"walls": 4, "object_walls": 2, "doors": 3, "lights": 2}
    assert made["structure"]["walls"][0] == [50, 50, 350, 50]
    assert made["structure"]["doors"][1]["closed"] is False
    assert made["structure"]["lights"][1]["color"] == "#aabbff"
    assert made["report"] == {"walls_zero_length": 1, "walls_outside": 1}


def test_lists_do_not_carry_the_structure(as_ada: Client) -> None:
    upload(as_ada, case("synthetic-origin.dd2vtt"), "Keep.dd2vtt")

    (listed,) = as_ada.get("/api/v1/maps").json()["data"]
    assert "structure" not in listed
    assert listed["has"]["doors"] == 3


def test_a_file_without_its_picture_is_refused(as_ada: Client, left_behind: Callable[[], list[str]]) -> None:
    answer = upload(as_ada, case("synthetic-image-is-a-path.uvtt"), "Keep.uvtt")

    assert answer.status_code == 422
    assert "embedded" in answer.json()["error"]
    assert not Map.objects.exists()
    assert left_behind() == []


def test_a_file_with_a_broken_picture_is_refused(as_ada: Client, left_behind: Callable[[], list[str]]) -> None:
    whole = case("synthetic-origin.dd2vtt")
    place = whole.index(b"iVBOR") + 200
    broken = whole[:place] + b"A" * 400 + whole[place + 400 :]

    assert upload(as_ada, broken, "Keep.dd2vtt").status_code == 422
    assert left_behind() == []
