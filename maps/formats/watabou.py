"""Reads One Page Dungeons (watabou, JSON export) into the neutral form.

The file counts in cells, also negative ones, and has no picture: `maps.formats.plan` draws one from `Plan`. Walls stand
around the union of all rooms and door cells; a door stands across the middle of its cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from maps.formats.reader import Reader, document, loose, words
from maps.formats.structure import MAX_NOTES, MAX_STRUCTURE_BYTES, MAX_WALLS, Grid, Malformed, Note, Structure, Wall, px

CELL_PX = 70
MARGIN = 1
"""Cells of rock around the dungeon."""
MAX_RECTS = 2_000
MAX_CELLS = 200
"""Across and down: at 70 px a cell, and smaller ones beyond 117, within a picture of 8,192 px."""
MAX_SIDE_PX = 8_192
OPEN, DOOR, NARROW, EXIT, PORTCULLIS, DOUBLE, SECRET, STEEL, DOWN, STAIRWELL = range(10)
DOORS: dict[int, dict[str, str]] = {
    DOOR: {"kind": "door"},
    PORTCULLIS: {"kind": "door", "sight": "none", "light": "none", "sound": "none"},
    DOUBLE: {"kind": "door"},
    SECRET: {"kind": "secret"},
    STEEL: {"kind": "door", "state": "locked"},
}
"""The other types are passages and stairs: nothing stands in them."""

Cell = tuple[int, int]


class File(msgspec.Struct):
    rects: list[dict[str, Any]]
    doors: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    columns: list[dict[str, Any]] = []
    water: list[dict[str, Any]] = []
    title: Any = ""
    story: Any = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a picture of the dungeon shows, in cells from its top left corner; `doors` are (cell, type, level way)."""

    columns: int
    rows: int
    cell: int
    floor: frozenset[Cell]
    water: frozenset[Cell]
    doors: tuple[tuple[Cell, int, bool], ...]
    pillars: frozenset[Cell]
    walls: tuple[Wall, ...] = field(default=())


def parse(data: bytes | memoryview) -> tuple[Structure, Plan]:
    """Raises Malformed."""
    if len(data) > MAX_STRUCTURE_BYTES:
        raise Malformed("too_many")
    file, reader = document(data, File, "not_watabou"), Reader()
    if not file.rects or len(file.rects) > MAX_RECTS or max(len(file.doors), len(file.notes)) > MAX_RECTS:
        raise Malformed("too_many" if file.rects else "not_watabou")
    rooms = [_room(one) for one in file.rects]
    left, top = min(room[0] for room in rooms) - MARGIN, min(room[1] for room in rooms) - MARGIN
    columns = max(room[2] for room in rooms) + MARGIN - left
    rows = max(room[3] for room in rooms) + MARGIN - top
    if max(columns, rows) > MAX_CELLS:
        raise Malformed("too_large", side=MAX_SIDE_PX)
    cell = min(CELL_PX, MAX_SIDE_PX // max(columns, rows))
    floor = frozenset((x - left, y - top) for x1, y1, x2, y2 in rooms for x in range(x1, x2) for y in range(y1, y2))
    if rounded := sum(one.get("rotunda") is True for one in file.rects):
        reader.report["round_rooms"] += rounded
    doors = tuple(_door(one, left, top) for one in file.doors)
    walls = [*_around(floor, cell), *_leaves(doors, floor, cell)]
    if len(walls) > MAX_WALLS:
        raise Malformed("too_many_walls", most=MAX_WALLS)
    structure = Structure(
        format="watabou",
        name=words(file.title, 80),
        width=columns * cell,
        height=rows * cell,
        grid=Grid(size=cell, size_y=cell),
        background="#14121a",
        walls=tuple(walls),
        notes=tuple(_notes(file, reader, left, top, cell)),
        report=dict(reader.report),
    )
    water, pillars = (_cells(found, left, top) & floor for found in (file.water, file.columns))
    return structure, Plan(columns, rows, cell, floor, water, doors, pillars, tuple(walls))


def _whole(value: Any) -> int:
    number = loose(value)
    if number is None or number != int(number) or abs(number) > 100_000:
        raise Malformed("coordinate")
    return int(number)


def _room(one: dict[str, Any]) -> tuple[int, int, int, int]:
    x, y, width, height = (_whole(one.get(name)) for name in ("x", "y", "w", "h"))
    if not (1 <= width <= MAX_CELLS and 1 <= height <= MAX_CELLS):
        raise Malformed("too_large", side=MAX_SIDE_PX)
    return x, y, x + width, y + height


def _door(one: dict[str, Any], left: int, top: int) -> tuple[Cell, int, bool]:
    way = one.get("dir")
    level = bool(_whole(way.get("x"))) if isinstance(way, dict) else True
    return (_whole(one.get("x")) - left, _whole(one.get("y")) - top), _whole(one.get("type")), level


def _cells(found: list[dict[str, Any]], left: int, top: int) -> frozenset[Cell]:
    return frozenset((_whole(one.get("x")) - left, _whole(one.get("y")) - top) for one in found[: MAX_CELLS**2])


def _around(floor: frozenset[Cell], cell: int) -> Iterator[Wall]:
    """The edges between floor and rock, those in one line as one wall."""
    level: defaultdict[int, list[int]] = defaultdict(list)
    upright: defaultdict[int, list[int]] = defaultdict(list)
    for x, y in floor:
        for beside, line in (((x, y - 1), y), ((x, y + 1), y + 1)):
            if beside not in floor:
                level[line].append(x)
        for beside, line in (((x - 1, y), x), ((x + 1, y), x + 1)):
            if beside not in floor:
                upright[line].append(y)
    for y, found in sorted(level.items()):
        yield from (Wall(start * cell, y * cell, end * cell, y * cell) for start, end in _runs(found))
    for x, found in sorted(upright.items()):
        yield from (Wall(x * cell, start * cell, x * cell, end * cell) for start, end in _runs(found))


def _runs(found: Iterable[int]) -> Iterator[tuple[int, int]]:
    """[1, 2, 3, 7] as (1, 4), (7, 8)."""
    start = end = None
    for place in sorted(set(found)):
        if end is not None and place == end:
            end += 1
            continue
        if start is not None and end is not None:
            yield start, end
        start, end = place, place + 1
    if start is not None and end is not None:
        yield start, end


def _leaves(doors: Iterable[tuple[Cell, int, bool]], floor: frozenset[Cell], cell: int) -> Iterator[Wall]:
    for (x, y), kind, level in doors:
        words = DOORS.get(kind)
        if words is None or (x, y) not in floor:
            continue
        if level:
            yield Wall((x + 0.5) * cell, y * cell, (x + 0.5) * cell, (y + 1) * cell, **words)
        else:
            yield Wall(x * cell, (y + 0.5) * cell, (x + 1) * cell, (y + 0.5) * cell, **words)


def _notes(file: File, reader: Reader, left: int, top: int, cell: int) -> Iterator[Note]:
    """They tell what is to be found: for game masters. The story stands in the first corner."""
    if story := words(file.story, 5_000):
        yield Note(cell / 2, cell / 2, title=words(file.title, 80) or "?", gm_notes=story)
    for one in reader.some(file.notes, MAX_NOTES - 1, "notes"):
        place = one.get("pos")
        x, y = (loose(place.get(name)) if isinstance(place, dict) else None for name in ("x", "y"))
        if x is None or y is None or max(abs(x), abs(y)) > 100_000:
            reader.report["notes_without_place"] += 1
            continue
        text = words(one.get("text"), 5_000)
        yield Note(px((x - left) * cell), px((y - top) * cell), title=words(one.get("ref"), 80) or "?", gm_notes=text)
