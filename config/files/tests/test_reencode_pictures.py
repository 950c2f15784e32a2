"""A picture comes out as a new picture: upright, in sRGB, without metadata, and with a thumbnail."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from config.api.errors import TooLarge, UnsupportedType
from config.files import images
from config.files.tests.conftest import CASES, left_in


def test_it_works(scratch: Path) -> None:
    with images.reencode(CASES / "hopper.png", kind="map") as picture:
        assert (picture.format, picture.width, picture.height, picture.animated) == ("webp", 128, 128, False)
        assert picture.content_type == "image/webp"
        assert picture.size == picture.path.stat().st_size
        with Image.open(picture.path) as made, Image.open(CASES / "hopper.png") as sent:
            difference = ImageStat.Stat(ImageChops.difference(made.convert("RGB"), sent.convert("RGB")))
        assert max(difference.mean) < 4
        assert picture.thumbnail.width == 128
    assert left_in(scratch) == []


@pytest.mark.parametrize("name", ["hopper.png", "hopper.gif", "hopper.webp", "pil_sample_cmyk.jpg"])
def test_it_takes_each_format(name: str) -> None:
    with images.reencode(CASES / name, kind="map") as picture, Image.open(picture.path) as made:
        made.load()
        assert made.mode == "RGB"


def test_it_takes_avif() -> None:
    sent = io.BytesIO()
    Image.new("RGB", (64, 48), "#885522").save(sent, "AVIF")

    with images.reencode(io.BytesIO(sent.getvalue()), kind="map") as picture:
        assert (picture.width, picture.height) == (64, 48)


def test_it_turns_the_picture_upright_and_drops_what_was_written_beside_it() -> None:
    sent = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "taken at home"
    picture = Image.new("RGB", (80, 40), "red")
    picture.paste("blue", (0, 0, 40, 40))
    picture.save(sent, "JPEG", exif=exif, quality=95, comment=b"my address")

    with images.reencode(io.BytesIO(sent.getvalue()), kind="map") as made:
        kept = made.path.read_bytes()
        assert (made.width, made.height) == (40, 80)
        with Image.open(made.path) as shown:
            red, _, blue = shown.convert("RGB").getpixel((20, 10))  # type: ignore[misc]
        assert blue > 150 > red
    assert b"at home" not in kept and b"address" not in kept and b"EXIF" not in kept


def test_few_colours_stay_exact() -> None:
    """Pixel art and line art are kept without loss."""
    sent = Image.new("P", (64, 64))
    sent.putpalette([value for step in range(64) for value in (step * 4, 255 - step * 4, step)])
    sent.putdata([(x * y) % 64 for y in range(64) for x in range(64)])
    out = io.BytesIO()
    sent.save(out, "PNG")

    with images.reencode(io.BytesIO(out.getvalue()), kind="token") as made, Image.open(made.path) as shown:
        assert ImageChops.difference(shown.convert("RGB"), sent.convert("RGB")).getbbox() is None


def test_transparency_stays() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(out, "PNG")

    with images.reencode(io.BytesIO(out.getvalue()), kind="token") as made, Image.open(made.path) as shown:
        assert shown.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
def test_a_moving_picture_keeps_moving(format: str) -> None:
    frames = [Image.new("RGB", (40, 30), (shade, 0, 0)) for shade in (0, 100, 200)]
    out = io.BytesIO()
    frames[0].save(out, format, save_all=True, append_images=frames[1:], duration=[50, 100, 150], loop=0)

    with images.reencode(io.BytesIO(out.getvalue()), kind="map") as made, Image.open(made.path) as shown:
        assert made.animated
        assert shown.n_frames == 3  # type: ignore[attr-defined]
        shown.seek(1)
        shown.load()
        assert shown.info["duration"] == 100


def test_a_moving_avatar_is_shrunk_and_keeps_moving() -> None:
    frames = [Image.new("RGB", (800, 600), (shade, 0, 0)) for shade in (0, 100)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=80)

    with images.reencode(io.BytesIO(out.getvalue()), kind="avatar") as made:
        assert (made.width, made.height, made.animated) == (512, 384, True)


def test_sixteen_bits_become_eight() -> None:
    out = io.BytesIO()
    Image.new("I;16", (16, 16), 32768).save(out, "PNG")

    with images.reencode(io.BytesIO(out.getvalue()), kind="map") as made, Image.open(made.path) as shown:
        assert abs(shown.convert("L").getpixel((3, 3)) - 128) <= 2  # type: ignore[operator]


def test_a_large_map_is_streamed_and_keeps_its_size() -> None:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((5000, 300)).convert("RGB").save(out, "PNG")

    header = images.inspect(io.BytesIO(out.getvalue()), kind="map")
    with images.reencode(io.BytesIO(out.getvalue()), kind="map") as made:
        assert header.large
        assert (made.format, made.width, made.height) == ("jpeg", 5000, 300)
        assert made.thumbnail.width == 512


def test_a_large_transparent_map_stays_transparent() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (5000, 20), (10, 20, 30, 40)).save(out, "PNG")

    with images.reencode(io.BytesIO(out.getvalue()), kind="map") as made, Image.open(made.path) as shown:
        assert made.format == "png"
        assert shown.getpixel((1, 1)) == (10, 20, 30, 40)


def test_a_large_photograph_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (4200, 60), "red").save(out, "JPEG", exif=exif)

    with images.reencode(io.BytesIO(out.getvalue()), kind="map") as made:
        assert (made.width, made.height) == (60, 4200)


def test_each_kind_has_its_bounds() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4100, 10)).save(out, "PNG")

    with images.reencode(io.BytesIO(out.getvalue()), kind="map") as made:
        assert made.width == 4100
    for kind in ("avatar", "token", "cover"):
        with pytest.raises(TooLarge):
            images.reencode(io.BytesIO(out.getvalue()), kind=kind)  # type: ignore[arg-type]
    with pytest.raises(TooLarge):
        images.reencode(io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(6 * 1024 * 1024)), kind="avatar")


@pytest.mark.parametrize(
    "content", [b"<svg/>", b"%!PS", b"%PDF-1.4", b"BM" + bytes(60), b"II*\x00" + bytes(60), b"SIMPLE  ="]
)
def test_other_formats_are_refused(content: bytes) -> None:
    with pytest.raises(UnsupportedType):
        images.reencode(io.BytesIO(content), kind="map")


def test_a_thumbnail_fits_its_box() -> None:
    with images.reencode(CASES / "hopper.png", kind="map") as picture:
        small = images.thumbnail(picture.path, box=32)
        with Image.open(small) as shown:
            assert shown.size == (32, 32)
        small.unlink()


def test_a_picture_of_a_message_has_a_larger_thumbnail() -> None:
    out = io.BytesIO()
    Image.new("RGB", (2000, 1000), "#345678").save(out, "PNG")
    out.seek(0)
    with images.reencode(out, kind="attachment") as picture:
        assert (picture.width, picture.height) == (2000, 1000)
        assert (picture.thumbnail.width, picture.thumbnail.height) == (640, 320)
