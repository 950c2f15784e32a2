"""The tavern of the demo: a common room with a bar and a hearth, a kitchen, a chamber; 20 x 14 cells."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from scenes.demo.brushes import Pen, Point, blob, disc, grained, lit, mask, shaded, toned

CELL, COLUMNS, ROWS = 70, 20, 14
SIZE = (COLUMNS * CELL, ROWS * CELL)
INSIDE = (2, 2, 18, 12)
"""Columns and rows: left, top, right, bottom."""
WALLS = [
    (2, 2, 18, 2), (2, 2, 2, 12), (18, 2, 18, 12), (2, 12, 8, 12), (10, 12, 18, 12),
    (13, 2, 13, 4), (13, 6, 13, 9), (13, 9, 15, 9), (16, 9, 18, 9),
]  # fmt: skip
"""With the gaps that DOORS close, and the panes that WINDOWS are."""
DOORS = [(8, 12, 10, 12), (13, 4, 13, 6), (15, 9, 16, 9)]
WINDOWS = [(2, 4, 2, 6), (2, 8, 2, 10), (4, 12, 6, 12)]
TABLES: list[Point] = [(4.5, 5), (8.5, 5.5), (4.5, 9), (8.5, 9.5), (11.3, 10.8)]
HEARTH = (6.0, 2.0, 9.0, 3.2)
LAMPS = [(7.5, 3.4, 4.2), (4.5, 9, 2.6), (8.5, 9.5, 2.6), (11.2, 6, 2.4), (15.5, 5.5, 3.0), (15.5, 10.5, 2.4)]


def draw(path: Path, *, seed: int = 7) -> None:
    """Writes the map as WebP."""
    dice = random.Random(seed)
    inside = mask(SIZE, lambda pen: pen.rectangle([value * CELL for value in INSIDE], fill=255))
    picture = Image.composite(_planks(dice), _yard(dice), inside)
    picture = _rug(picture)
    picture = _furniture(picture, dice)
    picture = _hearth(picture, dice)
    picture = _walls(picture)
    dim = ImageEnhance.Brightness(lit(picture, [(9, 13, 2.4)], cell=CELL, dark=80)).enhance(0.8)
    Image.composite(lit(picture, LAMPS, cell=CELL, dark=92), dim, inside).save(path, "WEBP", quality=88)


def _planks(dice: random.Random) -> Image.Image:
    floor = Image.new("RGB", SIZE, "#4a3526")
    pen = ImageDraw.Draw(floor)
    high = CELL // 3
    for row in range(SIZE[1] // high + 1):
        x = -dice.randint(0, 200)
        while x < SIZE[0]:
            long, top = dice.randint(150, 340), row * high
            colour = toned((122, 86, 56), dice.randint(-14, 12))
            pen.rectangle((x + 1, top + 1, x + long - 2, top + high - 2), fill=colour)
            for _ in range(3):
                y = top + dice.randint(4, high - 4)
                begins = x + dice.randint(4, 60)
                pen.line((begins, y, begins + dice.randint(30, 90), y), fill=toned(colour, -12))
            for nail in (x + 5, x + long - 7):
                pen.point(((nail, top + 5), (nail, top + high - 6)), fill="#2a1e16")
            x += long
    return grained(floor)


def _yard(dice: random.Random) -> Image.Image:
    ground = Image.new("RGB", SIZE, "#2b2a2a")
    pen = ImageDraw.Draw(ground)
    for _ in range(2600):
        at = dice.randint(0, SIZE[0]), dice.randint(0, SIZE[1])
        pen.polygon(blob(dice, at, dice.randint(8, 17), 7), fill=toned((66, 66, 70), dice.randint(-14, 14)))
    return grained(ground)


def _rug(picture: Image.Image) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    left, top, right, bottom = 5.7 * CELL, 6.3 * CELL, 10.3 * CELL, 8.4 * CELL
    for inset, fill in ((0, "#7d2f2c"), (8, "#c99a52"), (13, "#6c2528"), (30, "#8a3a33"), (36, "#6c2528")):
        pen.rectangle((left + inset, top + inset, right - inset, bottom - inset), fill=fill)
    middle = (top + bottom) / 2
    for step in range(5):
        x = left + 70 + step * (right - left - 140) / 4
        pen.polygon(((x, middle - 24), (x + 22, middle), (x, middle + 24), (x - 22, middle)), fill="#c99a52")
        pen.polygon(((x, middle - 13), (x + 12, middle), (x, middle + 13), (x - 12, middle)), fill="#6c2528")
    return grained(picture, 40, 1, 0.4)


def _furniture(picture: Image.Image, dice: random.Random) -> Image.Image:
    bar = [11.2 * CELL, 3.2 * CELL, 12.0 * CELL, 8.2 * CELL]
    kegs = [(14.0 + 0.9 * number, 2.75) for number in range(4)]

    def shadows(pen: Pen) -> None:
        pen.rounded_rectangle([value + 8 for value in bar], 10, fill=170)
        for x, y in TABLES:
            disc(pen, (x * CELL + 8, y * CELL + 12), 52, 170)
        for x, y in kegs:
            pen.rectangle((x * CELL - 20, y * CELL - 16, x * CELL + 36, y * CELL + 44), fill=170)
        pen.rectangle((15.8 * CELL, 10.0 * CELL, 17.9 * CELL, 11.9 * CELL), fill=150)

    picture = shaded(picture, shadows, blur=9)
    pen = ImageDraw.Draw(picture)
    for x, y in TABLES:
        for dx, dy in ((-0.95, 0), (0.95, 0), (0, -0.95), (0, 0.95)):
            if dice.random() < 0.85:
                at = (x + dx + dice.uniform(-0.1, 0.1)) * CELL, (y + dy + dice.uniform(-0.1, 0.1)) * CELL
                for radius, fill in ((15, "#3a2618"), (13, "#83592f"), (8, "#956939")):
                    disc(pen, at, radius, fill)
        for radius, fill in ((50, "#33210f"), (47, "#8a5d33"), (40, "#94673b"), (28, "#8c6037")):
            disc(pen, (x * CELL, y * CELL), radius, fill)
        for _ in range(dice.randint(2, 4)):
            at = x * CELL + dice.randint(-26, 26), y * CELL + dice.randint(-26, 26)
            for radius, fill in dice.choice([((8, "#3b3b40"), (6, "#c9a441")), ((12, "#cfc4ac"), (9, "#a7793f"))]):
                disc(pen, at, radius, fill)
    pen.rounded_rectangle(bar, 10, fill="#2d1c10")
    pen.rounded_rectangle([bar[0] + 4, bar[1] + 4, bar[2] - 4, bar[3] - 4], 8, fill="#7b4f2a")
    pen.rounded_rectangle([bar[0] + 14, bar[1] + 12, bar[2] - 14, bar[3] - 12], 6, fill="#8f6136")
    for step in range(6):
        disc(pen, (11.6 * CELL + dice.randint(-10, 10), (3.8 + 0.75 * step) * CELL), 8, "#3b3b40")
    for x, y in kegs:
        box = (x * CELL - 26, y * CELL - 24, x * CELL + 26, y * CELL + 30)
        pen.rounded_rectangle(box, 14, fill="#6d4726", outline="#2d1c10", width=3)
        for line in (-12, 14):
            pen.line((box[0] + 2, y * CELL + line, box[2] - 2, y * CELL + line), fill="#35302c", width=5)
    _bed(pen)
    return grained(picture, 40, 1, 0.35)


def _bed(pen: Pen) -> None:
    left, top, right, bottom = (value * CELL for value in (15.9, 9.9, 17.7, 11.7))
    pen.rounded_rectangle((left, top, right, bottom), 6, fill="#4c3119")
    pen.rounded_rectangle((left + 6, top + 6, right - 6, bottom - 6), 6, fill="#d5c8ae")
    pen.rounded_rectangle((left + 6, top + 6, right - 46, bottom - 6), 6, fill="#5b4468")
    pen.rounded_rectangle((right - 40, top + 20, right - 12, bottom - 20), 8, fill="#efe6d2")


def _hearth(picture: Image.Image, dice: random.Random) -> Image.Image:
    left, top, right, bottom = (value * CELL for value in HEARTH)
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((left - 12, top, right + 12, bottom + 12), 8, fill="#776d62")
    for step in range(9):
        x = left - 8 + step * (right - left + 16) / 9
        pen.rounded_rectangle(
            (x + 1, bottom - 8, x + (right - left) / 9, bottom + 10),
            4,
            fill=toned((140, 130, 116), dice.randint(-14, 14)),
        )
    pen.rectangle((left + 6, top + 4, right - 6, bottom - 10), fill="#15100d")
    for _ in range(60):
        at = dice.uniform(left + 30, right - 30), dice.uniform(top + 24, bottom - 22)
        disc(pen, at, dice.uniform(3, 10), dice.choice(["#7c2a12", "#c8511b", "#f08a2c", "#ffd05e"]))
    for _ in range(4):
        x, y = dice.uniform(left + 40, right - 90), dice.uniform(top + 26, bottom - 26)
        pen.line((x, y, x + 56, y + dice.randint(-8, 8)), fill="#3a2416", width=11)
    glow = mask(SIZE, lambda pen: pen.ellipse((left + 20, top + 8, right - 20, bottom), fill=200), blur=18)
    return Image.composite(Image.blend(picture, Image.new("RGB", SIZE, "#ffb04a"), 0.55), picture, glow)


def _walls(picture: Image.Image) -> Image.Image:
    def lines(pen: Pen, rows: Any, fill: Any, width: int) -> None:
        for x1, y1, x2, y2 in rows:
            pen.line((x1 * CELL, y1 * CELL, x2 * CELL, y2 * CELL), fill=fill, width=width)
            for x, y in ((x1, y1), (x2, y2)):
                pen.rectangle(
                    (x * CELL - width // 2, y * CELL - width // 2, x * CELL + width // 2, y * CELL + width // 2),
                    fill=fill,
                )

    picture = shaded(picture, lambda pen: lines(pen, WALLS, 190, 34), blur=12)
    stone = grained(Image.new("RGB", SIZE, "#857a6b"), 90, 1.6, 0.9)
    picture = Image.composite(
        ImageEnhance.Brightness(stone).enhance(0.6), picture, mask(SIZE, lambda pen: lines(pen, WALLS, 255, 24))
    )
    picture = Image.composite(
        stone, picture, mask(SIZE, lambda pen: lines(pen, WALLS, 255, 18)).filter(ImageFilter.SMOOTH)
    )
    pen = ImageDraw.Draw(picture)
    lines(pen, DOORS, "#4a2e17", 14)
    lines(pen, DOORS, "#8a5c32", 8)
    lines(pen, WINDOWS, "#2d3f4a", 14)
    lines(pen, WINDOWS, "#a9c6cf", 7)
    return picture
