"""Faces of the demo's tokens and its letter, drawn."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scenes.demo.brushes import Pen, disc, grained, mask, noise, toned

Colour = tuple[int, int, int]
SIDE, FINE = 256, 2
"""Pixels of a portrait, and how much larger it is drawn."""
WIDE = SIDE * FINE


@dataclass(frozen=True)
class Face:
    """What a bust is made of; `kind` says which head."""

    kind: str
    back: Colour
    cloth: Colour
    skin: Colour
    hair: Colour = (60, 40, 26)
    hood: bool = False
    beard: bool = False
    ears: bool = False


FACES: dict[str, Face] = {
    "mira": Face("person", (58, 92, 74), (44, 84, 52), (214, 170, 134), (112, 62, 34), hood=True, ears=True),
    "brakk": Face("person", (104, 74, 48), (96, 52, 40), (204, 152, 116), (168, 84, 36), beard=True),
    "odo": Face("person", (112, 92, 60), (206, 194, 166), (222, 176, 140), (126, 118, 108)),
    "goblin": Face("person", (82, 66, 44), (84, 60, 44), (122, 152, 72), (40, 46, 26), ears=True),
    "lich": Face("skull", (58, 40, 84), (40, 28, 58), (222, 214, 190)),
    "wolf": Face("wolf", (52, 66, 84), (92, 92, 98), (112, 112, 118)),
}


def draw(name: str, path: Path) -> None:
    """Writes the portrait of FACES[name] as WebP."""
    face = FACES[name]
    dice = random.Random(name)
    picture = _backed(face.back)
    pen = ImageDraw.Draw(picture)
    HEADS[face.kind](pen, face, dice)
    picture = grained(picture.filter(ImageFilter.GaussianBlur(0.8)), 50, 1.4, 0.35)
    shine = mask(picture.size, lambda pen: disc(pen, (WIDE * 0.34, WIDE * 0.26), WIDE * 0.34, 70), blur=70)
    picture = Image.composite(ImageChops.screen(picture, Image.new("RGB", picture.size, "#8a7a5e")), picture, shine)
    picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(path, "WEBP", quality=90)


def _backed(colour: Colour) -> Image.Image:
    picture = Image.new("RGB", (WIDE, WIDE), toned(colour, -44))
    glow = mask(picture.size, lambda pen: disc(pen, (WIDE / 2, WIDE * 0.42), WIDE * 0.42, 255), blur=80)
    return Image.composite(Image.new("RGB", picture.size, toned(colour, 26)), picture, glow)


def _at(x: float, y: float) -> tuple[float, float]:
    return x * WIDE, y * WIDE


def _oval(pen: Pen, x: float, y: float, wide: float, high: float, fill: Colour) -> None:
    pen.ellipse(((x - wide) * WIDE, (y - high) * WIDE, (x + wide) * WIDE, (y + high) * WIDE), fill=fill)


def _shape(pen: Pen, points: list[tuple[float, float]], fill: Colour) -> None:
    pen.polygon([_at(x, y) for x, y in points], fill=fill)


def _shoulders(pen: Pen, face: Face) -> None:
    _oval(pen, 0.5, 1.06, 0.43, 0.32, toned(face.cloth, -34))
    _oval(pen, 0.49, 1.06, 0.40, 0.30, face.cloth)
    _shape(pen, [(0.40, 0.76), (0.60, 0.76), (0.53, 0.98)], toned(face.cloth, 24))
    _shape(pen, [(0.43, 0.74), (0.57, 0.74), (0.52, 0.92)], toned(face.skin, -28))


def _person(pen: Pen, face: Face, dice: random.Random) -> None:
    skin, hair, dark = face.skin, face.hair, toned(face.skin, -34)
    if face.hood:
        _oval(pen, 0.5, 0.50, 0.33, 0.40, toned(face.cloth, -26))
        _oval(pen, 0.49, 0.49, 0.30, 0.37, toned(face.cloth, 6))
    _shoulders(pen, face)
    if face.hood:
        _oval(pen, 0.5, 0.53, 0.24, 0.29, toned(face.cloth, -48))
    if face.ears:
        long = 0.30 if face.kind == "person" and face.skin[1] > face.skin[0] else 0.245
        for side in (-1, 1):
            tip = 0.5 + side * (long + 0.07)
            _shape(pen, [(0.5 + side * 0.17, 0.44), (tip, 0.36), (0.5 + side * 0.18, 0.58)], dark)
            _shape(pen, [(0.5 + side * 0.18, 0.46), (tip - side * 0.03, 0.385), (0.5 + side * 0.185, 0.54)], skin)
    _shape(pen, [(0.43, 0.66), (0.57, 0.66), (0.58, 0.80), (0.42, 0.80)], dark)
    _oval(pen, 0.5, 0.50, 0.195, 0.245, dark)
    _oval(pen, 0.493, 0.495, 0.185, 0.235, skin)
    _oval(pen, 0.43, 0.585, 0.04, 0.025, toned(skin, -12))
    _oval(pen, 0.56, 0.585, 0.04, 0.025, toned(skin, -12))
    pen.chord((*_at(0.295, 0.215), *_at(0.70, 0.62)), 188, 352, fill=hair)
    pen.chord((*_at(0.315, 0.235), *_at(0.66, 0.54)), 200, 320, fill=toned(hair, 22))
    for side in (-1, 1):
        x = 0.497 + side * 0.08
        _oval(pen, x, 0.485, 0.034, 0.021, (240, 234, 220))
        _oval(pen, x + 0.003, 0.487, 0.017, 0.019, (52, 38, 28) if not face.ears else (46, 92, 58))
        _oval(pen, x - 0.003, 0.481, 0.005, 0.005, (250, 248, 240))
        pen.line(
            (*_at(x - 0.042, 0.452 - side * 0.006), *_at(x + 0.042, 0.452 + side * 0.006)),
            fill=toned(hair, -14),
            width=11,
        )
    pen.line((*_at(0.5, 0.49), *_at(0.484, 0.575), *_at(0.508, 0.58)), fill=dark, width=8, joint="curve")
    if face.beard:
        locks = [
            (0.31, 0.50),
            (0.33, 0.70),
            (0.42, 0.86),
            (0.5, 0.93),
            (0.58, 0.86),
            (0.67, 0.70),
            (0.69, 0.50),
            (0.60, 0.62),
            (0.5, 0.60),
            (0.40, 0.62),
        ]
        _shape(pen, locks, toned(hair, -14))
        for number in range(13):
            x = 0.36 + 0.28 * number / 12
            pen.line(
                (*_at(x, 0.64), *_at(0.5 + (x - 0.5) * 0.6, 0.84 + dice.uniform(-0.03, 0.03))),
                fill=toned(hair, dice.randint(0, 34)),
                width=7,
            )
        _oval(pen, 0.5, 0.655, 0.05, 0.012, (118, 52, 44))
    else:
        pen.arc((*_at(0.44, 0.61), *_at(0.56, 0.67)), 20, 160, fill=toned(skin, -70), width=8)
    if face.skin[1] > face.skin[0]:
        for x in (0.462, 0.532):
            _shape(pen, [(x - 0.012, 0.665), (x + 0.012, 0.665), (x, 0.635)], (240, 232, 206))


def _skull(pen: Pen, face: Face, dice: random.Random) -> None:
    _oval(pen, 0.5, 0.52, 0.36, 0.44, toned(face.cloth, -18))
    _oval(pen, 0.49, 0.50, 0.33, 0.41, toned(face.cloth, 16))
    _shoulders(pen, Face("", face.back, face.cloth, toned(face.cloth, 10)))
    _oval(pen, 0.5, 0.54, 0.25, 0.31, (18, 12, 26))
    bone, dark = face.skin, toned(face.skin, -60)
    _oval(pen, 0.5, 0.46, 0.20, 0.20, dark)
    _oval(pen, 0.493, 0.452, 0.19, 0.19, bone)
    _shape(pen, [(0.36, 0.54), (0.64, 0.54), (0.60, 0.74), (0.40, 0.74)], dark)
    _shape(pen, [(0.37, 0.53), (0.62, 0.53), (0.585, 0.72), (0.41, 0.72)], bone)
    for side in (-1, 1):
        x = 0.497 + side * 0.085
        _oval(pen, x, 0.475, 0.058, 0.062, (20, 12, 30))
        _oval(pen, x, 0.478, 0.026, 0.028, (120, 232, 196))
        _oval(pen, x - 0.004, 0.472, 0.011, 0.012, (232, 255, 246))
    _shape(pen, [(0.497, 0.545), (0.475, 0.605), (0.519, 0.605)], (30, 20, 36))
    for number in range(8):
        x = 0.424 + number * 0.02
        pen.line((*_at(x, 0.645), *_at(x, 0.712)), fill=dark, width=5)
    pen.line((*_at(0.415, 0.676), *_at(0.58, 0.676)), fill=dark, width=5)
    for _ in range(3):
        x, y = dice.uniform(0.38, 0.6), dice.uniform(0.31, 0.38)
        pen.line((*_at(x, y), *_at(x + 0.02, y + 0.03), *_at(x + 0.006, y + 0.06)), fill=dark, width=4)
    gold = (214, 174, 74)
    _shape(
        pen,
        [
            (0.31, 0.35),
            (0.29, 0.17),
            (0.38, 0.26),
            (0.42, 0.12),
            (0.5, 0.24),
            (0.58, 0.12),
            (0.62, 0.26),
            (0.71, 0.17),
            (0.69, 0.35),
            (0.5, 0.30),
        ],
        toned(gold, -50),
    )
    _shape(
        pen,
        [
            (0.315, 0.34),
            (0.30, 0.19),
            (0.38, 0.27),
            (0.42, 0.14),
            (0.5, 0.25),
            (0.58, 0.14),
            (0.62, 0.27),
            (0.70, 0.19),
            (0.685, 0.34),
            (0.5, 0.29),
        ],
        gold,
    )
    for x, y in ((0.42, 0.24), (0.5, 0.275), (0.58, 0.24)):
        _oval(pen, x, y, 0.016, 0.018, (150, 44, 92))


def _wolf(pen: Pen, face: Face, dice: random.Random) -> None:
    fur = face.skin
    for number in range(60):
        turn = math.tau * number / 60
        far = 0.40 + dice.uniform(-0.03, 0.03)
        points = [
            (0.5 + far * math.cos(turn), 0.64 + far * 0.9 * math.sin(turn)),
            (0.5 + 0.3 * math.cos(turn - 0.12), 0.6 + 0.28 * math.sin(turn - 0.12)),
            (0.5 + 0.3 * math.cos(turn + 0.12), 0.6 + 0.28 * math.sin(turn + 0.12)),
        ]
        _shape(pen, points, toned(fur, dice.randint(-44, -16)))
    _oval(pen, 0.5, 0.60, 0.31, 0.30, toned(fur, -22))
    for side in (-1, 1):
        _shape(pen, [(0.5 + side * 0.07, 0.36), (0.5 + side * 0.27, 0.10), (0.5 + side * 0.29, 0.50)], toned(fur, -34))
        _shape(pen, [(0.5 + side * 0.12, 0.36), (0.5 + side * 0.25, 0.17), (0.5 + side * 0.25, 0.44)], (152, 118, 112))
    _shape(
        pen,
        [
            (0.5, 0.28),
            (0.70, 0.42),
            (0.72, 0.60),
            (0.60, 0.72),
            (0.57, 0.88),
            (0.43, 0.88),
            (0.40, 0.72),
            (0.28, 0.60),
            (0.30, 0.42),
        ],
        fur,
    )
    _shape(pen, [(0.5, 0.36), (0.57, 0.58), (0.56, 0.86), (0.44, 0.86), (0.43, 0.58)], toned(fur, 40))
    for side in (-1, 1):
        _shape(pen, [(0.5 + side * 0.07, 0.535), (0.5 + side * 0.19, 0.475), (0.5 + side * 0.16, 0.56)], (28, 22, 22))
        _oval(pen, 0.5 + side * 0.125, 0.525, 0.026, 0.024, (244, 190, 72))
        _oval(pen, 0.5 + side * 0.122, 0.525, 0.010, 0.020, (24, 18, 16))
    _shape(pen, [(0.445, 0.77), (0.555, 0.77), (0.53, 0.83), (0.5, 0.845), (0.47, 0.83)], (26, 22, 24))
    pen.line((*_at(0.5, 0.845), *_at(0.5, 0.885)), fill=(40, 32, 32), width=7)


HEADS: dict[str, Callable[[Pen, Face, random.Random], None]] = {"person": _person, "skull": _skull, "wolf": _wolf}


def letter(path: Path) -> None:
    """Writes a map on parchment, of the way to the tomb, as WebP."""
    dice, size = random.Random(5), (900, 640)
    sheet = Image.composite(Image.new("RGB", size, "#d9c391"), Image.new("RGB", size, "#b99a62"), noise(size, 120, 30))
    pen = ImageDraw.Draw(sheet)
    ink = "#4a2d18"
    for x, y in ((150, 180), (215, 150), (270, 190), (330, 160), (250, 235)):
        pen.line(((x - 38, y + 44), (x, y - 34), (x + 40, y + 46)), fill=ink, width=4, joint="curve")
        pen.line(((x, y - 34), (x + 8, y + 4), (x + 2, y + 30)), fill=ink, width=2)
    for _ in range(34):
        x, y = dice.randint(470, 800), dice.randint(90, 290)
        pen.line((x, y, x, y + 20), fill=ink, width=3)
        pen.polygon(((x - 12, y + 6), (x, y - 22), (x + 12, y + 6)), outline=ink, fill="#8d8a52", width=2)
    shore = [(40 + 82 * step, 520 + 26 * math.sin(step * 1.3) + dice.randint(-6, 6)) for step in range(12)]
    for lower in (0, 12, 26):
        pen.line(
            [(x, y + lower) for x, y in shore],
            fill=ink if not lower else "#8a7148",
            width=4 if not lower else 2,
            joint="curve",
        )
    way = [(110, 470), (220, 430), (310, 350), (430, 340), (520, 390), (640, 370), (720, 430)]
    for (x1, y1), (x2, y2) in zip(way, way[1:], strict=False):
        for step in range(0, 10, 2):
            begin, end = step / 10, (step + 1.2) / 10
            pen.line(
                (x1 + (x2 - x1) * begin, y1 + (y2 - y1) * begin, x1 + (x2 - x1) * end, y1 + (y2 - y1) * end),
                fill="#8c2f22",
                width=6,
            )
    for side in (-1, 1):
        pen.line((720 - 22, 430 - 22 * side, 720 + 22, 430 + 22 * side), fill="#8c2f22", width=10)
    pen.polygon(((86, 470), (86, 430), (110, 408), (134, 430), (134, 470)), outline=ink, fill="#c2a56a", width=4)
    pen.rectangle((104, 446, 118, 470), fill=ink)
    for number in range(8):
        far, turn = 52 if number % 2 == 0 else 26, math.tau * number / 8
        pen.line((820, 540, 820 + far * math.sin(turn), 540 - far * math.cos(turn)), fill=ink, width=4)
    edge = mask(size, lambda pen: pen.polygon(_torn(dice, size), fill=255))
    burnt = mask(size, lambda pen: pen.polygon(_torn(dice, size, 26), fill=255), blur=16)
    sheet = Image.composite(sheet, Image.new("RGB", size, "#5a3a1c"), burnt)
    Image.composite(grained(sheet, 60, 1, 0.6), Image.new("RGB", size, "#14121a"), edge).save(path, "WEBP", quality=88)


def _torn(dice: random.Random, size: tuple[int, int], inset: int = 10) -> list[tuple[float, float]]:
    """The outline of a sheet that was torn from something."""
    width, height = size
    across, down = range(inset, width - inset, 26), range(inset, height - inset, 26)

    def off() -> int:
        return inset + dice.randint(0, 10)

    top = [(float(x), float(off())) for x in across]
    right = [(float(width - off()), float(y)) for y in down]
    bottom = [(float(x), float(height - off())) for x in reversed(across)]
    left = [(float(off()), float(y)) for y in reversed(down)]
    return [*top, *right, *bottom, *left]
