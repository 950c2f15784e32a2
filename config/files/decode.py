"""What the child process does with a picture (a sound: `decode_sound.py`). Pure of Django: paths in, plain dicts out, Refused when it must not be.

Bounds are checked on the header, before any pixel is decoded.
"""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from config.files import magic
from config.files.kinds import KINDS, LARGE_SIDE, MAX_FRAMES, MAX_PIXELS
from config.files.refusal import Refused

# Pillow's own guard only warns up to twice this number: the warning is made an error, and the size is checked besides.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

EXACT_COLOURS = 256
QUALITY = 90
MAX_PROFILE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    format: str
    width: int
    height: int
    frames: int

    @property
    def large(self) -> bool:
        return max(self.width, self.height) > LARGE_SIDE


def header(path: str, kind: str) -> Header:
    """Format, size and number of frames, within the bounds of `kind`."""
    with open(path, "rb") as file:
        name = magic.picture(head := file.read(magic.HEAD_BYTES))
    if not name:
        raise Refused("unsupported" if head else "broken", "not a PNG, JPEG, WebP, AVIF or GIF picture")
    try:
        with Image.open(path, formats=[name]) as picture:
            width, height = picture.size
            _check_size(width, height, kind)
            frames = getattr(picture, "n_frames", 1) if name in ("GIF", "WEBP", "PNG") else 1
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused("too_large", "too many pixels") from None
    except UnidentifiedImageError as error:
        raise Refused("broken", "the picture's header cannot be read") from error
    found = Header(name, width, height, frames)
    if frames > 1 and (found.large or frames > MAX_FRAMES or frames * width * height > MAX_PIXELS):
        raise Refused("too_large", "a moving picture of this size")
    return found


def _check_size(width: int, height: int, kind: str) -> None:
    most = KINDS[kind].max_side
    if width < 1 or height < 1:
        raise Refused("broken", "a picture without pixels")
    if max(width, height) > most or width * height > MAX_PIXELS:
        raise Refused("too_large", f"{width} x {height} px, at most {most} a side")


def inspect(path: str, kind: str) -> dict[str, Any]:
    return asdict(header(path, kind))


def reencode(path: str, kind: str, directory: str) -> dict[str, Any]:
    """Writes `picture` and `thumbnail` into `directory` and tells what they are."""
    found = header(path, kind)
    if found.large:
        from config.files import decode_large

        picture = decode_large.reencode(path, found.format, directory)
    elif found.frames > 1:
        picture = _moving(path, found, KINDS[kind].box, directory)
    else:
        picture = _still(path, found, KINDS[kind].box, directory)
    small = thumbnail(picture["path"], directory, KINDS[kind].thumbnail, picture["format"].upper())
    return {**picture, "thumbnail": small}


def thumbnail(path: str, directory: str, box: int, format: str) -> dict[str, Any]:
    """A WebP of at most `box` px a side of a picture that was re-encoded here, the first frame of a moving one."""
    with Image.open(path, formats=[format]) as picture:
        if max(picture.size) > LARGE_SIDE:
            from config.files import decode_large

            return decode_large.thumbnail(path, format, directory, box)
        frame = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    frame.thumbnail((box or 0, box or 0), Image.Resampling.LANCZOS)
    target = os.path.join(directory, "thumbnail.webp")
    frame.save(target, "WEBP", quality=80, method=4)
    return described(target, "webp", *frame.size)


def described(path: str, format: str, width: int, height: int, *, animated: bool = False) -> dict[str, Any]:
    """What the parent must know of a finished file, hashed here so that the server does not read it again."""
    with open(path, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "path": path,
        "format": format,
        "width": width,
        "height": height,
        "animated": animated,
        "sha256": sha256,
        "size": os.path.getsize(path),
    }


def _still(path: str, found: Header, box: int | None, directory: str) -> dict[str, Any]:
    if found.format == "PNG":
        # Loading ignores a wrong checksum; a picture damaged on its way is refused rather than shown damaged.
        with Image.open(path, formats=["PNG"]) as picture:
            picture.verify()
    with Image.open(path, formats=[found.format]) as picture:
        picture.load()
        clean = plain(upright(picture))
    if box:
        clean.thumbnail((box, box), Image.Resampling.LANCZOS)
    clean.info.clear()
    target = os.path.join(directory, "picture.webp")
    exact = clean.getcolors(EXACT_COLOURS) is not None
    hurry = clean.width * clean.height > 2048 * 2048
    clean.save(target, "WEBP", quality=QUALITY, lossless=exact, method=2 if hurry else 4)
    return described(target, "webp", *clean.size)


def _moving(path: str, found: Header, box: int | None, directory: str) -> dict[str, Any]:
    target = os.path.join(directory, "picture.webp")
    durations = []
    scaled: list[Image.Image] = []
    shrink = bool(box) and max(found.width, found.height) > (box or 0)
    with Image.open(path, formats=[found.format]) as picture:
        loop = picture.info.get("loop", 1 if found.format == "GIF" else 0)
        for number in range(found.frames):
            picture.seek(number)
            picture.load()
            durations.append(min(max(int(picture.info.get("duration") or 100), 20), 60_000))
            if shrink:
                frame = picture.convert("RGBA")
                frame.thumbnail((box or 0, box or 0), Image.Resampling.LANCZOS)
                scaled.append(frame)
        picture.seek(0)
        # Unscaled frames are handed on one by one: a list of them would hold the whole film in memory.
        first, rest = (scaled[0], scaled[1:]) if shrink else (picture, [])
        first.save(
            target, "WEBP", save_all=True, append_images=rest, duration=durations, loop=int(loop), quality=80,
            method=1, exif=b"", xmp=b"", icc_profile=b"",
        )  # fmt: skip
        size = first.size
    return described(target, "webp", *size, animated=True)


def upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # a malformed EXIF block says nothing about the pixels
        return picture


def plain(picture: Image.Image) -> Image.Image:
    """`picture` in sRGB, with an alpha channel only when it had one. Colour profiles are applied, then dropped."""
    if picture.mode in ("I;16", "I;16B", "I;16L", "I"):
        return picture.point(lambda level: level / 256).convert("L").convert("RGB")
    profile = picture.info.get("icc_profile")
    if profile and len(profile) <= MAX_PROFILE and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            target = "RGBA" if picture.mode == "RGBA" else "RGB"
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=target)
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # an unusable profile: the numbers are taken as sRGB, as browsers do
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def tiles(path: str, kind: str, directory: str) -> dict[str, Any]:
    # Imported when the first map comes: numpy costs a tenth of a second, which other pictures need not pay.
    from config.files import decode_tiles

    return decode_tiles.tiles(path, kind, directory)


def sound(path: str, kind: str, directory: str) -> dict[str, Any]:
    # Imported when the first sound comes: the libraries cost half a second, which pictures need not pay.
    from config.files import decode_sound

    return decode_sound.reencode(path, kind, directory)


def video(path: str, directory: str) -> dict[str, Any]:
    from config.files import decode_video

    return decode_video.remux(path, directory)


def track(path: str, directory: str, progress: Callable[[float], None] | None = None) -> dict[str, Any]:
    from config.files import decode_track

    return decode_track.inspect(path, directory, progress)


def loudness(path: str, progress: Callable[[float], None] | None = None) -> dict[str, Any]:
    from config.files import decode_loudness

    return decode_loudness.measure(path, progress)


def twin(path: str, directory: str, progress: Callable[[float], None] | None = None) -> dict[str, Any]:
    from config.files import decode_track

    return decode_track.twin(path, directory, progress)


OPERATIONS: dict[str, Callable[..., dict[str, Any]]] = {
    "inspect": inspect,
    "reencode": reencode,
    "thumbnail": thumbnail,
    "sound": sound,
    "tiles": tiles,
    "video": video,
    "track": track,
    "loudness": loudness,
    "twin": twin,
}
