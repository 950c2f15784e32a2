"""What the child process does with a sound for the library: what it is, how long it really is, what its tags say.

Pure of Django, as `decode.py`. The sound is decoded whole; the file itself stays as it came.
"""

from __future__ import annotations

import hashlib
import os
from typing import Any

import av

from config.files import decode, sound_tags
from config.files.decode_sound import Peaks, Progress, Reader, opened, written
from config.files.kinds import KINDS, SOUNDS
from config.files.refusal import Refused

COVER = "track-cover"
FORMATS = {"MP3": "mp3", "FLAC": "flac", "WAV": "wav", "MP4": "m4a", "OGG": "ogg"}


def inspect(path: str, directory: str, progress: Progress | None = None) -> dict[str, Any]:
    """Decodes all of it; writes its cover into `directory`, if it has one that can be read."""
    bounds = SOUNDS["track"]
    with opened(path, bounds, progress) as reader:
        if reader.container not in FORMATS:
            raise Refused("recorder")
        context = reader.stream.codec_context
        codec, rate, channels = context.name, context.sample_rate, context.channels
        peaks = _peaks_of(reader, rate)
    reader.check_whole()
    tags = sound_tags.read(path, reader.container, codec)
    return {
        "format": "opus" if reader.container == "OGG" and "opus" in codec else FORMATS[reader.container],
        "duration": round(reader.seconds, 3),
        "channels": channels,
        "sample_rate": rate,
        "peaks": peaks,
        "words": tags.words,
        "cover": _cover(tags.cover, directory),
    }


def _peaks_of(reader: Reader, rate: int) -> list[int]:
    loudest = Peaks(rate)
    resampler: Any = None
    setup: tuple[Any, ...] = ()
    for frame in reader.frames():
        now = (frame.format.name, frame.layout.name, frame.sample_rate)
        if now != setup:
            # Chained Ogg files change their format in the middle; the rate of the windows stays.
            setup, resampler = now, av.AudioResampler(format="fltp", rate=rate)
        frame.pts = None
        for ready in resampler.resample(frame):
            loudest.add(ready)
    return loudest.values()


def _cover(picture: bytes, directory: str) -> dict[str, Any] | None:
    """The picture anew as a WebP; None for one that cannot be read or is beyond the bounds of pictures."""
    if not picture or len(picture) > KINDS[COVER].max_bytes:
        return None
    source = os.path.join(directory, "embedded")
    try:
        with open(source, "wb") as file:
            file.write(picture)
        made = decode.reencode(source, COVER, directory)
    except OSError as error:
        if not error.errno:  # Pillow's own, for a broken picture; a full disk has a number
            return None
        raise
    except Exception:  # a decoder raises nearly anything on malformed input, and the sound does without its picture
        return None
    os.unlink(made.pop("thumbnail")["path"])
    os.unlink(source)
    return made


def twin(path: str, directory: str, progress: Progress | None = None) -> dict[str, Any]:
    """An MP3 of the sound, without its tags."""
    bounds = SOUNDS["track"]
    target = os.path.join(directory, "sound.mp3")
    with opened(path, bounds, progress) as reader:
        written(reader, target, min(reader.stream.codec_context.channels, bounds.channels), bounds.bit_rate)
    with open(target, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {"path": target, "format": "mp3", "sha256": sha256, "size": os.path.getsize(target)}
