"""A picture is cut into tiles at all sizes, and what a tile shows of one place never depends on another place."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from config.api.errors import UnsupportedType
from config.files import decode_tiles, images, tile_file
from config.files.tests.conftest import left_in
from config.files.tile_file import Pyramid


def landscape(width: int, height: int, bands: int = 3, seed: int = 1) -> Any:
    """Gradients with noise: JPEG has something to lose everywhere."""
    down, across = np.mgrid[0:height, 0:width]
    noise = np.random.default_rng(seed).integers(0, 10, (height, width, bands))
    return ((down[..., None] // 3 + across[..., None] // 5) % 200 + noise).astype(np.uint8)


def saved(pixels: Any, path: Path, format: str = "PNG", **options: Any) -> Path:
    Image.fromarray(pixels).save(path, format, **options)
    return path


def cut(path: Path) -> tuple[tile_file.Index, bytes]:
    with images.tiles(path) as made:
        content = made.path.read_bytes()
    return tile_file.index(content), content


def tile(index: tile_file.Index, content: bytes, level: int, x: int, y: int) -> Any:
    place = index.place(level, x, y)
    assert place is not None
    colour = content[place.offset : place.offset + place.colour]
    return np.asarray(Image.open(io.BytesIO(colour)))


def test_it_works(tmp_path: Path, scratch: Path) -> None:
    pixels = landscape(1300, 700)
    index, content = cut(saved(pixels, tmp_path / "map.png"))
    assert [index.pyramid.size(level) for level in range(index.pyramid.levels)] == [(1300, 700), (650, 350), (325, 175)]
    assert tile(index, content, 0, 2, 1).shape == (188, 276, 3)
    assert np.abs(tile(index, content, 0, 1, 0).astype(int) - pixels[:512, 512:1024]).mean() < 3
    half = pixels.astype(int).reshape(350, 2, 650, 2, 3).sum((1, 3))
    assert (tile(index, content, 1, 0, 0) == ((half + 2) // 4)[:, :512]).all(), "exact, not merely alike"
    assert index.place(0, 3, 0) is index.place(3, 0, 0) is None
    assert not index.alpha
    assert left_in(scratch) == []


def test_one_place_never_shows_in_another(tmp_path: Path) -> None:
    """The other half of the picture is another picture; blocks of 8 px and their halves at all levels stay as they are."""
    one, other = landscape(1200, 640), landscape(1200, 640)
    other[:, 608:] = 255 - other[:, 608:]
    first, second = (cut(saved(pixels, tmp_path / f"{n}.png")) for n, pixels in enumerate((one, other)))
    assert (tile(*first, 0, 1, 0)[:, :96] == tile(*second, 0, 1, 0)[:, :96]).all()
    assert (tile(*first, 0, 1, 0)[:, 96:] != tile(*second, 0, 1, 0)[:, 96:]).any()
    for level, shown in ((1, 304), (2, 152)):
        assert (tile(*first, level, 0, 0)[:, :shown] == tile(*second, level, 0, 0)[:, :shown]).all()


def test_large_pictures_are_cut_in_strips(tmp_path: Path) -> None:
    """Over 4,096 px libvips reads them; turned by their camera, they are turned here too."""
    pixels = landscape(4500, 600)
    index, content = cut(saved(pixels, tmp_path / "wide.png"))
    assert index.pyramid == Pyramid(4500, 600)
    assert index.pyramid.levels == 5
    half = pixels.astype(int).reshape(300, 2, 2250, 2, 3).sum((1, 3))
    assert (tile(index, content, 1, 4, 0) == ((half + 2) // 4)[:, 2048:]).all()
    turned = Image.Exif()
    turned[0x0112] = 6
    index, _content = cut(saved(pixels, tmp_path / "turned.jpg", "JPEG", exif=turned))
    assert index.pyramid == Pyramid(600, 4500)


def test_transparent_and_few_colours_stay_exact(tmp_path: Path) -> None:
    clear = landscape(600, 520, 4)
    clear[:, :, 3] = 255
    clear[:100, :100, 3] = 7
    index, content = cut(saved(clear, tmp_path / "clear.png"))
    first, last = index.place(0, 0, 0), index.place(0, 1, 1)
    assert index.alpha
    assert first is not None and last is not None
    assert last.transparency == 0, "an opaque tile has none"
    grey = content[first.offset + first.colour :][: first.transparency]
    assert (np.asarray(Image.open(io.BytesIO(grey)))[:, :, 0] == clear[:512, :512, 3]).all()
    ink = Image.fromarray(landscape(600, 520)).quantize(16)
    ink.save(tmp_path / "ink.png")
    index, content = cut(tmp_path / "ink.png")
    assert (tile(index, content, 0, 0, 0) == np.asarray(ink.convert("RGB"))[:512, :512]).all()


def test_moving_pictures_have_none(tmp_path: Path, scratch: Path) -> None:
    frames = [Image.new("RGB", (80, 60), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "film.gif", save_all=True, append_images=frames[1:])
    with pytest.raises(UnsupportedType):
        images.tiles(tmp_path / "film.gif")
    assert left_in(scratch) == []


def test_halving_weighs_colours_by_what_is_seen_of_them() -> None:
    """A transparent pixel gives no colour, so a white one beside red ones makes no pink edge."""
    square = np.array([[[255, 0, 0, 255], [255, 255, 255, 0]], [[255, 0, 0, 255], [255, 255, 255, 0]]], dtype=np.uint8)
    assert decode_tiles.halved(square).tolist() == [[[255, 0, 0, 128]]]


@pytest.mark.parametrize("first", [b"", b"x" * 50, tile_file.head(Pyramid(2000, 9), alpha=False, places=[])])
def test_what_is_no_container_is_refused(first: bytes) -> None:
    with pytest.raises(tile_file.NotTiles):
        tile_file.index(first)
