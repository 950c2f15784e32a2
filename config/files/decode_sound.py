"""What the child process does with a sound: decodes it whole, measures it and writes it anew as MP3 without its tags.

Pure of Django, as `decode.py`. Nothing is believed of a header but the type, and that comes from the content: the
container is told to libav, so that its playlist and network formats are never tried, and it reads from an open file, so
that no file can name another one. Sound goes through in the blocks its decoder gives, never as a whole.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from typing import Any

import av
import numpy as np

from config.files import magic
from config.files.kinds import PEAKS, SOUNDS, SoundKind
from config.files.refusal import Refused

DEMUXERS = {"OGG": "ogg", "FLAC": "flac", "WAV": "wav", "MP3": "mp3", "MP4": "mov", "WEBM": "matroska"}
# What may be decoded at all; the rest of libav's decoders is out of a stranger's reach, also while it probes.
CODECS = {
    "aac", "alac", "flac", "mp3", "mp3float", "opus", "libopus", "vorbis",
    "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "pcm_u8",
}  # fmt: skip
OPTIONS = {"codec_whitelist": ",".join(sorted(CODECS)), "protocol_whitelist": "none"}
RATES = range(4_000, 384_001)
MAX_CHANNELS = 8
MAX_STREAMS = 8
WINDOWS_A_SECOND = 50
SILENCE = 1e-3
# A stray broken packet is common at the edges of recordings and is not heard; more of them is damage.
BROKEN_PACKETS, BROKEN_PART = 2, 0.01
# How much shorter than its header says a sound may be before it counts as cut off.
MISSING_SECONDS, MISSING_PART = 0.3, 0.05
STREAMED = 0xFFFFFFFF
PADDING = 16

Progress = Callable[[float], None]


def reencode(path: str, kind: str, directory: str) -> dict[str, Any]:
    """Writes `sound.mp3` into `directory` and tells what it is, how long it really is, and its peaks."""
    bounds = SOUNDS[kind]
    target = os.path.join(directory, "sound.mp3")
    with opened(path, bounds) as reader:
        channels = min(reader.stream.codec_context.channels, bounds.channels)
        writer = written(reader, target, channels, bounds.bit_rate)
    reader.check_whole()
    with open(target, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "path": target,
        "format": "mp3",
        "duration": round(reader.seconds, 3),
        "channels": channels,
        "peaks": writer.loudest.values(),
        "sha256": sha256,
        "size": os.path.getsize(target),
    }


@contextlib.contextmanager
def opened(path: str, bounds: SoundKind, progress: Progress | None = None) -> Iterator[Reader]:
    """The sound at `path`; `progress` hears which part of it was read. Raises Refused for what is none, and for a
    container that is visibly cut off.
    """
    with open(path, "rb") as file:
        name = magic.sound(head := file.read(magic.HEAD_BYTES))
        if not name:
            raise Refused("unsupported" if head else "broken", "not an MP3, Ogg, Opus, FLAC, WAV, M4A or WebM sound")
        if name in WHOLE:
            WHOLE[name](file)
        file.seek(0)
        with av.open(file, mode="r", format=DEMUXERS[name], options=OPTIONS, metadata_errors="replace") as source:
            yield Reader(source, name, bounds, os.fstat(file.fileno()).st_size, progress)


def written(reader: Reader, target: str, channels: int, bit_rate: int) -> Writer:
    """All of `reader` as an MP3 at `target`."""
    rate = 44_100 if reader.stream.codec_context.sample_rate % 11_025 == 0 else 48_000
    with Writer(target, rate, channels, bit_rate) as writer:
        for frame in reader.frames():
            writer.write(frame)
    return writer


class Reader:
    """The sound of a container, frame by frame; `seconds` are those really decoded."""

    def __init__(
        self, source: Any, container: str, bounds: SoundKind, size: int, progress: Progress | None = None
    ) -> None:
        self.source, self.container, self.bounds = source, container, bounds
        self.size, self.progress = size, progress
        if len(source.streams) > MAX_STREAMS:
            raise Refused("broken", "too many streams")
        if any(not _is_cover(stream) for stream in source.streams.video):
            raise Refused("unsupported", "a film")
        if not source.streams.audio:
            raise Refused("broken", "no sound in it")
        self.stream = source.streams.audio[0]
        if self.stream.codec_context is None or self.stream.codec_context.name not in CODECS:
            raise Refused("unsupported", "a codec that is not allowed")
        _check_format(self.stream.codec_context.sample_rate, self.stream.codec_context.channels)
        self.seconds = 0.0
        self.packets = self.broken = 0

    def frames(self) -> Iterator[Any]:
        for packet in self.source.demux(self.stream):
            self.packets += 1
            if self.progress is not None and packet.pos:
                self.progress(min(packet.pos / self.size, 1.0))
            try:
                decoded = packet.decode()
            except (av.error.InvalidDataError, av.error.EOFError):
                self.broken += 1
                continue
            for frame in decoded:
                _check_format(frame.sample_rate, frame.layout.nb_channels)
                self.seconds += frame.samples / frame.sample_rate
                if self.seconds > self.bounds.max_seconds:
                    raise Refused("too_long", f"more than {self.bounds.max_seconds} s")
                yield frame

    def check_whole(self) -> None:
        """Raises Refused unless there was sound, nearly all of it could be decoded, and nothing of it is missing."""
        if not self.seconds:
            raise Refused("broken", "no sound could be decoded")
        if self.broken > max(BROKEN_PACKETS, self.packets * BROKEN_PART):
            raise Refused("broken", f"{self.broken} of {self.packets} packets are damaged")
        claimed = float(self.stream.duration * self.stream.time_base) if self.stream.duration else 0.0
        # The length of an MP3 is mostly libav's guess from its first frame, which is wrong for varying bit rates.
        if self.container != "MP3" and claimed - self.seconds > max(MISSING_SECONDS, claimed * MISSING_PART):
            raise Refused("broken", f"{self.seconds:.1f} s of {claimed:.1f} s are there")


class Writer:
    """An MP3 file of frames of any format; `loudest` has its peaks."""

    def __init__(self, path: str, rate: int, channels: int, bit_rate: int) -> None:
        self.rate = rate
        self.layout = "mono" if channels == 1 else "stereo"
        self.file = av.open(path, mode="w", format="mp3", options={"id3v2_version": "0"})
        self.stream = self.file.add_stream("libmp3lame", rate=rate, layout=self.layout)
        self.stream.bit_rate = bit_rate
        self.resampler: Any = None
        self.setup: tuple[Any, ...] = ()
        self.loudest = Peaks(rate)

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: Any, *_: object) -> None:
        try:
            if kind is None:
                self._convert(None)
                self._encode(None)
        finally:
            self.file.close()

    def write(self, frame: Any) -> None:
        setup = (frame.format.name, frame.layout.name, frame.sample_rate)
        if setup != self.setup:
            # Chained Ogg files change their format in the middle.
            self._convert(None)
            self.setup, self.resampler = setup, av.AudioResampler(format="fltp", layout=self.layout, rate=self.rate)
        frame.pts = None
        self._convert(frame)

    def _convert(self, frame: Any) -> None:
        if self.resampler is None:
            return
        for ready in self.resampler.resample(frame):
            self.loudest.add(ready)
            ready.pts = None
            self._encode(ready)

    def _encode(self, frame: Any) -> None:
        for packet in self.stream.encode(frame):
            self.file.mux(packet)


class Peaks:
    """The loudest sample of every fiftieth of a second of planar floats, at `rate` samples a second."""

    def __init__(self, rate: int) -> None:
        self.window = rate // WINDOWS_A_SECOND
        self.rest = np.zeros(0, dtype=np.float32)
        self.loudest: list[Any] = []

    def add(self, frame: Any) -> None:
        samples = np.concatenate([self.rest, np.nan_to_num(np.abs(frame.to_ndarray())).max(axis=0)])
        whole = len(samples) // self.window * self.window
        if whole:
            self.loudest.append(samples[:whole].reshape(-1, self.window).max(axis=1))
        self.rest = samples[whole:]

    def values(self) -> list[int]:
        """`PEAKS` values from 0 to 100 over the whole length, 100 the loudest moment of this sound itself."""
        if len(self.rest):
            self.loudest.append(np.array([self.rest.max()]))
            self.rest = self.rest[:0]
        windows = np.concatenate(self.loudest) if self.loudest else np.zeros(1)
        places = np.arange(PEAKS + 1) * len(windows) // PEAKS
        values = np.array(
            [windows[first : max(last, first + 1)].max() for first, last in zip(places[:-1], places[1:], strict=True)]
        )
        most = float(values.max())
        return [0] * PEAKS if most < SILENCE else [round(float(value) / most * 100) for value in values]


def _is_cover(stream: Any) -> bool:
    """A picture that belongs to the tags; it is dropped with them."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _check_format(rate: int, channels: int) -> None:
    if rate not in RATES or not 1 <= channels <= MAX_CHANNELS:
        raise Refused("broken", f"{rate} Hz, {channels} channels")


def _check_pages(file: Any) -> None:
    """Raises Refused when an Ogg file ends in the middle of a page: libav would take the shorter sound for whole."""
    size, place = os.fstat(file.fileno()).st_size, 0
    while place < size:
        file.seek(place)
        head = file.read(27)
        if len(head) < 27 or not head.startswith(b"OggS"):
            raise Refused("broken", "not a page of an Ogg file")
        table = file.read(head[26])
        place += 27 + head[26] + sum(table)
        if len(table) < head[26] or place > size:
            raise Refused("broken", "the last page is cut off")


def _check_riff(file: Any) -> None:
    """Raises Refused when a WAV file is shorter than it says; what was written while it was recorded says nothing."""
    file.seek(4)
    claimed = int.from_bytes(file.read(4), "little")
    if claimed not in (0, STREAMED) and claimed + 8 > os.fstat(file.fileno()).st_size + PADDING:
        raise Refused("broken", "the end is cut off")


WHOLE = {"OGG": _check_pages, "WAV": _check_riff}
