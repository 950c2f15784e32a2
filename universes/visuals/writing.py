"""Pictures as files: PNG and SVG of one, WebP and GIF of a series, JSON of the numbers."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import quoteattr

import av
import msgspec
import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from universes.visuals.picture import Circle, Line, Picture, Polygon, Raster, rgb

# Drawn so much larger and made smaller again: Pillow draws without smooth edges.
SMOOTHING = 2
# Halos are blurred at an eighth of the size, over a fortieth of the height.
HALO_SCALE, HALO_PART = 8, 40


def raster(picture: Picture) -> Image.Image:
    size = (picture.width * SMOOTHING, picture.height * SMOOTHING)
    image = Image.new("RGB", size, picture.background)
    pen = ImageDraw.Draw(image, "RGBA")
    for shape in picture.shapes:
        if isinstance(shape, Raster):
            image.paste(Image.fromarray(shape.pixels).resize(size, Image.Resampling.BILINEAR))
            continue
        fill = (*rgb(shape.color), round(shape.opacity * 255))
        if isinstance(shape, Circle):
            x, y, radius = shape.x * SMOOTHING, shape.y * SMOOTHING, shape.radius * SMOOTHING
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)
        elif isinstance(shape, Polygon):
            pen.polygon([(x * SMOOTHING, y * SMOOTHING) for x, y in shape.points], fill=fill)
        else:
            points = [(x * SMOOTHING, y * SMOOTHING) for x, y in shape.points]
            pen.line(points, fill=fill, width=max(1, round(shape.width * SMOOTHING)), joint="curve")
    drawn = image.reduce(SMOOTHING)
    return _shining(drawn, picture) if picture.halo else drawn


def _shining(image: Image.Image, picture: Picture) -> Image.Image:
    """With light around all that is brighter than the background: blurred where it is small, which costs little."""
    wide, high = (max(length // HALO_SCALE, 1) for length in image.size)
    small = image.resize((wide, high), Image.Resampling.BOX)
    light = ImageChops.subtract(small, Image.new("RGB", small.size, picture.background))
    blurred = light.filter(ImageFilter.GaussianBlur(small.height / HALO_PART))
    spread = blurred.resize(image.size, Image.Resampling.BILINEAR)
    lit = ImageChops.add(
        Image.new("RGB", image.size, picture.background), spread.point(lambda each: each * picture.halo)
    )
    # Behind what is drawn: its own colours stay.
    return ImageChops.lighter(image, lit)


def write_png(picture: Picture, path: Path) -> None:
    raster(picture).save(path, "PNG", optimize=False)


def svg(picture: Picture) -> str:
    """The picture as an SVG document of its own: no script, no style sheet, nothing fetched."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width}" height="{picture.height}"'
        f' viewBox="0 0 {picture.width} {picture.height}">',
        f'<rect width="100%" height="100%" fill={quoteattr(picture.background)}/>',
    ]
    drawn = "".join(_element(shape) for shape in picture.shapes)
    if picture.halo:
        blur = f'<feGaussianBlur stdDeviation="{picture.height / HALO_PART:g}"/>'
        parts.append(f'<filter id="halo" x="-10%" y="-10%" width="120%" height="120%">{blur}</filter>')
        parts.append(f'<use href="#drawn" filter="url(#halo)" opacity="{picture.halo:g}"/>')
    return "".join([*parts, f'<g id="drawn">{drawn}</g></svg>'])


def _element(shape: Any) -> str:
    if isinstance(shape, Raster):
        held = io.BytesIO()
        Image.fromarray(shape.pixels).save(held, "PNG")
        data = base64.b64encode(held.getvalue()).decode()
        return f'<image width="100%" height="100%" preserveAspectRatio="none" href="data:image/png;base64,{data}"/>'
    color = quoteattr(shape.color)
    if isinstance(shape, Circle):
        at = f'cx="{shape.x:.2f}" cy="{shape.y:.2f}" r="{shape.radius:.2f}"'
        return f'<circle {at} fill={color} fill-opacity="{shape.opacity:g}"/>'
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in shape.points)
    if isinstance(shape, Line):
        return (
            f'<polyline points="{points}" fill="none" stroke={color} stroke-width="{shape.width:.2f}"'
            f' stroke-opacity="{shape.opacity:g}" stroke-linejoin="round"/>'
        )
    return f'<polygon points="{points}" fill={color} fill-opacity="{shape.opacity:g}"/>'


def write_webp(pictures: Iterable[Picture], path: Path, *, size: tuple[int, int], fps: float) -> None:
    """An endless animation. Each picture is a frame of its own: libwebp's own animation would join those that look alike,
    and the series would be shorter than asked. Nothing but one frame is held in memory.
    Container: developers.google.com/speed/webp/docs/riff_container
    """
    width, height = (_three(length - 1) for length in size)
    with path.open("wb") as file:
        file.write(b"RIFF\0\0\0\0WEBP")
        _chunk(file, b"VP8X", bytes([0b00000010, 0, 0, 0]) + width + height)
        _chunk(file, b"ANIM", bytes(4) + bytes(2))
        for picture, shown in zip(pictures, durations(fps), strict=False):
            held = io.BytesIO()
            raster(picture).save(held, "WEBP", quality=80, method=0)
            still = held.getvalue()[12:]
            _chunk(file, b"ANMF", bytes(6) + width + height + _three(shown) + bytes([0b00000010]) + still)
        whole = file.tell()
        file.seek(4)
        file.write((whole - 8).to_bytes(4, "little"))


def _three(number: int) -> bytes:
    return number.to_bytes(3, "little")


def _chunk(file: IO[bytes], name: bytes, data: bytes) -> None:
    file.write(name + len(data).to_bytes(4, "little") + data + bytes(len(data) % 2))


def write_gif(pictures: Iterable[Picture], path: Path, *, size: tuple[int, int], fps: int) -> None:
    """An endless animation with the best 256 colours of each picture."""
    with av.open(str(path), "w", format="gif", options={"loop": "0"}) as file:
        # Its encoder compares numbers of colours, not colours: with a palette a picture it must not leave anything out.
        stream = file.add_stream("gif", rate=fps, options={"gifflags": "0"})
        stream.width, stream.height = size
        stream.pix_fmt = "pal8"
        for index, picture in enumerate(pictures):
            image = raster(picture).quantize(256)
            palette = np.zeros((256, 4), np.uint8)
            colors = np.array(image.getpalette("RGB"), np.uint8).reshape(-1, 3)
            palette[:, 0], palette[: len(colors), 1:] = 255, colors
            frame = av.VideoFrame.from_ndarray((np.array(image), palette), format="pal8")  # type: ignore[arg-type]
            frame.pts, frame.time_base = index, Fraction(1, fps)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def durations(fps: float) -> Iterator[int]:
    """Milliseconds of each frame, whole, without drifting from `fps`."""
    told = 0
    for index in count(1):
        end = round(index * 1000 / fps)
        yield end - told
        told = end


def write_json(frames: Iterable[dict[str, Any]], path: Path, about: dict[str, Any]) -> None:
    """`{…about, "frames": […]}`, a frame a line."""
    with path.open("wb") as file:
        file.write(msgspec.json.encode(about)[:-1] + b',"frames":[')
        for index, frame in enumerate(frames):
            file.write((b",\n" if index else b"\n") + msgspec.json.encode(frame))
        file.write(b"]}\n")
