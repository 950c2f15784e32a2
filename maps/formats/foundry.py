"""Reads Foundry VTT scenes (JSON of one scene, schemas before v10 and from v10 on) into the neutral form.

Foundry's coordinates are those of its canvas, which has padding around the picture: `pixel = canvas - padding + shift`,
the padding rounded up to whole cells (`SquareGrid#calculateDimensions`; hexagons interleave and round in strides). Its
distances are in the scene's unit. Pictures are named by paths and are not in the file.
"""

from __future__ import annotations

import math
from typing import Any

import msgspec

from maps.formats import foundry_things as things
from maps.formats.reader import Reader, document, loose, words
from maps.formats.structure import (
    MAX_LIGHTS,
    MAX_PICTURE_SIDE,
    MAX_STRUCTURE_BYTES,
    MAX_WALLS,
    Grid,
    Light,
    Malformed,
    Structure,
    Wall,
    px,
)

GRIDS = {
    0: "none",
    1: "square",
    2: "hex_pointy_odd",
    3: "hex_pointy_even",
    4: "hex_flat_odd",
    5: "hex_flat_even",
}
LIMITED, NORMAL = {2, 10}, {1, 20}
PROXIMITY = {30, 40}
"""Walls that block from a certain distance on; for us they block."""
DIRECTIONS = {1: "left", 2: "right"}
DOORS = {1: "door", 2: "secret"}
STATES = {1: "open", 2: "locked"}
NOT_READ = {"sounds": "sounds", "tiles": "tiles", "regions": "regions"}


class Scene(msgspec.Struct):
    """The top level; names as Foundry's, the newer ones beside the older."""

    width: Any
    height: Any
    walls: list[dict[str, Any]] = []
    tokens: list[dict[str, Any]] = []
    lights: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    drawings: list[dict[str, Any]] = []
    templates: list[dict[str, Any]] = []
    sounds: list[msgspec.Raw] = []
    tiles: list[msgspec.Raw] = []
    regions: list[msgspec.Raw] = []
    name: Any = ""
    padding: Any = 0.25
    grid: Any = 100
    gridType: Any = 1
    gridColor: Any = ""
    gridAlpha: Any = 0.2
    gridDistance: Any = 5
    gridUnits: Any = "ft"
    shiftX: Any = 0
    shiftY: Any = 0
    img: Any = ""
    background: Any = None
    backgroundColor: Any = ""
    darkness: Any = 0
    environment: Any = None
    tokenVision: Any = False


def parse(data: bytes | memoryview) -> Structure:
    """Raises Malformed."""
    if len(data) > MAX_STRUCTURE_BYTES:
        raise Malformed("too_many")
    file = document(data, Scene, "not_foundry")
    if len(file.walls) > MAX_WALLS:
        raise Malformed("too_many_walls", most=MAX_WALLS)
    if len(file.lights) > MAX_LIGHTS:
        raise Malformed("too_many_lights", most=MAX_LIGHTS)
    width, height = loose(file.width) or 0.0, loose(file.height) or 0.0
    if not (width >= 1 and height >= 1):
        raise Malformed("no_size")
    if max(width, height) > MAX_PICTURE_SIDE:
        raise Malformed("too_large", side=MAX_PICTURE_SIDE)
    space = Canvas(file, width, height)
    for name, what in NOT_READ.items():
        if count := len(getattr(file, name)):
            space.report[what] += count
    environment = table(file.environment)
    picture = words(file.img or table(file.background).get("src"), 300)
    darkness = environment.get("darknessLevel", file.darkness)
    return Structure(
        format="foundry",
        name=words(file.name, 80),
        width=width,
        height=height,
        grid=space.grid,
        background=space.coloured(file.backgroundColor, ""),
        darkness=space.within(darkness, 0.0, 0.0, 1.0),
        vision="own" if file.tokenVision is True else "",
        walls=tuple(wall for one in file.walls if (wall := _wall(one, space))),
        lights=tuple(light for one in file.lights if (light := _light(one, space))),
        tokens=things.tokens(file.tokens, space),
        notes=things.notes(file.notes, space),
        areas=things.areas(file.templates, space),
        drawings=things.drawings(file.drawings, space),
        picture=picture,
        report=dict(space.report),
    )


def table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


class Canvas(Reader):
    """Where Foundry's canvas lies: its grid, its padding, and how far a unit goes in pixels."""

    def __init__(self, file: Scene, width: float, height: float) -> None:
        super().__init__()
        newer = table(file.grid)
        size = self.within(newer.get("size", file.grid), 100.0, 4.0, 2_000.0)
        kind = GRIDS.get(int(self.within(newer.get("type", file.gridType), 1, 0, 5)), "square")
        distance = self.within(newer.get("distance", file.gridDistance), 5.0, 0.001, 10_000.0)
        background = table(file.background)
        shift_x = self.within(background.get("offsetX", file.shiftX), 0.0, -MAX_PICTURE_SIDE, MAX_PICTURE_SIDE)
        shift_y = self.within(background.get("offsetY", file.shiftY), 0.0, -MAX_PICTURE_SIDE, MAX_PICTURE_SIDE)
        padding = self.within(file.padding, 0.25, 0.0, 0.5)
        across, down = _padding(kind, width, height, size, padding)
        self.left, self.top = across - shift_x, down - shift_y
        # Foundry's size is the short diagonal of a hexagon; ours are the width and height of a cell.
        long = size * 2 / math.sqrt(3)
        self.size = size
        self.unit = size / distance
        self.grid = Grid(
            type=kind,
            size=long if kind.startswith("hex_flat") else size,
            size_y=long if kind.startswith("hex_pointy") else size,
            offset_x=px(-self.left % size) if kind == "square" else px(-self.left),
            offset_y=px(-self.top % size) if kind == "square" else px(-self.top),
            colour=self.coloured(newer.get("color", file.gridColor), "#000000"),
            opacity=self.within(newer.get("alpha", file.gridAlpha), 0.2, 0.0, 1.0),
            distance=distance,
            unit=words(newer.get("units", file.gridUnits), 10) or "ft",
        )

    def place(self, x: Any, y: Any) -> tuple[float, float]:
        """A point of the canvas in pixels of the picture. Raises Malformed for what is no number or too far."""
        left, top = loose(x), loose(y)
        if left is None or top is None:
            raise Malformed("coordinate")
        return self.coordinate(left - self.left), self.coordinate(top - self.top)

    def reach(self, value: Any) -> float:
        """A distance in the scene's unit as pixels."""
        return self.coordinate(self.within(value, 0.0, 0.0, 1_000_000.0) * self.unit)

    def degrees(self, value: Any, default: float = 0.0) -> float:
        return self.within(value, default, -36_000.0, 36_000.0) % 360 if value else default

    def cone(self, value: Any) -> float:
        """The angle of a light or a sight; 0 is Foundry's other word for all around."""
        return self.within(value, 360.0, 0.0, 360.0) or 360.0


def _padding(kind: str, width: float, height: float, size: float, padding: float) -> tuple[float, float]:
    if not padding:
        return 0.0, 0.0
    if not kind.startswith("hex"):
        # Multiplied by 1 / size as Foundry does: dividing gives another last bit, and then another cell.
        return math.ceil(padding * width * (1 / size)) * size, math.ceil(padding * height * (1 / size)) * size
    flat = kind.startswith("hex_flat")
    long = size * 2 / math.sqrt(3)
    stride_x, stride_y = (0.75 * long, size) if flat else (size, 0.75 * long)
    x = math.ceil(padding * width * (1 / stride_x)) * stride_x
    y = math.ceil(padding * height * (1 / stride_y)) * stride_y
    if round(x / stride_x if flat else y / stride_y) % 2:
        return (x, y + size / 2) if flat else (x + size / 2, y)
    return x, y


def _wall(one: dict[str, Any], space: Canvas) -> Wall | None:
    ends = one.get("c")
    if not isinstance(ends, list) or len(ends) != 4:
        space.report["walls_without_ends"] += 1
        return None
    line = (*space.place(ends[0], ends[1]), *space.place(ends[2], ends[3]))
    if line[:2] == line[2:]:
        space.report["walls_zero_length"] += 1
        return None
    sense = one.get("sense", 20)
    sight = _reach(one.get("sight", sense))
    move = _reach(one.get("move", 20))
    if any(_number(one.get(name)) in PROXIMITY for name in ("sight", "light", "sound")):
        space.report["walls_by_distance"] += 1
    door = DOORS.get(_number(one.get("door")))
    kind = "wall"
    if move == "normal" and sight == "none":
        kind = "window"
    elif sight == "limited":
        kind = "terrain"
    return Wall(
        *line,
        kind=door or kind,
        move=move,
        sight=sight,
        light=_reach(one.get("light", sense)),
        sound=_reach(one.get("sound", 20)),
        direction=DIRECTIONS.get(_number(one.get("dir")), "both"),
        state=STATES.get(_number(one.get("ds")), "closed") if door else "closed",
    )


def _number(value: Any) -> int:
    return int(loose(value) or 0)


def _reach(value: Any) -> str:
    number = _number(value)
    if number in LIMITED:
        return "limited"
    return "normal" if number in NORMAL or number in PROXIMITY else "none"


def _light(one: dict[str, Any], space: Canvas) -> Light | None:
    config = table(one.get("config")) or one
    bright, dim = space.reach(config.get("bright")), space.reach(config.get("dim"))
    # Darkness is a negative radius before v12, and marked from then on: a source of shadow, which we have not.
    if (loose(config.get("dim")) or 0) < 0 or (loose(config.get("bright")) or 0) < 0 or config.get("negative"):
        space.report["lights_of_darkness"] += 1
        return None
    if not max(bright, dim):
        space.report["lights_without_range"] += 1
        return None
    x, y = space.place(one.get("x"), one.get("y"))
    colour = config.get("color", one.get("tintColor"))
    return Light(
        x=x,
        y=y,
        bright=min(bright, max(bright, dim)),
        dim=max(bright, dim),
        angle=space.cone(config.get("angle")),
        rotation=space.degrees(one.get("rotation")),
        colour=space.coloured(colour, "#ffffff"),
        alpha=space.within(config.get("alpha", one.get("tintAlpha")), 0.5, 0.0, 1.0),
        on=one.get("hidden") is not True,
        walls=one.get("walls") is not False,
    )
