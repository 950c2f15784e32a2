"""The crypt of the demo: a hall, a pool, a chamber and what lies between them, under lamplight; 24 x 16 cells."""

from __future__ import annotations

import math
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter
from shapely import box
from shapely.ops import unary_union

from scenes.demo import brushes

CELL, COLUMNS, ROWS = 70, 24, 16
SIZE = (COLUMNS * CELL, ROWS * CELL)
FLOORS = [  # columns and rows: left, top, right, bottom
    (8, 2, 17, 9),
    (2, 4, 6, 11),
    (6, 6, 8, 8),
    (17, 4, 19, 6),
    (19, 2, 23, 8),
    (11, 9, 13, 11),
    (7, 11, 19, 15),
    (3, 11, 5, 13),
    (2, 13, 7, 15),
]
POOL = (3, 5, 5, 9)
PILLARS = [(9, 3), (15, 3), (9, 7), (15, 7), (9, 13), (16, 13)]
DOORS = [(8, 6, 8, 8), (17, 4, 17, 6), (11, 9, 13, 9), (7, 13, 7, 15)]
SECRET = [(3, 11, 5, 11)]
"""Columns and rows of both ends, across the openings between floors."""
LAMPS = [(12.5, 5.5, 4.6), (4, 10, 3.0), (21, 4, 3.2), (13, 13, 4.2), (7, 7, 2.2)]


def walls() -> list[tuple[float, float, float, float]]:
    """Round all floors, in cells; and round each pillar, a square that stands on its corner."""
    ground: Any = unary_union([box(*floor) for floor in FLOORS])
    parts = getattr(ground, "geoms", [ground])
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    found = [line for ring in rings for line in _sides(list(ring.simplify(0).coords))]
    for column, row in PILLARS:
        x, y, far = column + 0.5, row + 0.5, 0.36
        found += _sides([(x, y - far), (x + far, y), (x, y + far), (x - far, y), (x, y - far)])
    return found


def _sides(points: list[tuple[float, float]]) -> list[tuple[float, float, float, float]]:
    return [(*begin, *end) for begin, end in pairwise(points)]


def draw(path: Path, *, seed: int = 14) -> None:
    """Writes the map as WebP. The same seed gives the same stones."""
    dice = random.Random(seed)
    floor = _stones(dice)
    mask = _rooms(0)
    picture = Image.composite(floor, _rock(dice), mask)
    picture = _walls(picture, mask)
    picture = _pool(picture, dice)
    picture = _pillars(picture)
    picture = _dais(picture)
    picture = Image.composite(brushes.lit(picture, LAMPS, cell=CELL), picture, mask)
    picture.save(path, "WEBP", quality=88)


def _rooms(wider: int) -> Image.Image:
    mask = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(mask)
    for left, top, right, bottom in FLOORS:
        box = (left * CELL - wider, top * CELL - wider, right * CELL - 1 + wider, bottom * CELL - 1 + wider)
        pen.rectangle(box, fill=255)
    return mask


def _stones(dice: random.Random) -> Image.Image:
    floor = Image.new("RGB", SIZE, "#57504a")
    pen = ImageDraw.Draw(floor)
    half = CELL // 2
    for row in range(ROWS * 2):
        shift = half // 2 if row % 2 else 0
        for column in range(-1, COLUMNS * 2 + 1):
            tone = dice.randint(-11, 11)
            fill = (118 + tone, 108 + tone, 96 + tone - dice.randint(0, 5))
            x, y = column * half + shift, row * half
            pen.rounded_rectangle((x + 1, y + 1, x + half - 2, y + half - 2), radius=5, fill=fill)
            if dice.random() < 0.05:
                points = [(x + dice.randint(4, half - 4), y + dice.randint(4, half - 4)) for _ in range(3)]
                pen.line(points, fill=(70, 62, 56), width=1)
    grain = Image.merge("RGB", [brushes.noise(SIZE, 60, 1.2)] * 3)
    return Image.blend(ImageChops.soft_light(floor, grain), floor, 0.35)


def _rock(dice: random.Random) -> Image.Image:
    rock = Image.new("RGB", SIZE, "#1a1620")
    pen = ImageDraw.Draw(rock)
    for _ in range(900):
        x, y, size = dice.randint(0, SIZE[0]), dice.randint(0, SIZE[1]), dice.randint(8, 34)
        tone = dice.randint(0, 12)
        shape = [
            (x + size * math.cos(turn) * dice.uniform(0.7, 1), y + size * math.sin(turn) * dice.uniform(0.7, 1))
            for turn in (0.2, 1.1, 2.3, 3.4, 4.5, 5.6)
        ]
        pen.polygon(shape, fill=(26 + tone, 22 + tone, 32 + tone))
    return rock


def _walls(picture: Image.Image, mask: Image.Image) -> Image.Image:
    rim = ImageChops.subtract(_rooms(11), mask)
    shade = mask.filter(ImageFilter.GaussianBlur(16))
    dark = Image.composite(picture, ImageEnhance.Brightness(picture).enhance(0.45), shade)
    stone = Image.merge("RGB", [ImageEnhance.Contrast(brushes.noise(SIZE, 70, 2)).enhance(0.6)] * 3)
    stone = Image.blend(stone, Image.new("RGB", SIZE, "#8d8171"), 0.72)
    lit = ImageChops.offset(rim, -2, -3)
    stone = Image.composite(ImageEnhance.Brightness(stone).enhance(1.18), stone, ImageChops.multiply(lit, rim))
    return Image.composite(stone, dark, rim)


def _pool(picture: Image.Image, dice: random.Random) -> Image.Image:
    left, top, right, bottom = (value * CELL for value in POOL)
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).rounded_rectangle((left, top, right, bottom), radius=26, fill=255)
    ImageDraw.Draw(picture).rounded_rectangle((left - 7, top - 7, right + 7, bottom + 7), radius=33, fill="#a39781")
    water = Image.new("RGB", SIZE, "#1d4a52")
    pen = ImageDraw.Draw(water)
    for _ in range(46):
        x, y, long = dice.randint(left, right), dice.randint(top, bottom), dice.randint(14, 46)
        pen.arc((x, y, x + long, y + long // 3), 200, 340, fill=(90, 160, 160), width=2)
    return Image.composite(water.filter(ImageFilter.GaussianBlur(1)), picture, mask.filter(ImageFilter.GaussianBlur(2)))


def _pillars(picture: Image.Image) -> Image.Image:
    shadow = Image.new("L", SIZE, 0)
    for column, row in PILLARS:
        x, y = (column + 0.5) * CELL, (row + 0.5) * CELL
        ImageDraw.Draw(shadow).ellipse((x - 20, y - 10, x + 36, y + 38), fill=150)
    picture = Image.composite(Image.new("RGB", SIZE, "#120f14"), picture, shadow.filter(ImageFilter.GaussianBlur(8)))
    pen = ImageDraw.Draw(picture)
    for column, row in PILLARS:
        x, y = (column + 0.5) * CELL, (row + 0.5) * CELL
        for radius, fill in ((26, "#5d5448"), (23, "#8f8371"), (16, "#a89a84"), (9, "#b8ab94")):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
    return picture


def _dais(picture: Image.Image) -> Image.Image:
    pen = ImageDraw.Draw(picture)
    x, y = 12.5 * CELL, 4 * CELL
    for radius, fill in ((92, "#6d5f63"), (84, "#85747a"), (66, "#4a3550"), (60, "#5c4066")):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
    star = [(x + 46 * math.sin(turn * 4 * math.pi / 5), y - 46 * math.cos(turn * 4 * math.pi / 5)) for turn in range(6)]
    pen.line(star, fill="#b99adf", width=3)
    pen.rectangle((10 * CELL, 11.6 * CELL, 15 * CELL, 14.4 * CELL), fill="#5f2f30", outline="#b98a4a", width=4)
    pen.rectangle((10.25 * CELL, 11.85 * CELL, 14.75 * CELL, 14.15 * CELL), outline="#8c5a44", width=2)
    return picture
