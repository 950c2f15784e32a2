"""Whatever is done to a picture, the server answers with a picture or a 4xx, and keeps nothing of it."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from config.api.errors import Problem, TooLarge, Unprocessable
from config.files import images
from config.files.tests.conftest import left_in


def samples() -> dict[str, bytes]:
    picture = Image.effect_noise((48, 40), 60).convert("RGB")
    made = {}
    for format in ("PNG", "JPEG", "WEBP", "GIF", "AVIF"):
        out = io.BytesIO()
        picture.save(out, format)
        made[format] = out.getvalue()
    out = io.BytesIO()
    frames = [picture.rotate(angle) for angle in (0, 90, 180)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    made["moving GIF"] = out.getvalue()
    return made


def damaged(content: bytes, count: int, luck: random.Random) -> Iterator[bytes]:
    for part in range(16):
        yield content[: len(content) * part // 16]
    for _ in range(count):
        broken = bytearray(content)
        for _ in range(luck.choice((1, 1, 4, 32))):
            # Half of the damage in the header, where the lengths are.
            place = luck.randrange(min(64, len(broken)) if luck.random() < 0.5 else len(broken))
            broken[place] = luck.choice((0, 255, 127, 128, luck.randrange(256)))
        yield bytes(broken)


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(rows, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "AVIF", "moving GIF"])
def test_damage_is_refused_or_repaired(format: str, scratch: Path, sized: Callable[[int, int], int]) -> None:
    """2,000 malformed files in the full size: no exception but a Problem, and nothing left on disk."""
    content = samples()[format]
    for broken in damaged(content, sized(24, 340), random.Random(format)):
        try:
            with images.reencode(io.BytesIO(broken), kind="map") as picture:
                assert picture.size > 0
        except Problem as problem:
            assert problem.status in (413, 415, 422), problem.message
        assert left_in(scratch) == []


@pytest.mark.parametrize("side", [20_000, 60_000, 2**31 - 1])
def test_a_header_that_promises_too_much_is_refused(side: int, scratch: Path) -> None:
    with pytest.raises((TooLarge, Unprocessable)):
        images.reencode(io.BytesIO(png(side, side)), kind="map")
    assert left_in(scratch) == []


def test_a_bomb_within_the_bounds_costs_little_memory(scratch: Path) -> None:
    """16,000 x 16,000 px of nothing in 750 KB: either the picture or a refusal, while the server stays small."""
    rows = b"\x00" * (1 + 3 * 16_000) * 40
    with pytest.raises(Problem) as refused:
        images.reencode(io.BytesIO(png(16_000, 16_000, rows)), kind="map")
    assert refused.value.status == 422
    assert left_in(scratch) == []


def test_a_picture_of_many_frames_is_refused(scratch: Path) -> None:
    frame = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
    film = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff" + frame * 20_000 + b"\x3b"

    with pytest.raises(TooLarge):
        images.reencode(io.BytesIO(film), kind="map")
    assert left_in(scratch) == []


def test_a_wrong_checksum_is_refused() -> None:
    """Pillow loads such a file; it is damaged all the same."""
    content = bytearray(samples()["PNG"])
    end = content.rindex(b"IEND") - 8
    content[end] ^= 0xFF

    with pytest.raises(Unprocessable):
        images.reencode(io.BytesIO(bytes(content)), kind="map")


@pytest.mark.parametrize("tail", [b"<html><script>alert(1)</script>", b"PK\x03\x04 a zip archive", b"%PDF-1.7"])
def test_what_hangs_on_a_picture_is_cut_off(tail: bytes) -> None:
    for format in ("PNG", "JPEG", "GIF"):
        with images.reencode(io.BytesIO(samples()[format] + tail), kind="map") as picture:
            assert tail not in picture.path.read_bytes()
            assert tail not in picture.thumbnail.path.read_bytes()
