"""Sounds for tests, made as browsers and recorders make them: `tone("webm", seconds=2)`."""

from __future__ import annotations

import io
from typing import Any

import av
import numpy as np

# Container, encoder, sample format and rate of each.
FORMATS = {
    "webm": ("webm", "libopus", "s16", 48_000),
    "mp4": ("mp4", "aac", "fltp", 44_100),
    "ogg": ("ogg", "libopus", "s16", 48_000),
    "mp3": ("mp3", "libmp3lame", "fltp", 44_100),
    "flac": ("flac", "flac", "s16", 44_100),
    "wav": ("wav", "pcm_s16le", "s16", 8_000),
}


def tone(
    format: str = "webm", *, seconds: float = 1.0, loud_from: float = 0.0, channels: int = 1, title: str = ""
) -> bytes:
    """A tone of 440 Hz that is loud from `loud_from` on and silent before."""
    container, codec, sample_format, rate = FORMATS[format]
    layout = "mono" if channels == 1 else "stereo"
    out = io.BytesIO()
    # What a MediaRecorder of Safari writes: pieces that can be sent while it records.
    options = {"movflags": "frag_keyframe+empty_moov"} if format == "mp4" else {}
    with av.open(out, "w", format=container, options=options) as file:
        if title:
            file.metadata["title"] = title
        stream: Any = file.add_stream(codec, rate=rate, layout=layout)
        count = int(seconds * rate)
        for first in range(0, count, rate):
            places = np.arange(first, min(first + rate, count))
            wave = np.sin(places * (2 * np.pi * 440 / rate)) * 0.8 * (places >= loud_from * rate)
            frame = _frame(wave, sample_format, layout, channels)
            frame.sample_rate, frame.pts = rate, first
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()


def _frame(wave: Any, sample_format: str, layout: str, channels: int) -> Any:
    if sample_format == "s16":
        packed = np.repeat((wave * 32_767).astype(np.int16), channels).reshape(1, -1)
        return av.AudioFrame.from_ndarray(packed, format="s16", layout=layout)
    planes = np.tile(wave.astype(np.float32), (channels, 1))
    return av.AudioFrame.from_ndarray(np.ascontiguousarray(planes), format="fltp", layout=layout)
