"""Distances, snapping and covered cells: the same cases as the page's twin (`geometry.test.js`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scenes.geometry import Grid, Shape, covered, measure, wind

CASES = Path(__file__).parent / "cases"
HEXES = ("hex_pointy_odd", "hex_pointy_even", "hex_flat_odd", "hex_flat_even")
OF_BOOKS = {
    "chebyshev_5e_5_5_5": "chebyshev",
    "alternating_3_5_PF_5_10_5": "alternating",
    "manhattan": "manhattan",
    "euclid_ft": "euclidean",
}


def read(name: str) -> Any:
    return json.loads((CASES / name).read_text())


def centres(cells: list[list[int]]) -> list[tuple[float, float]]:
    return [Grid().centre_of((column, row)) for column, row in cells]


@pytest.mark.parametrize("pair", read("distance.json")["square_pairs"])
def test_distances_are_those_of_the_books(pair: dict[str, Any]) -> None:
    for column, mode in OF_BOOKS.items():
        way = centres([[-2, 7], [-2 + pair["dx"], 7 - pair["dy"]]])
        assert measure(Grid(mode=mode), way).length == pytest.approx(pair[column], abs=1e-4), mode


@pytest.mark.parametrize("way", read("ways.json")["squares"], ids=lambda way: way["name"])
def test_a_way_through_several_points(way: dict[str, Any]) -> None:
    for mode in OF_BOOKS.values():
        measured = measure(Grid(mode=mode), centres(way["way"]))
        assert measured.length == pytest.approx(way[mode], abs=1e-3), mode
        assert sum(measured.legs) == pytest.approx(measured.length)


@pytest.mark.parametrize("type", HEXES)
@pytest.mark.parametrize("pair", read("distance.json")["hex_pairs_axial"])
def test_hexagons_are_counted_one_by_one(pair: dict[str, Any], type: str) -> None:
    """Whatever the rule for squares, unless it is as the crow flies."""
    grid = Grid(type=type, size=90, offset_x=13)
    ends = [grid.centre_of(offset(grid, *axial)) for axial in (pair["a"], pair["b"])]
    for mode in ("chebyshev", "alternating", "manhattan"):
        assert measure(Grid(type=type, size=90, offset_x=13, mode=mode), ends).cells == pair["hexes"]


def offset(grid: Grid, q: int, r: int) -> tuple[int, int]:
    """The cell of these axial coordinates, found by looking."""
    return next(
        (column, row) for column in range(-20, 20) for row in range(-20, 20) if grid.axial((column, row)) == (q, r)
    )


def test_without_a_grid_all_is_as_the_crow_flies() -> None:
    assert measure(Grid(type="none"), [(0, 0), (300, 400)]).length == 25
    assert measure(Grid(type="none"), [(0, 0), (300, 401)]).shown == 25.0


@pytest.mark.parametrize("case", read("coverage.json")["cases"], ids=lambda case: case["name"])
def test_covered_cells(case: dict[str, Any]) -> None:
    grid = Grid(**case["grid"])
    for rule in ("centre", "any"):
        cells = covered(grid, Shape(**case["area"]), rule)
        assert cells is not None
        assert sorted(map(list, cells)) == sorted(case[rule]), rule


def test_no_cells_without_a_grid_and_none_told_of_too_many() -> None:
    area = Shape("circle", 0, 0, 1000)
    assert covered(Grid(type="none"), area, "centre") == []
    assert covered(Grid(), area, "any") is None


@pytest.mark.parametrize("case", read("ways.json")["snaps"])
def test_a_token_snaps_by_its_size(case: dict[str, Any]) -> None:
    assert Grid().snap((case["at"][0], case["at"][1]), case["cells"]) == tuple(case["to"])


@pytest.mark.parametrize("type", HEXES)
def test_a_centre_lies_in_its_own_hexagon(type: str) -> None:
    grid = Grid(type=type, size=90, offset_x=13, offset_y=-7)
    cells = [(column, row) for column in range(-4, 5) for row in range(-4, 5)]
    assert [grid.cell_of(grid.centre_of(cell)) for cell in cells] == cells


@pytest.mark.parametrize("case", read("ways.json")["winds"])
def test_the_wind_in_which_something_lies(case: dict[str, Any]) -> None:
    assert wind((0, 0), (case["to"][0], case["to"][1])) == case["wind"]
