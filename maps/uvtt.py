"""Reads Universal VTT files (.dd2vtt, .uvtt, .df2vtt; format 0.2 to 1.0). Pure: bytes in, dataclasses out.

The file counts in grid cells from `map_origin`; everything here is in pixels of the picture:
`pixel = (cell - map_origin) * pixels_per_grid`. Bounds are checked before anything is built, and what is left out is
counted in `report`. Raises Malformed with words for the person who uploaded the file.
"""

from __future__ import annotations

import binascii
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any, BinaryIO

import msgspec

MAX_WALLS = 5_000
MAX_LIGHTS = 500
MAX_POINTS = 10_000
MAX_COORDINATE = 1_000_000.0
MAX_PICTURE_SIDE = 16_384
# Everything but the picture: 5,000 walls of many points take a tenth of this.
MAX_STRUCTURE_BYTES = 16 * 1024 * 1024
BASE64_BLOCK = 1024 * 1024  # a multiple of 4, so that each block decodes by itself
FULL_BRIGHT = "#ffffff"

Wall = tuple[float, float, float, float]


class Malformed(Exception):
    """Not a Universal VTT file, or one beyond the bounds. `reason` is a short name for `words` and for programs."""

    def __init__(self, reason: str, **values: Any) -> None:
        self.reason = reason
        self.values = values
        super().__init__(reason, values)


class Point(msgspec.Struct):
    x: float
    y: float


class Resolution(msgspec.Struct):
    pixels_per_grid: float
    map_size: Point
    map_origin: Point | None = None


class PortalData(msgspec.Struct):
    bounds: list[Point]
    closed: bool = True
    freestanding: bool = False
    rotation: float = 0.0


class Environment(msgspec.Struct):
    baked_lighting: bool = False
    ambient_light: str = ""


class LightData(msgspec.Struct):
    position: Point
    range: float
    intensity: float = 1.0
    color: str = ""
    shadows: bool = True


class Document(msgspec.Struct):
    """The file's top level. Lists stay raw bytes until their length was looked at; the picture stays where it is."""

    resolution: Resolution
    format: float | str = ""
    line_of_sight: msgspec.Raw = msgspec.Raw(b"[]")
    objects_line_of_sight: msgspec.Raw = msgspec.Raw(b"[]")
    portals: msgspec.Raw = msgspec.Raw(b"[]")
    lights: msgspec.Raw = msgspec.Raw(b"[]")
    environment: msgspec.Raw = msgspec.Raw(b"null")
    image: msgspec.Raw = msgspec.Raw(b"null")


@dataclass(frozen=True, slots=True)
class Door:
    x1: float
    y1: float
    x2: float
    y2: float
    closed: bool
    freestanding: bool


@dataclass(frozen=True, slots=True)
class Light:
    """`range` is where the light ends, in pixels; `alpha` comes from an eight-digit colour."""

    x: float
    y: float
    range: float
    intensity: float
    color: str
    alpha: float
    shadows: bool


@dataclass(frozen=True, slots=True)
class Uvtt:
    """A parsed file. `image` is the picture in base64, a view into the bytes that were given."""

    format: str
    width: float
    height: float
    pixels_per_grid: float
    walls: tuple[Wall, ...]
    object_walls: tuple[Wall, ...]
    doors: tuple[Door, ...]
    lights: tuple[Light, ...]
    ambient: str
    baked_lighting: bool
    image: memoryview
    report: dict[str, int] = field(default_factory=dict)

    def structure(self) -> dict[str, Any]:
        """What a map keeps as data."""
        return {
            "walls": [list(wall) for wall in self.walls],
            "object_walls": [list(wall) for wall in self.object_walls],
            "doors": [asdict(door) for door in self.doors],
            "lights": [asdict(light) for light in self.lights],
            "ambient": self.ambient,
            "baked_lighting": self.baked_lighting,
        }

    def write_image(self, file: BinaryIO) -> None:
        """Decodes the picture into `file` block by block. Raises Malformed."""
        for start in range(0, len(self.image), BASE64_BLOCK):
            block: bytes | memoryview = self.image[start : start + BASE64_BLOCK]
            if len(block) % 4:
                block = bytes(block) + b"=" * (-len(block) % 4)
            try:
                file.write(binascii.a2b_base64(block, strict_mode=True))
            except binascii.Error:
                raise Malformed("picture_broken") from None

    def fitted_to(self, width: int, height: int) -> Uvtt:
        """The same map on a picture of `width` x `height` px, when the file's own numbers say another size."""
        across, down = width / self.width, height / self.height
        if abs(across - 1) * self.width < 1 and abs(down - 1) * self.height < 1:
            return self

        def wall(line: Wall) -> Wall:
            return (_px(line[0] * across), _px(line[1] * down), _px(line[2] * across), _px(line[3] * down))

        def door(old: Door) -> Door:
            x1, y1, x2, y2 = wall((old.x1, old.y1, old.x2, old.y2))
            return replace(old, x1=x1, y1=y1, x2=x2, y2=y2)

        return replace(
            self,
            width=width,
            height=height,
            pixels_per_grid=self.pixels_per_grid * across,
            walls=tuple(map(wall, self.walls)),
            object_walls=tuple(map(wall, self.object_walls)),
            doors=tuple(map(door, self.doors)),
            lights=tuple(
                replace(light, x=_px(light.x * across), y=_px(light.y * down), range=_px(light.range * across))
                for light in self.lights
            ),
            report={**self.report, "picture_scaled": 1},
        )


def looks_like(head: bytes) -> bool:
    """Whether a file that begins with `head` is JSON, so that `parse` can say more."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def parse(data: bytes | memoryview) -> Uvtt:
    """The file as data. `data` may be a memory map; the picture is not copied. Raises Malformed."""
    document = _document(data)
    resolution = document.resolution
    scale = resolution.pixels_per_grid
    origin = resolution.map_origin or Point(0.0, 0.0)
    width, height = resolution.map_size.x * scale, resolution.map_size.y * scale
    if not (scale > 0 and width >= 1 and height >= 1):
        raise Malformed("no_size")
    if max(width, height) > MAX_PICTURE_SIDE or max(abs(origin.x), abs(origin.y)) > MAX_COORDINATE:
        raise Malformed("too_large", side=MAX_PICTURE_SIDE)
    space = _Space(origin, scale, width, height)
    environment = _read(document.environment, Environment | None) or Environment()
    walls, object_walls = _walls(document, space)
    doors = _doors(document, space)
    lights = _lights(document, space)
    return Uvtt(
        format=str(document.format),
        width=width,
        height=height,
        pixels_per_grid=scale,
        walls=walls,
        object_walls=object_walls,
        doors=doors,
        lights=lights,
        ambient=space.colour(environment.ambient_light)[0],
        baked_lighting=environment.baked_lighting,
        image=_image(document.image),
        report=dict(space.report),
    )


def colour(text: str) -> tuple[str, float]:
    """`("#rrggbb", alpha)` of `rrggbb` or `aarrggbb`, with or without `#`. Raises ValueError for anything else."""
    digits = text.strip().removeprefix("#").lower()
    if len(digits) not in (6, 8) or set(digits) - set("0123456789abcdef"):
        raise ValueError(text)
    alpha = int(digits[:-6] or "ff", 16) / 255
    return f"#{digits[-6:]}", round(alpha, 3)


class _Space:
    """From cells to pixels, within the bounds, and the count of what was left out."""

    def __init__(self, origin: Point, scale: float, width: float, height: float) -> None:
        self.origin, self.scale, self.width, self.height = origin, scale, width, height
        self.report: Counter[str] = Counter()

    def pixel(self, point: Point) -> tuple[float, float]:
        x, y = (point.x - self.origin.x) * self.scale, (point.y - self.origin.y) * self.scale
        if not (abs(x) <= MAX_COORDINATE and abs(y) <= MAX_COORDINATE):
            raise Malformed("coordinate")
        return _px(x), _px(y)

    def touches(self, x1: float, y1: float, x2: float, y2: float) -> bool:
        """Whether the segment and the picture have a point in common (Liang-Barsky clipping)."""
        enters, leaves = 0.0, 1.0
        for start, delta, end in ((x1, x2 - x1, self.width), (y1, y2 - y1, self.height)):
            if delta == 0:
                if not 0 <= start <= end:
                    return False
                continue
            near, far = sorted((-start / delta, (end - start) / delta))
            enters, leaves = max(enters, near), min(leaves, far)
        return enters <= leaves

    def kept(self, start: Point, end: Point, what: str) -> Wall | None:
        segment = (*self.pixel(start), *self.pixel(end))
        if segment[:2] == segment[2:]:
            self.report[f"{what}_zero_length"] += 1
        elif not self.touches(*segment):
            self.report[f"{what}_outside"] += 1
        else:
            return segment
        return None

    def colour(self, text: str) -> tuple[str, float]:
        try:
            return colour(text or FULL_BRIGHT)
        except ValueError:
            self.report["colours_unknown"] += 1
            return FULL_BRIGHT, 1.0


def _document(data: bytes | memoryview) -> Document:
    view = memoryview(data)
    if view[:3] == b"\xef\xbb\xbf":
        view = view[3:]
    try:
        return msgspec.json.decode(view, type=Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Malformed("not_uvtt") from None


def _read(raw: msgspec.Raw, type: Any) -> Any:
    if len(memoryview(raw)) > MAX_STRUCTURE_BYTES:
        raise Malformed("too_many")
    try:
        return msgspec.json.decode(raw, type=type)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Malformed("not_uvtt") from None


def _list(raw: msgspec.Raw, of: Any) -> list[Any]:
    return _read(raw, list[of] | None) or []


def _walls(document: Document, space: _Space) -> tuple[tuple[Wall, ...], tuple[Wall, ...]]:
    lines = [_list(raw, list[Point]) for raw in (document.line_of_sight, document.objects_line_of_sight)]
    if any(len(line) > MAX_POINTS for group in lines for line in group):
        raise Malformed("too_many_points", most=MAX_POINTS)
    if sum(max(len(line) - 1, 0) for group in lines for line in group) > MAX_WALLS:
        raise Malformed("too_many_walls", most=MAX_WALLS)
    walls, object_walls = (tuple(_segments(group, space)) for group in lines)
    return walls, object_walls


def _segments(lines: Iterable[list[Point]], space: _Space) -> Iterator[Wall]:
    for line in lines:
        for start, end in zip(line, line[1:], strict=False):
            if segment := space.kept(start, end, "walls"):
                yield segment


def _doors(document: Document, space: _Space) -> tuple[Door, ...]:
    portals: list[PortalData] = _list(document.portals, PortalData)
    if len(portals) > MAX_WALLS:
        raise Malformed("too_many_walls", most=MAX_WALLS)
    doors = []
    for portal in portals:
        if len(portal.bounds) != 2:
            space.report["doors_without_ends"] += 1
        elif ends := space.kept(portal.bounds[0], portal.bounds[1], "doors"):
            doors.append(Door(*ends, closed=portal.closed, freestanding=portal.freestanding))
    return tuple(doors)


def _lights(document: Document, space: _Space) -> tuple[Light, ...]:
    sources: list[LightData] = _list(document.lights, LightData)
    if len(sources) > MAX_LIGHTS:
        raise Malformed("too_many_lights", most=MAX_LIGHTS)
    lights = []
    for source in sources:
        x, y = space.pixel(source.position)
        reach = _px(source.range * space.scale)
        if not (0 <= reach <= MAX_COORDINATE and math.isfinite(source.intensity)):
            raise Malformed("coordinate")
        nearest_x, nearest_y = min(max(x, 0.0), space.width), min(max(y, 0.0), space.height)
        if reach == 0 or math.hypot(x - nearest_x, y - nearest_y) > reach:
            space.report["lights_outside" if reach else "lights_without_range"] += 1
            continue
        shade, alpha = space.colour(source.color)
        lights.append(Light(x, y, reach, source.intensity, shade, alpha, source.shadows))
    return tuple(lights)


def _image(raw: msgspec.Raw) -> memoryview:
    """The base64 of the embedded picture, without quotes and without a `data:` prefix."""
    view = memoryview(raw)
    if len(view) < 3 or view[:1] != b'"':
        raise Malformed("picture_missing")
    text = view[1:-1]
    if re.search(rb"\\", text):
        # Some programs write "/" as "\/", or break the lines: then the text must be copied to be read.
        text = memoryview("".join(_read_text(raw).split()).encode("ascii", "replace"))
    start = bytes(text[:200])
    if start.startswith(b"data:"):
        comma = start.find(b",")
        if comma < 0 or b";base64" not in start[:comma]:
            raise Malformed("picture_broken")
        text, start = text[comma + 1 :], start[comma + 1 :]
    if b"." in start or len(text) < 100:
        # Base64 has no dots: this is a file's name, as Foundry modules write it.
        raise Malformed("picture_is_a_path")
    return text


def _read_text(raw: msgspec.Raw) -> str:
    try:
        return msgspec.json.decode(raw, type=str)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Malformed("picture_broken") from None


def _px(value: float) -> float:
    return round(value, 2)
