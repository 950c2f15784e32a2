"""The neutral form of a scene that was read from a file: everything in pixels of the scene, within the bounds of LIMITS.

A file never becomes anything before its counts were looked at; what is left out is counted in `report`, a map from a
short name (`words` in `maps.formats.words`) to how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeVar

import msgspec

MAX_WALLS = 5_000
MAX_LIGHTS = 500
MAX_POINTS = 10_000
MAX_TOKENS = 2_000
MAX_DRAWINGS = 2_000
MAX_AREAS = 500
MAX_NOTES = 500
MAX_FOG_SHAPES = 500
MAX_FOG_POINTS = 1_000
MAX_COMBATANTS = 200
MAX_COORDINATE = 1_000_000.0
MAX_PICTURE_SIDE = 16_384
# Everything but the picture: 5,000 walls of many points take a tenth of this.
MAX_STRUCTURE_BYTES = 16 * 1024 * 1024
FULL_BRIGHT = "#ffffff"

T = TypeVar("T")
Point = tuple[float, float]


class Malformed(Exception):
    """Not such a file, or one beyond the bounds. `reason` is a short name for `words` and for programs."""

    def __init__(self, reason: str, **values: Any) -> None:
        self.reason = reason
        self.values = values
        super().__init__(reason, values)


@dataclass(frozen=True, slots=True)
class Grid:
    """As `scenes.Scene.grid()` names its parts; sizes and offsets in pixels, `distance` in `unit` a cell."""

    type: str = "square"
    size: float = 100.0
    size_y: float = 100.0
    offset_x: float = 0.0
    offset_y: float = 0.0
    show: bool = True
    colour: str = "#ece6da"
    opacity: float = 0.15
    distance: float = 5.0
    unit: str = "ft"


@dataclass(frozen=True, slots=True)
class Wall:
    """`kind` wall, window, terrain, door or secret; move, sight, light, sound: none, normal or limited (seen through
    once). `direction` both, left or right: blocks only what comes from that side of the way from 1 to 2.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str = "wall"
    move: str = "normal"
    sight: str = "normal"
    light: str = "normal"
    sound: str = "normal"
    direction: str = "both"
    state: str = "closed"

    @property
    def line(self) -> tuple[float, float, float, float]:
        return (self.x1, self.y1, self.x2, self.y2)


@dataclass(frozen=True, slots=True)
class Light:
    """`bright` and `dim` are radii in pixels, `dim` the total; `angle` its cone, which points to `rotation`."""

    x: float
    y: float
    bright: float
    dim: float
    angle: float = 360.0
    rotation: float = 0.0
    colour: str = FULL_BRIGHT
    alpha: float = 1.0
    on: bool = True
    walls: bool = True


@dataclass(frozen=True, slots=True)
class Token:
    """`x`, `y` is its centre, `size` its width in cells, ranges are pixels (None: without end)."""

    name: str
    x: float
    y: float
    size: float = 1.0
    rotation: float = 0.0
    elevation: float = 0.0
    hidden: bool = False
    disposition: str = "neutral"
    show_name: bool = True
    has_sight: bool = False
    sight_range: float | None = None
    sight_angle: float = 360.0
    darkvision: float = 0.0
    light_bright: float = 0.0
    light_dim: float = 0.0
    light_angle: float = 360.0
    light_colour: str = FULL_BRIGHT
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    x: float
    y: float
    title: str
    text: str = ""
    gm_notes: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """`size` and `width` in pixels: the radius of a circle or cylinder, the length of a cone or line, an edge."""

    shape: str
    x: float
    y: float
    size: float
    width: float = 0.0
    angle: float = 53.13
    rotation: float = 0.0
    colour: str = "#e05a33"
    opacity: float = 0.5
    label: str = ""
    revealed: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    kind: str
    points: tuple[Point, ...]
    text: str = ""
    stroke: str = "#ece6da"
    fill: str = ""
    width: float = 4.0
    size: float = 32.0
    hidden: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Fog:
    """A polygon that is hidden from the players, or shown to them."""

    mode: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Combatant:
    """`token` is the place of its token in `Structure.tokens`, None without one."""

    name: str
    initiative: float | None = None
    is_player: bool = False
    hp: int | None = None
    hp_max: int | None = None
    killed: bool = False
    turn: bool = False
    token: int | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """A scene as read. `width` and `height` are 0 when the file does not say. `picture` is the file name of a picture
    that is not in the file, or "". `ambient` is the light that is everywhere, `darkness` what it means: 0 day, 1 night.
    """

    format: str
    name: str = ""
    width: float = 0.0
    height: float = 0.0
    grid: Grid = Grid()
    background: str = ""
    ambient: str = FULL_BRIGHT
    darkness: float = 0.0
    vision: str = ""
    walls: tuple[Wall, ...] = ()
    lights: tuple[Light, ...] = ()
    tokens: tuple[Token, ...] = ()
    notes: tuple[Note, ...] = ()
    areas: tuple[Area, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    fog: tuple[Fog, ...] = ()
    combatants: tuple[Combatant, ...] = ()
    history: tuple[str, ...] = ()
    picture: str = ""
    maps: tuple[str, ...] = ()
    report: dict[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        kinds = Counter(wall.kind for wall in self.walls)
        return {
            "walls": kinds["wall"] + kinds["terrain"],
            "doors": kinds["door"] + kinds["secret"],
            "windows": kinds["window"],
            **{name: len(getattr(self, name)) for name in COUNTED},
        }

    def lines(self) -> list[list[Any]]:
        """The walls for a picture of them: [x1, y1, x2, y2, kind]."""
        return [[*wall.line, wall.kind] for wall in self.walls]

    def fitted_to(self, width: int, height: int) -> Structure:
        """The same on a picture of `width` x `height` px, when the file's own numbers say another size."""
        if not (self.width and self.height):
            return replace(self, width=width, height=height)
        across, down = width / self.width, height / self.height
        if abs(across - 1) * self.width < 1 and abs(down - 1) * self.height < 1:
            return replace(self, width=width, height=height)
        scaled = scaled_by(self, across, down)
        return replace(scaled, width=width, height=height, report={**self.report, "picture_scaled": 1})


COUNTED = ("lights", "tokens", "notes", "areas", "drawings", "fog", "combatants")


def scaled_by(structure: Structure, across: float, down: float) -> Structure:
    """Everything stretched; radii and sizes by `across`, as the width of a cell is."""

    def at(thing: T) -> T:
        return replace(thing, x=px(thing.x * across), y=px(thing.y * down))  # type: ignore[type-var, attr-defined]

    def points(given: Iterable[Point]) -> tuple[Point, ...]:
        return tuple((px(x * across), px(y * down)) for x, y in given)

    grid = structure.grid
    return replace(
        structure,
        grid=replace(
            grid,
            size=grid.size * across,
            size_y=grid.size_y * down,
            offset_x=grid.offset_x * across,
            offset_y=grid.offset_y * down,
        ),
        walls=tuple(
            replace(
                wall, x1=px(wall.x1 * across), y1=px(wall.y1 * down), x2=px(wall.x2 * across), y2=px(wall.y2 * down)
            )
            for wall in structure.walls
        ),
        lights=tuple(
            replace(at(light), bright=px(light.bright * across), dim=px(light.dim * across))
            for light in structure.lights
        ),
        tokens=tuple(_token_by(at(token), across) for token in structure.tokens),
        notes=tuple(at(note) for note in structure.notes),
        areas=tuple(
            replace(at(area), size=px(area.size * across), width=px(area.width * across)) for area in structure.areas
        ),
        drawings=tuple(replace(drawing, points=points(drawing.points)) for drawing in structure.drawings),
        fog=tuple(replace(shape, points=points(shape.points)) for shape in structure.fog),
    )


def moved_by(structure: Structure, left: float, top: float, width: float, height: float) -> Structure:
    """The walls and lights on a picture of `width` x `height` px that begins `left` and `top` px before the old one."""
    return replace(
        structure,
        width=width,
        height=height,
        walls=tuple(
            replace(one, x1=px(one.x1 + left), y1=px(one.y1 + top), x2=px(one.x2 + left), y2=px(one.y2 + top))
            for one in structure.walls
        ),
        lights=tuple(replace(one, x=px(one.x + left), y=px(one.y + top)) for one in structure.lights),
    )


def _token_by(token: Token, across: float) -> Token:
    reach = token.sight_range
    return replace(
        token,
        sight_range=None if reach is None else px(reach * across),
        darkvision=px(token.darkvision * across),
        light_bright=px(token.light_bright * across),
        light_dim=px(token.light_dim * across),
    )


def px(value: float) -> float:
    """Pixels to a hundredth."""
    return round(value, 2)


def colour(text: str) -> tuple[str, float]:
    """`("#rrggbb", alpha)` of `rrggbb` or `aarrggbb`, with or without `#`. Raises ValueError for anything else."""
    digits = text.strip().removeprefix("#").lower()
    if len(digits) not in (6, 8) or set(digits) - set("0123456789abcdef"):
        raise ValueError(text)
    alpha = int(digits[:-6] or "ff", 16) / 255
    return f"#{digits[-6:]}", round(alpha, 3)


def darkness_of(ambient: str) -> float:
    """How dark it is under this light: 1 less its relative luminance, weighted as in ITU-R BT.709."""
    red, green, blue = (int(ambient[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return round(1 - (0.2126 * red + 0.7152 * green + 0.0722 * blue), 2)


def ambient_of(darkness: float) -> str:
    """The grey light of a darkness: what `darkness_of` reads back."""
    return "#" + f"{round(255 * (1 - darkness)):02x}" * 3


def as_json(structure: Structure) -> dict[str, Any]:
    """All of it as plain data, for a preview that is kept; `from_json` reads it back."""
    return asdict(structure)


def from_json(data: dict[str, Any]) -> Structure:
    return msgspec.convert(data, Structure)
