"""The clearing of the demo: standing stones by a stream in a wood at night, and a camp fire; 24 x 16 cells."""

from __future__ import annotations

import math
import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scenes.demo.brushes import Pen, Point, blob, disc, discs, grained, lit, mask, noise, shaded, toned

CELL, COLUMNS, ROWS = 70, 24, 16
SIZE = (COLUMNS * CELL, ROWS * CELL)
STREAM: list[Point] = [(-1, 3.2), (3, 3.6), (5.5, 5.2), (7, 8), (6.4, 11), (8.2, 13.6), (8.6, 17)]
PATH: list[Point] = [(25, 13.4), (20, 12.2), (16.6, 10.4), (13.4, 8.2), (9.5, 8.6), (6.9, 8.4), (3.2, 9.8), (-1, 11)]
RING, RING_RADIUS, STONES = (13.4, 6.6), 2.9, 9
FIRE = (18.2, 8.6)
CLEARED = ((13.2, 7.8), 6.6)
"""Middle and radius of where no tree stands."""


def stones() -> list[Point]:
    """The middles of the standing stones, in cells; two are missing."""
    turns = [math.tau * number / STONES + 0.2 for number in range(STONES) if number not in (2, 6)]
    return [(RING[0] + RING_RADIUS * math.cos(turn), RING[1] + RING_RADIUS * math.sin(turn)) for turn in turns]


def trees(seed: int = 31) -> list[tuple[float, float, float]]:
    """(column, row, radius in cells) of the trees, small ones among large ones, none on the path or in the stream."""
    dice = random.Random(seed)
    water_and_way = [*_along(STREAM), *_along(PATH)]
    found: list[tuple[float, float, float]] = []
    for _ in range(1500):
        x, y, radius = dice.uniform(-0.5, COLUMNS + 0.5), dice.uniform(-0.5, ROWS + 0.5), dice.uniform(0.8, 1.7)
        away = math.dist((x, (y - CLEARED[0][1]) * 1.25 + CLEARED[0][1]), CLEARED[0])
        near = min(math.dist((x, y), point) for point in water_and_way)
        apart = all(math.dist((x, y), other[:2]) > (radius + other[2]) * 0.72 for other in found)
        if apart and away > CLEARED[1] + radius * 0.6 and near > radius + 0.4:
            found.append((x, y, radius))
    return found


def _along(line: list[Point], steps: int = 7) -> list[Point]:
    """Points on a smooth line through all of `line` (Catmull-Rom)."""
    ends = [line[0], *line, line[-1]]
    found: list[Point] = []
    for at in range(len(line) - 1):
        a, b, c, d = ends[at : at + 4]
        for step in range(steps):
            t = step / steps
            x, y = (
                0.5 * (2 * b[i] + (c[i] - a[i]) * t + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t**2
                + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3)
                for i in (0, 1)
            )  # fmt: skip
            found.append((x, y))
    return [*found, line[-1]]


def draw(path: Path, *, seed: int = 23) -> None:
    """Writes the map as WebP."""
    dice = random.Random(seed)
    picture = _grass(dice)
    picture = _way(picture, dice)
    picture = _stream(picture, dice)
    picture = _stones(picture, dice)
    picture = _camp(picture, dice)
    picture = _trees(picture, dice)
    moon = (0.82, 0.95, 1.12)
    cold = lit(picture, [(13, 7.5, 8)], cell=CELL, dark=88, warm=moon, bright=1.25)
    warm = lit(picture, [(*FIRE, 3.6)], cell=CELL, dark=40, warm=(1.2, 0.92, 0.6), bright=1.7)
    ImageChops.lighter(cold, warm).save(path, "WEBP", quality=86)


def _grass(dice: random.Random) -> Image.Image:
    patches = Image.merge(
        "RGB",
        [
            noise(SIZE, 90, blur).point([int(v * part) for v in range(256)])
            for blur, part in ((14, 0.55), (12, 0.8), (16, 0.42))
        ],
    )
    ground = Image.blend(Image.new("RGB", SIZE, "#3c5a2c"), patches, 0.5)
    pen = ImageDraw.Draw(ground)
    for _ in range(9000):
        x, y = dice.randint(0, SIZE[0]), dice.randint(0, SIZE[1])
        pen.line(
            (x, y, x + dice.randint(-3, 3), y - dice.randint(4, 9)), fill=toned((74, 104, 50), dice.randint(-30, 26))
        )
    for _ in range(260):
        at = dice.randint(0, SIZE[0]), dice.randint(0, SIZE[1])
        disc(pen, at, dice.choice([2, 2, 3]), dice.choice(["#e8e2c8", "#d9b64e", "#b48ac4", "#cf7f7f"]))
    return grained(ground, 50, 1, 0.5)


def _band(line: list[Point], width: float, uneven: float, dice: random.Random) -> list[tuple[Point, float]]:
    return [((x * CELL, y * CELL), width * dice.uniform(1 - uneven, 1 + uneven)) for x, y in _along(line, 26)]


def _way(picture: Image.Image, dice: random.Random) -> Image.Image:
    worn = _band(PATH, 30, 0.3, dice)
    earth = grained(Image.new("RGB", SIZE, "#7a6446"), 90, 1.4, 0.8)
    soft = mask(SIZE, discs(worn, 220), blur=9)
    picture = Image.composite(earth, picture, soft)
    pen = ImageDraw.Draw(picture)
    for at, _radius in worn:
        for _ in range(2):
            place = at[0] + dice.randint(-24, 24), at[1] + dice.randint(-24, 24)
            disc(pen, place, dice.uniform(1.5, 4), toned((128, 112, 88), dice.randint(-20, 20)), high=0.8)
    return picture


def _stream(picture: Image.Image, dice: random.Random) -> Image.Image:
    water = _band(STREAM, 40, 0.12, dice)
    bank = mask(SIZE, discs(water, 255, wider=13), blur=5)
    picture = Image.composite(grained(Image.new("RGB", SIZE, "#5b5138"), 80, 1.3, 0.8), picture, bank)
    deep = Image.blend(Image.new("RGB", SIZE, "#1f5566"), Image.merge("RGB", [noise(SIZE, 70, 6)] * 3), 0.14)
    picture = Image.composite(deep, picture, mask(SIZE, discs(water, 255), blur=2))
    pen = ImageDraw.Draw(picture)
    for (x, y), radius in water:
        for _ in range(2):
            left, top = x + dice.uniform(-radius, radius) * 0.8, y + dice.uniform(-radius, radius) * 0.8
            pen.arc(
                (left, top, left + dice.randint(12, 34), top + dice.randint(5, 10)), 200, 340, fill="#7fb7bd", width=2
            )
        if dice.random() < 0.25:
            pen.polygon(
                blob(dice, (x + dice.choice((-1, 1)) * (radius + 6), y), dice.randint(6, 13), 8),
                fill=toned((122, 120, 114), dice.randint(-22, 16)),
            )
    # Planks where the path goes over it.
    x, y = 6.95 * CELL, 8.4 * CELL
    for step in range(9):
        left = x - 72 + step * 16
        pen.rectangle(
            (left, y - 36 + dice.randint(-3, 3), left + 13, y + 36 + dice.randint(-3, 3)),
            fill=toned((124, 90, 56), dice.randint(-16, 12)),
            outline="#3a281a",
        )
    return picture


def _stones(picture: Image.Image, dice: random.Random) -> Image.Image:
    places = [(x * CELL, y * CELL) for x, y in stones()]
    middle = RING[0] * CELL, RING[1] * CELL
    flat = mask(SIZE, lambda pen: disc(pen, middle, RING_RADIUS * CELL * 0.78, 120), blur=22)
    picture = Image.composite(grained(Image.new("RGB", SIZE, "#5d5f52"), 70, 1.5, 0.8), picture, flat)
    pen = ImageDraw.Draw(picture)
    for radius in (1.9, 1.75, 0.9):
        box = [value for low in (-1, 1) for value in (middle[0] + low * radius * CELL, middle[1] + low * radius * CELL)]
        pen.ellipse(box, outline="#8f9a86", width=3)
    for number in range(5):
        turn, other = math.tau * number / 5 - 0.3, math.tau * (number + 2) / 5 - 0.3
        ends = [
            (middle[0] + 1.75 * CELL * math.cos(one), middle[1] + 1.75 * CELL * math.sin(one)) for one in (turn, other)
        ]
        pen.line(ends, fill="#8f9a86", width=2)
    picture = shaded(picture, discs([((x + 14, y + 18), 29) for x, y in places], 170), blur=7)
    pen = ImageDraw.Draw(picture)
    for at in places:
        for radius, tone in ((27, -40), (24, 0), (16, 16), (8, 26)):
            shape = blob(dice, (at[0] - (27 - radius) * 0.3, at[1] - (27 - radius) * 0.4), radius, 9, 0.14)
            pen.polygon(shape, fill=toned((122, 124, 122), tone))
        for _ in range(5):
            disc(
                pen,
                (at[0] + dice.randint(-18, 18), at[1] + dice.randint(-16, 18)),
                dice.uniform(2, 6),
                toned((84, 108, 66), dice.randint(-12, 12)),
            )
    return picture


def _camp(picture: Image.Image, dice: random.Random) -> Image.Image:
    at = FIRE[0] * CELL, FIRE[1] * CELL
    ash = mask(SIZE, lambda pen: disc(pen, at, 46, 210), blur=8)
    picture = Image.composite(Image.new("RGB", SIZE, "#211c19"), picture, ash)
    pen = ImageDraw.Draw(picture)
    for number in range(11):
        turn = math.tau * number / 11
        pen.polygon(
            blob(dice, (at[0] + 38 * math.cos(turn), at[1] + 38 * math.sin(turn)), 10, 7),
            fill=toned((104, 100, 96), dice.randint(-20, 16)),
        )
    for number in range(5):
        turn = math.tau * number / 5 + 0.4
        pen.line((*at, at[0] + 28 * math.cos(turn), at[1] + 28 * math.sin(turn)), fill="#4a301d", width=9)
    for _ in range(40):
        near = dice.gauss(0, 9), dice.gauss(0, 9)
        disc(
            pen,
            (at[0] + near[0], at[1] + near[1]),
            dice.uniform(2, 8),
            dice.choice(["#d65a1d", "#f08a2c", "#ffd05e", "#fff0b0"]),
        )
    for x, y, turn in ((-92, 20, 0.3), (40, 84, 1.3), (86, -34, 2.5)):
        ends = [(at[0] + x + side * 44 * math.cos(turn), at[1] + y + side * 44 * math.sin(turn)) for side in (-1, 1)]
        pen.line(ends, fill="#2d1f14", width=26)
        pen.line(ends, fill="#6b4a2c", width=20)
    return picture


def _trees(picture: Image.Image, dice: random.Random) -> Image.Image:
    there = trees()

    def shadows(pen: Pen) -> None:
        for x, y, radius in there:
            disc(pen, (x * CELL + 20, y * CELL + 26), radius * CELL * 1.02, 185)

    picture = shaded(picture, shadows, blur=14, colour="#050a06")
    pen = ImageDraw.Draw(picture)
    for x, y, radius in sorted(there, key=lambda tree: tree[2]):
        base = dice.choice([(38, 66, 38), (46, 74, 36), (34, 60, 44), (58, 76, 34)])
        wide = radius * CELL
        for ring, tone in ((1.0, -22), (0.86, -10), (0.7, 2), (0.52, 14), (0.34, 26), (0.18, 36)):
            shift = (1 - ring) * wide * 0.28
            for leaf in range(int(7 + 9 * ring)):
                turn = math.tau * leaf / (7 + 9 * ring) + dice.uniform(-0.2, 0.2)
                far = wide * ring * dice.uniform(0.62, 0.86)
                at = x * CELL - shift + far * math.cos(turn), y * CELL - shift + far * math.sin(turn)
                pen.polygon(
                    blob(dice, at, wide * dice.uniform(0.16, 0.26), 8, 0.3),
                    fill=toned(base, tone + dice.randint(-7, 7)),
                )
            disc(pen, (x * CELL - shift, y * CELL - shift), wide * ring * 0.66, toned(base, tone))
    return grained(picture.filter(ImageFilter.SMOOTH), 40, 1, 0.3)
