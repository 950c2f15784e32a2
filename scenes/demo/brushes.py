"""What the demo's pictures are drawn with. Drawn, so that no picture has to be shipped; the same seed gives the same one."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

Size = tuple[int, int]
Point = tuple[float, float]
Pen = ImageDraw.ImageDraw


def noise(size: Size, strength: float, blur: float) -> Image.Image:
    return Image.effect_noise(size, strength).filter(ImageFilter.GaussianBlur(blur))


def grained(picture: Image.Image, strength: float = 60, blur: float = 1.2, much: float = 0.65) -> Image.Image:
    """With the unevenness of a thing that was made by hand."""
    grain = Image.merge("RGB", [noise(picture.size, strength, blur)] * 3)
    return Image.blend(picture, ImageChops.soft_light(picture, grain), much)


def mask(size: Size, draw: Callable[[Pen], object], *, blur: float = 0) -> Image.Image:
    """What `draw` fills with 255, softened."""
    made = Image.new("L", size, 0)
    draw(ImageDraw.Draw(made))
    return made.filter(ImageFilter.GaussianBlur(blur)) if blur else made


def shaded(picture: Image.Image, draw: Callable[[Pen], object], *, blur: float, colour: str = "#0c0a10") -> Image.Image:
    """With the shadow of what `draw` fills; how dark it is says the fill."""
    return Image.composite(Image.new("RGB", picture.size, colour), picture, mask(picture.size, draw, blur=blur))


def disc(pen: Pen, at: Point, radius: float, fill: object, *, high: float = 1.0) -> None:
    x, y = at
    pen.ellipse((x - radius, y - radius * high, x + radius, y + radius * high), fill=fill)  # type: ignore[arg-type]


def discs(places: Iterable[tuple[Point, float]], fill: int, *, wider: float = 0) -> Callable[[Pen], None]:
    """What draws a disc at each place of its radius: a line of them is a band."""

    def draw(pen: Pen) -> None:
        for at, radius in places:
            disc(pen, at, radius + wider, fill)

    return draw


def blob(dice: random.Random, at: Point, radius: float, corners: int = 9, uneven: float = 0.25) -> list[Point]:
    """A roundish polygon."""
    turns = (math.tau * (one + dice.uniform(-0.3, 0.3)) / corners for one in range(corners))
    return [
        (at[0] + math.cos(turn) * (far := radius * dice.uniform(1 - uneven, 1 + uneven)), at[1] + math.sin(turn) * far)
        for turn in turns
    ]


def toned(colour: tuple[int, int, int], tone: int) -> tuple[int, int, int]:
    red, green, blue = (max(0, min(255, part + tone)) for part in colour)
    return red, green, blue


def lit(
    picture: Image.Image, lamps: Iterable[Sequence[float]], *, cell: float, dark: int = 62,
    warm: tuple[float, float, float] = (1.0, 0.93, 0.8), bright: float = 1.5,
) -> Image.Image:  # fmt: skip
    """Under lamps (column, row, reach in cells), `dark` (0 to 255) where none shines."""
    width, height = picture.size
    small = (width // 8, height // 8)  # light is soft: an eighth of the size is enough, and much faster
    light = Image.new("L", small, dark)
    for column, row, reach in lamps:
        glow = Image.new("L", small, 0)
        disc(ImageDraw.Draw(glow), (column * cell / 8, row * cell / 8), reach * cell / 8, 150)
        light = ImageChops.add(light, glow.filter(ImageFilter.GaussianBlur(reach * cell / 8 / 2.6)))
    light = light.resize(picture.size, Image.Resampling.BICUBIC)
    colours = [light.point([int(value * part) for value in range(256)]) for part in warm]
    return ImageEnhance.Brightness(ImageChops.multiply(picture, Image.merge("RGB", colours))).enhance(bright)
