"""Writes sound to a file, block by block: WAV by hand, the others by PyAV. Knows no Django: the child process imports it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
from numpy.typing import NDArray

from audio.synthesis.signals import BLOCK, RATE, Samples

Format = Literal["wav", "flac", "ogg", "mp3"]
# libav's names of container and encoder, and bits a second where they are lossy.
ENCODERS: dict[str, tuple[str, str, int]] = {
    "flac": ("flac", "flac", 0),
    "ogg": ("ogg", "vorbis", 192_000),
    "mp3": ("mp3", "libmp3lame", 192_000),
}
FULL = 32_767


def write(path: Path, sound: Samples, format: Format, *, seed: int, name: str = "") -> None:
    """`sound` (2, n) in a new file, 16 bits where it is lossless. Equal sound and seed give equal bytes for WAV and FLAC."""
    if format == "wav":
        _wav(path, sound, seed)
        return
    container, codec, bits = ENCODERS[format]
    # Bit-exact: no version of the library and no random serial number in the file.
    with av.open(str(path), "w", format=container, options={"fflags": "+bitexact"}) as file:
        if name:
            file.metadata["title"] = name
        # libav's own Vorbis encoder, the only one in PyAV's builds, calls itself experimental.
        stream: Any = file.add_stream(codec, rate=RATE, layout="stereo", options={"strict": "experimental"})
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        if bits:
            stream.bit_rate = bits
        else:
            stream.format = "s16"
        blocks = _floats(sound) if bits else _interleaved(sound, seed)
        place = 0
        for block, kind in blocks:
            frame = av.AudioFrame.from_ndarray(block, format=kind, layout="stereo")
            frame.sample_rate, frame.pts = RATE, place
            place += frame.samples
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _wav(path: Path, sound: Samples, seed: int) -> None:
    size = sound.shape[-1] * 4
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 2, RATE, RATE * 4, 4, 16, b"data", size
    )
    with open(path, "wb") as file:
        file.write(header)
        for block, _kind in _interleaved(sound, seed):
            file.write(block.astype("<i2").tobytes())


def _interleaved(sound: Samples, seed: int) -> Iterator[tuple[NDArray[np.int16], str]]:
    """Blocks (1, 2k) of 16 bits. The rounding is dithered by triangular noise of one step, so that quiet tails fade
    into hiss and not into distortion; what is silent stays silent.
    """
    chance = np.random.default_rng((seed, 16))
    for first in range(0, sound.shape[-1], BLOCK):
        block = sound[:, first : first + BLOCK]
        dither = chance.random(block.shape, dtype=np.float32) - chance.random(block.shape, dtype=np.float32)
        steps = np.rint(block * FULL + np.where(block == 0.0, 0.0, dither))
        yield np.clip(steps, -FULL - 1, FULL).astype(np.int16).T.reshape(1, -1), "s16"


def _floats(sound: Samples) -> Iterator[tuple[Samples, str]]:
    for first in range(0, sound.shape[-1], BLOCK):
        yield np.ascontiguousarray(sound[:, first : first + BLOCK]), "fltp"
