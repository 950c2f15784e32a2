"""Reads Universal VTT files (.dd2vtt, .uvtt, .df2vtt; format 0.2 to 1.0).

The file counts in grid cells from `map_origin`; everything here is in pixels of the picture:
`pixel = (cell - map_origin) * pixels_per_grid`. Bounds are checked before anything is built, and what is left out is
counted in `report`. Raises Malformed with a reason for the person who uploaded the file.

What the format has no words for stands in `dreamtable` beside it (`uvtt_writer.py`).
"""

from __future__ import annotations

import binascii
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any, BinaryIO

import msgspec

from maps.formats.reader import Reader, document, part
from maps.formats.structure import (
    FULL_BRIGHT,
    MAX_COORDINATE,
    MAX_LIGHTS,
    MAX_PICTURE_SIDE,
    MAX_POINTS,
    MAX_WALLS,
    Malformed,
    colour,
    px,
)
from maps.formats.uvtt_words import Words, words_by

BASE64_BLOCK = 1024 * 1024  # a multiple of 4, so that each block decodes by itself

Wall = tuple[float, float, float, float]


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
    dreamtable: msgspec.Raw = msgspec.Raw(b"null")


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
    words: Words = field(default_factory=Words)

    def structure(self) -> dict[str, Any]:
        """What a map keeps as data."""
        return {
            "walls": [list(wall) for wall in self.walls],
            "object_walls": [list(wall) for wall in self.object_walls],
            "doors": [asdict(door) for door in self.doors],
            "lights": [asdict(light) for light in self.lights],
            "ambient": self.ambient,
            "baked_lighting": self.baked_lighting,
            **({"words": msgspec.to_builtins(self.words)} if self.words.walls or self.words.lights else {}),
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
            return (px(line[0] * across), px(line[1] * down), px(line[2] * across), px(line[3] * down))

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
                replace(light, x=px(light.x * across), y=px(light.y * down), range=px(light.range * across))
                for light in self.lights
            ),
            report={**self.report, "picture_scaled": 1},
            words=words_by(self.words, across, down),
        )


def looks_like(head: bytes) -> bool:
    """Whether a file that begins with `head` is JSON, so that `parse` can say more."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def parse(data: bytes | memoryview, *, picture: bool = True) -> Uvtt:
    """The file as data. `data` may be a memory map; the picture is not copied. Without `picture` it may be missing: it
    comes from elsewhere then. Raises Malformed.
    """
    file = document(data, Document, "not_uvtt")
    resolution = file.resolution
    scale = resolution.pixels_per_grid
    origin = resolution.map_origin or Point(0.0, 0.0)
    width, height = resolution.map_size.x * scale, resolution.map_size.y * scale
    if not (scale > 0 and width >= 1 and height >= 1):
        raise Malformed("no_size")
    if max(width, height) > MAX_PICTURE_SIDE or max(abs(origin.x), abs(origin.y)) > MAX_COORDINATE:
        raise Malformed("too_large", side=MAX_PICTURE_SIDE)
    space = _Space(origin, scale, width, height)
    environment = part(file.environment, Environment | None, "not_uvtt") or Environment()
    walls, object_walls = _walls(file, space)
    doors = _doors(file, space)
    lights = _lights(file, space)
    return Uvtt(
        format=str(file.format),
        width=width,
        height=height,
        pixels_per_grid=scale,
        walls=walls,
        object_walls=object_walls,
        doors=doors,
        lights=lights,
        ambient=space.colour(environment.ambient_light)[0],
        baked_lighting=environment.baked_lighting,
        image=_image(file.image) if picture else memoryview(b""),
        words=_words(file, space),
        report=dict(space.report),
    )


class _Space(Reader):
    """From cells to pixels, within the bounds, and the count of what was left out."""

    def __init__(self, origin: Point, scale: float, width: float, height: float) -> None:
        super().__init__()
        self.origin, self.scale, self.width, self.height = origin, scale, width, height

    def pixel(self, point: Point) -> tuple[float, float]:
        x, y = (point.x - self.origin.x) * self.scale, (point.y - self.origin.y) * self.scale
        if not (abs(x) <= MAX_COORDINATE and abs(y) <= MAX_COORDINATE):
            raise Malformed("coordinate")
        return px(x), px(y)

    def kept(self, start: Point, end: Point, what: str) -> Wall | None:
        segment = (*self.pixel(start), *self.pixel(end))
        if segment[:2] == segment[2:]:
            self.report[f"{what}_zero_length"] += 1
        elif not touches(self.width, self.height, segment):
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


def _list(raw: msgspec.Raw, of: Any) -> list[Any]:
    return part(raw, list[of] | None, "not_uvtt") or []


def _walls(file: Document, space: _Space) -> tuple[tuple[Wall, ...], tuple[Wall, ...]]:
    lines = [_list(raw, list[Point]) for raw in (file.line_of_sight, file.objects_line_of_sight)]
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


def _doors(file: Document, space: _Space) -> tuple[Door, ...]:
    portals: list[PortalData] = _list(file.portals, PortalData)
    if len(portals) > MAX_WALLS:
        raise Malformed("too_many_walls", most=MAX_WALLS)
    doors = []
    for portal in portals:
        if len(portal.bounds) != 2:
            space.report["doors_without_ends"] += 1
        elif ends := space.kept(portal.bounds[0], portal.bounds[1], "doors"):
            doors.append(Door(*ends, closed=portal.closed, freestanding=portal.freestanding))
    return tuple(doors)


def _lights(file: Document, space: _Space) -> tuple[Light, ...]:
    sources: list[LightData] = _list(file.lights, LightData)
    if len(sources) > MAX_LIGHTS:
        raise Malformed("too_many_lights", most=MAX_LIGHTS)
    lights = []
    for source in sources:
        x, y = space.pixel(source.position)
        reach = px(source.range * space.scale)
        if not (0 <= reach <= MAX_COORDINATE and math.isfinite(source.intensity)):
            raise Malformed("coordinate")
        if reach == 0 or not shines_in(space.width, space.height, x, y, reach):
            space.report["lights_outside" if reach else "lights_without_range"] += 1
            continue
        shade, alpha = space.colour(source.color)
        lights.append(Light(x, y, reach, source.intensity, shade, alpha, source.shadows))
    return tuple(lights)


def touches(width: float, height: float, line: Wall) -> bool:
    """Whether the segment and the picture have a point in common (Liang-Barsky clipping)."""
    x1, y1, x2, y2 = line
    enters, leaves = 0.0, 1.0
    for start, delta, end in ((x1, x2 - x1, width), (y1, y2 - y1, height)):
        if delta == 0:
            if not 0 <= start <= end:
                return False
            continue
        near, far = sorted((-start / delta, (end - start) / delta))
        enters, leaves = max(enters, near), min(leaves, far)
    return enters <= leaves


def shines_in(width: float, height: float, x: float, y: float, reach: float) -> bool:
    """Whether a light at `x`, `y` reaches the picture."""
    return math.hypot(x - min(max(x, 0.0), width), y - min(max(y, 0.0), height)) <= reach


def _words(file: Document, space: _Space) -> Words:
    """What we wrote beside the format, in pixels; of another shape it is somebody else's and passed over."""
    try:
        said: Words = part(file.dreamtable, Words | None, "not_uvtt") or Words()
        if len(said.walls) > MAX_WALLS or len(said.lights) > MAX_LIGHTS:
            return Words()
        for wall in said.walls:
            x1, y1, x2, y2 = wall.line
            wall.line = (*space.pixel(Point(x1, y1)), *space.pixel(Point(x2, y2)))
        for light in said.lights:
            light.x, light.y = space.pixel(Point(light.x, light.y))
            light.bright = space.coordinate(light.bright * space.scale)
            light.angle = space.within(light.angle, 360.0, 1.0, 360.0)
            light.rotation = space.within(light.rotation, 0.0, -36_000.0, 36_000.0) % 360
    except Malformed:
        return Words()
    return said


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
