"""Rasters of what is known."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
import shapely
from PIL import Image

from scenes.vision import Mask, cell_of
from scenes.vision.mask import MOST_CELLS


def test_it_works() -> None:
    mask = Mask.of(shapely.box(10, 20, 50, 60), 5)
    assert (mask.cell, mask.box()) == (5, (10, 20, 50, 60))
    assert mask.at([10, 49.9, 50, 9.9], [20, 59.9, 30, 30]).tolist() == [True, True, False, False]


def test_a_cell_is_painted_when_its_middle_is_inside_also_with_holes() -> None:
    chance = random.Random(4)
    ring = shapely.Point(100, 90).buffer(83.3).difference(shapely.Point(120, 80).buffer(31.7))
    ring = ring.union(shapely.box(300.2, 10.1, 322.9, 40.6))
    mask = Mask.of(ring, 4)
    for _point in range(500):
        x, y = chance.uniform(0, 340), chance.uniform(0, 200)
        middle = shapely.Point((x // 4 + 0.5) * 4, (y // 4 + 0.5) * 4)
        assert bool(mask.at(x, y)) == ring.intersects(middle)


def test_union_and_difference_meet_on_one_lattice() -> None:
    one, other = Mask.of(shapely.box(-20, -20, 20, 20), 4), Mask.of(shapely.box(0, 0, 400, 40), 4)
    both = one | other
    assert both.at([-10, 300], [-10, 30]).all() and both.box() == (-20, -20, 400, 40)
    left = both - other
    assert left.at(-10, -10) and not left.at(10, 10)
    assert (Mask.empty(4) | one).box() == one.box() and (one - Mask.empty(4)).box() == one.box()


def test_a_trimmed_mask_does_not_tell_what_was_cut_from_it() -> None:
    cut = (Mask.of(shapely.box(0, 0, 40, 40), 4) - Mask.of(shapely.box(20, -100, 400, 400), 4)).trimmed()
    assert (cut.left, cut.top, cut.width, cut.height) == (0, 0, 5, 10) and cut.at(10, 10)
    assert (cut - cut).trimmed().cells.size == 0


def test_whole_and_any_answer_for_many_boxes_at_once() -> None:
    mask = Mask.of(shapely.box(0, 0, 100, 100), 5) | Mask.of(shapely.box(200, 0, 300, 100), 5)
    x0 = np.array([10, 90, 150, 250, -10, 500])
    assert mask.whole(x0, 10, x0 + 40, 40).tolist() == [True, False, False, True, False, False]
    assert mask.any(x0, 10, x0 + 40, 40).tolist() == [True, True, False, True, True, False]
    assert not Mask.empty(5).whole(0, 0, 1, 1)


def test_what_is_packed_comes_back_and_nonsense_does_not() -> None:
    mask = Mask.of(shapely.Point(57, 31).buffer(44), 3)
    frame = {"cell": 3, "left": mask.left, "top": mask.top, "width": mask.width, "height": mask.height}
    again = Mask.unpacked(mask.packed(), **frame)
    assert np.array_equal(again.cells, mask.cells)
    for bad in ("", "AAAA", mask.packed()[:-8]):
        with pytest.raises(ValueError):
            Mask.unpacked(bad, **frame)


def test_a_mask_too_large_is_coarser_and_never_tells_more() -> None:
    small = Mask.of(shapely.box(3, 3, 30, 30), 4)
    far = Mask.of(shapely.box(9_000, 0, 9_100, 100), 4)
    both = small | far
    assert both.cell == 8 and max(both.width, both.height) <= MOST_CELLS
    assert both.at(20, 20) and not both.at(3, 3), "a wide cell that is known in part is not known"
    huge = Mask.of(shapely.box(-1e6, -1e6, 1e6, 1e6), 4)
    assert max(huge.width, huge.height) <= MOST_CELLS and huge.at(0, 0)
    left = Mask.of(shapely.box(0, 0, 40, 40), 8) - Mask.of(shapely.box(16, 16, 20, 20), 4)
    assert left.at(10, 10) and not left.at(22, 22), "a wide cell that is hidden in part is hidden"


def test_the_picture_has_a_white_pixel_for_each_known_cell() -> None:
    mask = Mask.of(shapely.box(0, 0, 10, 10), 5) | Mask.of(shapely.box(15, 0, 20, 5), 5)
    picture = Image.open(io.BytesIO(mask.png()))
    assert picture.size == (4, 2) and [picture.getpixel((x, 0)) for x in range(4)] == [255, 255, 0, 255]
    assert Image.open(io.BytesIO(Mask.empty(5).png())).size == (1, 1)


def test_cells_are_a_sixteenth_of_the_grids() -> None:
    assert [cell_of(size) for size in (4, 70, 100, 140)] == [1, 4, 6, 9]
