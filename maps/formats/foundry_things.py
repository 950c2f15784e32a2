"""What lies in a Foundry scene besides walls and lights: tokens, notes, templates, drawings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from maps.formats.reader import loose, words
from maps.formats.structure import (
    MAX_AREAS,
    MAX_DRAWINGS,
    MAX_NOTES,
    MAX_TOKENS,
    Area,
    Drawing,
    Malformed,
    Note,
    Point,
    Token,
    px,
)

if TYPE_CHECKING:
    from maps.formats.foundry import Canvas

DISPOSITIONS = {-2: "enemy", -1: "enemy", 0: "neutral", 1: "ally"}
NAMED_FOR_ALL = {30, 50}
"""TOKEN_DISPLAY_MODES: everybody who hovers, always. The other modes keep the name from players."""
SHAPES = {"circle": "circle", "cone": "cone", "ray": "line", "rect": "square"}
DRAWN = {"r": "rect", "c": "ellipse", "e": "ellipse", "p": "polygon", "f": "freehand", "t": "text"}
MOST_POINTS = 1_000
TEXT, NOTES = 500, 5_000


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def tokens(found: list[dict[str, Any]], space: Canvas) -> tuple[Token, ...]:
    return tuple(_token(one, space) for one in space.some(found, MAX_TOKENS, "tokens"))


def _token(one: dict[str, Any], space: Canvas) -> Token:
    width, height = space.within(one.get("width"), 1.0, 0.25, 20.0), space.within(one.get("height"), 1.0, 0.25, 20.0)
    left, top = space.place(one.get("x"), one.get("y"))
    if one.get("img") or _table(one.get("texture")).get("src"):
        space.report["token_pictures"] += 1
    light, sight = _table(one.get("light")), _table(one.get("sight"))
    newer = bool(sight)
    bright = space.reach(light.get("bright", one.get("brightLight")))
    name = words(one.get("name"), 50)
    disposition = int(space.within(one.get("disposition"), 0, -2, 1))
    return Token(
        name=name or "?",
        x=px(left + width * space.size / 2),
        y=px(top + height * space.size / 2),
        size=max(width, height),
        rotation=space.degrees(one.get("rotation")),
        elevation=space.within(one.get("elevation"), 0.0, -1e6, 1e6),
        hidden=one.get("hidden") is True,
        disposition=DISPOSITIONS[disposition],
        show_name=loose(one.get("displayName")) in NAMED_FOR_ALL,
        has_sight=(sight.get("enabled") if newer else one.get("vision")) is True,
        sight_angle=space.cone(sight.get("angle", one.get("sightAngle"))),
        # Before v10 dimSight is how far one sees in the dark; from then on range is.
        darkvision=space.reach(sight.get("range") if newer else _further(one, "dimSight", "brightSight")),
        light_bright=bright,
        light_dim=max(bright, space.reach(light.get("dim", one.get("dimLight")))),
        light_angle=space.cone(light.get("angle", one.get("lightAngle"))),
        light_colour=space.coloured(light.get("color", one.get("lightColor")), "#ffffff"),
        locked=one.get("locked") is True,
    )


def _further(one: dict[str, Any], *names: str) -> float:
    return max(loose(one.get(name)) or 0.0 for name in names)


def notes(found: list[dict[str, Any]], space: Canvas) -> tuple[Note, ...]:
    """Pins: the journal that they point to is not in the file, so a pin has its label and no more."""
    made = []
    for one in space.some(found, MAX_NOTES, "notes"):
        x, y = space.place(one.get("x"), one.get("y"))
        if one.get("entryId"):
            space.report["journal_entries"] += 1
        made.append(Note(x, y, title=words(one.get("text"), 80) or "?"))
    return tuple(made)


def areas(found: list[dict[str, Any]], space: Canvas) -> tuple[Area, ...]:
    made = []
    for one in space.some(found, MAX_AREAS, "areas"):
        kind = SHAPES.get(str(one.get("t")))
        if kind is None:
            space.report["areas_unknown"] += 1
            continue
        x, y = space.place(one.get("x"), one.get("y"))
        size, turned = space.reach(one.get("distance")), space.degrees(one.get("direction"))
        if kind == "square":
            # Foundry's rectangle is said by its diagonal, from the corner that x, y is.
            width, height = size * math.cos(math.radians(turned)), size * math.sin(math.radians(turned))
            x, y, size, turned = px(x + width / 2), px(y + height / 2), px(max(abs(width), abs(height))), 0.0
        made.append(
            Area(
                shape=kind,
                x=x,
                y=y,
                size=size,
                width=space.reach(one.get("width")),
                angle=space.within(one.get("angle"), 53.13, 1.0, 360.0) or 53.13,
                rotation=turned,
                colour=space.coloured(one.get("fillColor"), "#e05a33"),
                revealed=one.get("hidden") is not True,
            )
        )
    return tuple(made)


def drawings(found: list[dict[str, Any]], space: Canvas) -> tuple[Drawing, ...]:
    made = []
    for one in space.some(found, MAX_DRAWINGS, "drawings"):
        if drawing := _drawing(one, space):
            made.append(drawing)
        else:
            space.report["drawings_unknown"] += 1
    return tuple(made)


def _drawing(one: dict[str, Any], space: Canvas) -> Drawing | None:
    shape, text = _table(one.get("shape")), words(one.get("text"), TEXT)
    kind = DRAWN.get(str(shape.get("type", one.get("type"))))
    x, y = space.place(one.get("x"), one.get("y"))
    width = space.within(shape.get("width", one.get("width")), 0.0, 0.0, 1e6)
    height = space.within(shape.get("height", one.get("height")), 0.0, 0.0, 1e6)
    points: tuple[Point, ...] = ((x, y), (px(x + width), px(y + height)))
    if kind in ("polygon", "freehand"):
        points = _points(shape.get("points", one.get("points")), x, y, space)
        if len(points) < 2:
            return None
        closed = points[0] == points[-1]
        kind = "freehand" if kind == "freehand" or not closed else "polygon"
    elif text and not loose(one.get("strokeWidth")):
        kind, points = "text", ((x, y),)
    if kind is None:
        return None
    return Drawing(
        kind=kind,
        points=points,
        text=text if kind == "text" else "",
        stroke=space.coloured(one.get("textColor") if kind == "text" else one.get("strokeColor"), "#ece6da"),
        fill=space.coloured(one.get("fillColor"), "") if loose(one.get("fillType")) else "",
        width=space.within(one.get("strokeWidth"), 4.0, 0.0, 200.0),
        size=space.within(one.get("fontSize"), 32.0, 4.0, 1_000.0),
        hidden=one.get("hidden") is True,
        locked=one.get("locked") is True,
    )


def _points(given: Any, x: float, y: float, space: Canvas) -> tuple[Point, ...]:
    """Points from the drawing's corner: pairs before v10, one flat list from then on."""
    if not isinstance(given, list) or len(given) > 2 * MOST_POINTS:
        return ()
    flat = [number for pair in given for number in (pair if isinstance(pair, list) else [pair])]
    numbers = [loose(number) for number in flat[: 2 * MOST_POINTS]]
    if len(numbers) % 2 or any(number is None for number in numbers):
        raise Malformed("coordinate")
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return tuple((space.coordinate(x + (left or 0.0)), space.coordinate(y + (top or 0.0))) for left, top in pairs)
