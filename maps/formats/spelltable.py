"""Reads scenes that the older SpellTable saved, with the markers and the fog that its own server dropped.

Its pixels are those of its grid of `gridSize`; with `useGridCoordinates` a position counts in cells. A cell is 5 ft, and
the size of a circle is its diameter. Maps are named by their file, and are not in the scene.
"""

from __future__ import annotations

from typing import Any

import msgspec

from maps.formats.reader import Reader, document, loose, words
from maps.formats.structure import (
    MAX_AREAS,
    MAX_COMBATANTS,
    MAX_FOG_POINTS,
    MAX_FOG_SHAPES,
    MAX_STRUCTURE_BYTES,
    Area,
    Combatant,
    Fog,
    Grid,
    Malformed,
    Structure,
    Token,
    px,
)

FEET_A_CELL = 5.0
ROUND = ("circle", "cylinder")
SHAPES = (*ROUND, "cone", "line", "square", "cube")


class File(msgspec.Struct):
    name: Any
    gridSettings: dict[str, Any] = {}
    maps: list[dict[str, Any]] = []
    activeMapId: Any = None
    initiativeOrder: list[dict[str, Any]] = []
    encounterHistory: list[dict[str, Any]] = []
    images: list[dict[str, Any]] = []
    aoeMarkers: list[dict[str, Any]] = []
    fogOfWar: list[dict[str, Any]] = []


def parse(data: bytes | memoryview) -> Structure:
    """Raises Malformed."""
    if len(data) > MAX_STRUCTURE_BYTES:
        raise Malformed("too_many")
    file = document(data, File, "not_spelltable")
    reader = _Cells(file.gridSettings)
    names = tuple(name for one in file.maps[:50] if (name := words(one.get("name"), 120)))
    if names:
        reader.report["maps_by_name"] = len(names)
    if file.images:
        reader.report["images_by_name"] = len(file.images)
    combatants, tokens = _order(file, reader)
    lines = tuple(words(one.get("text"), 300) for one in file.encounterHistory[:1_000])
    return Structure(
        format="spelltable",
        name=words(file.name, 80),
        grid=reader.grid,
        tokens=tokens,
        areas=tuple(area for one in reader.some(file.aoeMarkers, MAX_AREAS, "areas") if (area := _area(one, reader))),
        fog=tuple(shape for one in reader.some(file.fogOfWar, MAX_FOG_SHAPES, "fog") if (shape := _fog(one, reader))),
        combatants=combatants,
        history=tuple(line for line in lines if line),
        picture=words(file.activeMapId, 300) or next(iter(names), ""),
        maps=names,
        report=dict(reader.report),
    )


class _Cells(Reader):
    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__()
        self.cell = self.within(settings.get("gridSize"), 50.0, 4.0, 2_000.0)
        if settings.get("useFixedGrid") is True:
            # So many cells across the picture: how wide they are is known with the picture alone.
            self.report["fixed_grid"] += 1
        self.grid = Grid(
            size=self.cell,
            size_y=self.cell,
            show=settings.get("showGrid") is not False,
            colour=self.coloured(settings.get("gridColor"), "#ece6da"),
            opacity=self.within(settings.get("gridOpacity"), 0.5, 0.0, 1.0),
        )

    def place(self, point: Any, in_cells: bool) -> tuple[float, float]:
        table = point if isinstance(point, dict) else {}
        x, y = loose(table.get("x")), loose(table.get("y"))
        if x is None or y is None:
            raise Malformed("coordinate")
        unit = self.cell if in_cells else 1.0
        return self.coordinate(x * unit), self.coordinate(y * unit)


def _area(one: dict[str, Any], cells: _Cells) -> Area | None:
    shape = one.get("shape")
    if shape not in SHAPES:
        cells.report["areas_unknown"] += 1
        return None
    x, y = cells.place(one.get("position"), one.get("useGridCoordinates") is True)
    feet = cells.within(one.get("sizeInFeet"), FEET_A_CELL, 0.0, 10_000.0)
    size = feet / FEET_A_CELL * cells.cell
    return Area(
        shape=str(shape),
        x=x,
        y=y,
        size=px(size / 2 if shape in ROUND else size),
        width=cells.cell if shape == "line" else 0.0,
        rotation=cells.within(one.get("rotation"), 0.0, -36_000.0, 36_000.0) % 360,
        colour=cells.coloured(one.get("color"), "#e05a33"),
        opacity=cells.within(one.get("opacity"), 0.5, 0.1, 0.9),
        label=words(one.get("label"), 60),
        revealed=one.get("revealed") is not False,
    )


def _fog(one: dict[str, Any], cells: _Cells) -> Fog | None:
    points = one.get("points")
    if not isinstance(points, list) or len(points) < 3:
        cells.report["fog_without_points"] += 1
        return None
    if len(points) > MAX_FOG_POINTS:
        raise Malformed("too_many_points", most=MAX_FOG_POINTS)
    in_cells = one.get("useGridCoordinates") is True
    return Fog("hide", tuple(cells.place(point, in_cells) for point in points))


def _order(file: File, cells: _Cells) -> tuple[tuple[Combatant, ...], tuple[Token, ...]]:
    combatants: list[Combatant] = []
    tokens: list[Token] = []
    for one in cells.some(file.initiativeOrder, MAX_COMBATANTS, "combatants"):
        name, place = words(one.get("name"), 50) or "?", one.get("mapPosition")
        player = one.get("isPlayer") is True
        token = None
        if isinstance(place, dict):
            x, y = cells.place(place, place.get("useGridCoordinates") is True)
            token = len(tokens)
            size = cells.within(one.get("tokenFootprint"), 1.0, 1.0, 20.0)
            tokens.append(Token(name, x, y, size=size, disposition="ally" if player else "enemy"))
        initiative = loose(one.get("initiative"))
        combatants.append(
            Combatant(
                name=name,
                initiative=None if initiative is None else cells.within(initiative, 0.0, -1_000.0, 1_000.0),
                is_player=player,
                hp=_points(one.get("hp")),
                hp_max=_points(one.get("initialHP")),
                killed=one.get("isKilled") is True,
                turn=one.get("isCurrentTurn") is True,
                token=token,
            )
        )
    return tuple(combatants), tuple(tokens)


def _points(value: Any) -> int | None:
    number = loose(value)
    return None if number is None else int(min(max(number, -100_000), 1_000_000))
