"""What nobody has explored is in no tile: two maps that differ only there give the same bytes, at every size."""

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
from shapely import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from accounts.models import StoredFile
from config.api.errors import NotFound
from config.files.decode_tiles import write
from config.files.tile_file import SIZE, Pyramid
from maps.models import Map
from scenes import tiles
from scenes.models import PlacedMap
from scenes.tiles import FOG, Tile, Tiles
from scenes.vision import Mask

WIDTH, HEIGHT = 1250, 700
MASKS: dict[str, BaseGeometry] = {
    "a lamp's circle": Point(500, 330).buffer(230),
    "a corridor off the lattice": box(301.5, 99.3, 1111, 263),
    "two rooms": Polygon([(90, 80), (700, 200), (400, 610)]).union(box(800, 300, 1400, 900)),
}
PLACES: list[dict[str, float]] = [
    {},
    {"rotation": 90.0, "x": 40.0},
    {"rotation": 30.0, "scale": 0.75},
    {"rotation": 180.0, "scale": 1.6, "x": -33.3},
]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    tiles.kept.clear()
    yield
    tiles.kept.clear()


def landscape(bands: int = 3, seed: int = 1) -> Any:
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    noise = np.random.default_rng(seed).integers(0, 60, (HEIGHT, WIDTH, bands))
    return ((down[..., None] // 3 + across[..., None] // 5) % 190 + noise).astype(np.uint8)


def laid(pixels: Any, tmp_path: Path, name: str, *, exact: bool = False, **place: float) -> PlacedMap:
    """`pixels` as a placed map with tiles, without a database: only what `Tiles` reads."""
    write(str(tmp_path / name), iter([pixels[top : top + SIZE] for top in range(0, HEIGHT, SIZE)]), Pyramid(WIDTH, HEIGHT), exact=exact)  # fmt: skip
    file = StoredFile(key=default_storage.save(f"map-tiles/{name}", ContentFile((tmp_path / name).read_bytes())))
    return PlacedMap(map=Map(width=WIDTH, height=HEIGHT, tiles=file), **place)


def all_of(placed: PlacedMap, mask: Mask | None) -> dict[tuple[int, int, int], Tile | None]:
    assert placed.map.tiles is not None
    made, pyramid = Tiles(placed, placed.map.tiles, mask), Pyramid(WIDTH, HEIGHT)
    places = [
        (level, x, y)
        for level in range(pyramid.levels)
        for x in range(pyramid.tiles(level)[0])
        for y in range(pyramid.tiles(level)[1])
    ]
    return {place: made.tile(*place) for place in places}


def known_pixels(placed: PlacedMap, mask: Mask) -> Any:
    """By another way than the code's: each pixel's middle, turned into the scene by a matrix."""
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH] + 0.5
    turn = np.exp(1j * np.deg2rad(placed.rotation))
    at = ((across - WIDTH / 2) + 1j * (down - HEIGHT / 2)) * turn * placed.scale
    middle = complex(placed.x + WIDTH / 2 * placed.scale, placed.y + HEIGHT / 2 * placed.scale)
    return mask.at((at + middle).real, (at + middle).imag)


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("area", MASKS)
def test_it_works(area: str, place: dict[str, float], tmp_path: Path) -> None:
    mask, pixels = Mask.of(MASKS[area], 6), landscape()
    placed = laid(pixels, tmp_path, "one", **place)
    known = known_pixels(placed, mask)
    changed = np.where(known[..., None], pixels, landscape(seed=2))
    one, other = all_of(placed, mask), all_of(laid(changed, tmp_path, "other", **place), mask)
    assert {where: tile and tile.content for where, tile in one.items()} == {
        where: tile and tile.content for where, tile in other.items()
    }
    shown = 0
    for (level, x, y), tile in one.items():
        if level == 0 and tile is not None:
            seen = np.asarray(Image.open(io.BytesIO(tile.content))).astype(int)
            hidden = ~known[y * SIZE : (y + 1) * SIZE, x * SIZE : (x + 1) * SIZE]
            assert np.abs(seen[hidden] - FOG).max(initial=0) <= 1, "one colour, by the rounding of JPEG"
            shown += int((np.abs(seen - FOG).max(axis=2) > 1).sum())
    assert 0.6 * known.sum() < shown <= known.sum(), "nearly all of what is known is shown"


def test_transparent_maps_hide_what_is_below_too(tmp_path: Path) -> None:
    mask = Mask.of(box(0, 0, 600, 700), 6)
    pixels = landscape(4)
    pixels[:, :, 3] = 255
    glass = pixels.copy()
    glass[:, 700:, 3] = 90
    kinds = []
    for number, picture in enumerate((pixels, glass)):
        seen = all_of(laid(picture, tmp_path, f"{number}"), mask)
        kinds.append({where: tile and (tile.content_type, tile.content) for where, tile in seen.items()})
    assert kinds[0] == kinds[1], "that something is transparent where nobody has been is not told"
    tile = all_of(laid(glass, tmp_path, "all"), None)[(0, 1, 0)]
    assert tile is not None
    assert tile.content_type == "image/webp"
    assert Image.open(io.BytesIO(tile.content)).mode == "RGBA"


def test_what_needs_no_cutting_is_sent_as_it_is_kept(tmp_path: Path) -> None:
    placed = laid(landscape(), tmp_path, "one")
    everywhere = Mask.of(box(-50, -50, 2000, 2000), 6)
    assert all_of(placed, everywhere) == all_of(placed, None)
    assert set(all_of(placed, Mask.empty(6)).values()) == {None}
    ink = all_of(laid(landscape(), tmp_path, "ink", exact=True), None)[(0, 0, 0)]
    assert ink is not None
    assert (np.asarray(Image.open(io.BytesIO(ink.content))) == landscape()[:SIZE, :SIZE]).all()


def test_the_tag_follows_what_is_known(tmp_path: Path) -> None:
    placed = laid(landscape(), tmp_path, "one")
    assert placed.map.tiles is not None
    here, more = Mask.of(box(0, 0, 300, 300), 6), Mask.of(box(0, 0, 300, 900), 6)
    first = Tiles(placed, placed.map.tiles, here).tile(0, 0, 0)
    assert first is not None
    again = Tiles(placed, placed.map.tiles, here).tile(0, 0, 0, unless=first.etag)
    assert again is not None
    assert (again.etag, again.content) == (first.etag, b"")
    wider = Tiles(placed, placed.map.tiles, more).tile(0, 0, 0, unless=first.etag)
    assert wider is not None
    assert wider.content
    far = here | Mask.of(box(900, 400, 1000, 500), 6)
    elsewhere = Tiles(placed, placed.map.tiles, far).tile(0, 0, 0)
    assert elsewhere == first, "what is learned elsewhere leaves this tile as it was"
    with pytest.raises(NotFound):
        Tiles(placed, placed.map.tiles, here).tile(0, 3, 0)
