"""Who gets which tiles of a map on the table: players what their side knows, who leads all of it, strangers none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from accounts.models import StoredFile
from config.files.decode_tiles import write
from config.files.tile_file import SIZE, Pyramid
from maps.models import Map
from scenes import tiles
from scenes.models import FogShape, PlacedMap, Scene
from scenes.tiles import FOG


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    tiles.kept.clear()
    yield
    tiles.kept.clear()


@pytest.fixture
def placed(table: Any, ada: Any, tmp_path: Path) -> PlacedMap:
    """The table's map with tiles: 1,400 x 700 px of red."""
    found = PlacedMap.objects.select_related("map").get(pk=table.things["placed_map"])
    strip = np.full((SIZE, 1400, 3), (200, 30, 30), dtype=np.uint8)
    write(str(tmp_path / "red"), iter([strip, strip[: 700 - SIZE]]), Pyramid(1400, 700), exact=False)
    key = default_storage.save("map-tiles/none/red.tiles", ContentFile((tmp_path / "red").read_bytes()))
    file = StoredFile.objects.create(owner=ada, kind="map-tiles", sha256="1" * 64, size=1, content_type="x", key=key)
    Map.objects.filter(pk=found.map_id).update(tiles=file, levels=3, tiling="done")
    for seat in table.seats.values():
        seat.sit_down()
    return found


def address(placed: PlacedMap, z: int, x: int, y: int, eyes: str = "all") -> str:
    return f"/api/v1/scenes/{placed.scene_id}/maps/{placed.pk}/tiles/{eyes}/{z}/{x}/{y}"


def colours(answer: Any) -> Any:
    return np.asarray(Image.open(io.BytesIO(answer.content))).astype(int)


def cover_all_but(scene: Scene, left: int, top: int, right: int, bottom: int) -> None:
    scene.fog = True
    scene.save()
    FogShape.objects.filter(scene=scene).delete()
    FogShape.objects.create(scene=scene, mode="reveal", kind="rect", points=[[left, top], [right, bottom]])
    scene.renew("fog_key", "sight_key")


def test_it_works(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any, placed: PlacedMap) -> None:
    [shown] = table.seat(ben).things("placed_map")
    assert shown["url"] is None
    assert shown["tiles"]["levels"] == 3
    url = shown["tiles"]["url"].format(z=0, x=0, y=0)
    assert as_(ben).get(url).status_code == 200, "nothing is withheld"
    whole = f"/api/v1/scenes/{placed.scene_id}/maps/{placed.pk}/picture"
    assert (as_(ben).get(whole).status_code, as_(ada).get(whole).status_code) == (404, 200)

    cover_all_but(placed.scene, 0, 0, 256, 700)
    first = as_(ben).get(url)
    assert np.abs(colours(first)[:, :240] - (200, 30, 30)).max() <= 4
    assert np.abs(colours(first)[:, 264:] - FOG).max() <= 1
    assert as_(ben).get(address(placed, 0, 1, 0)).status_code == 204
    assert (np.abs(colours(as_(ada).get(address(placed, 0, 1, 0, "gm"))) - (200, 30, 30)) <= 4).all()
    assert as_(ada).get(url).content == first.content, "who leads may look as players do"
    again = as_(ben).get(url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "private, no-cache"
    refused = [as_(ben).get(address(placed, 0, 1, 0, "gm")), as_(cleo).get(url), as_().get(url)]
    refused += [as_(ada).get(address(placed, *place)) for place in ((0, 3, 0), (3, 0, 0))]
    refused += [as_(ben).get(address(placed, 0, 0, 0, eyes)) for eyes in (ben.pk.hex, "0" * 31, "x")]
    assert {answer.status_code for answer in refused} == {404}


def test_a_display_sees_as_players_also_beside_the_game_masters_page(
    table: Any, as_: Any, ada: Any, placed: PlacedMap
) -> None:
    cover_all_but(placed.scene, 0, 0, 256, 700)
    browser, screen = as_(ada), as_()
    code = browser.post(f"/api/v1/rooms/{table.room.pk}/displays", {"name": "The wall"}).json()["data"]["code"]
    for client in (browser, screen):
        client.get(f"/display/{code}/")
    [shown] = table.display().things("placed_map")
    url = shown["tiles"]["url"]
    assert (
        browser.get(url.format(z=1, x=1, y=0)).status_code == screen.get(url.format(z=1, x=1, y=0)).status_code == 204
    )
    assert browser.get(url.format(z=1, x=0, y=0)).content == screen.get(url.format(z=1, x=0, y=0)).content != b""


def test_hidden_maps_have_none(table: Any, as_: Any, ada: Any, ben: Any, placed: PlacedMap) -> None:
    table.lead.does("map.update", placed_map=str(placed.pk), hidden=True)
    assert as_(ben).get(address(placed, 0, 0, 0)).status_code == 404
    assert as_(ada).get(address(placed, 0, 0, 0)).status_code == 404, "as players see it there is nothing"
    assert as_(ada).get(address(placed, 0, 0, 0, "gm")).status_code == 200


def test_moving_maps_are_whole_for_who_sees_them(table: Any, as_: Any, ben: Any, placed: PlacedMap) -> None:
    Map.objects.filter(pk=placed.map_id).update(media="video", tiles=None)
    cover_all_but(placed.scene, 0, 0, 256, 700)
    table.seat(ben).sit_down()
    [shown] = table.seat(ben).things("placed_map")
    assert (shown["media"], shown["tiles"]) == ("video", None)
    assert as_(ben).get(shown["url"]).status_code == 200


def test_a_tile_costs_few_queries(as_: Any, ben: Any, placed: PlacedMap, django_assert_max_num_queries: Any) -> None:
    cover_all_but(placed.scene, 0, 0, 256, 700)
    client = as_(ben)
    client.get(address(placed, 0, 0, 0))
    with django_assert_max_num_queries(6):
        client.get(address(placed, 0, 0, 0))
