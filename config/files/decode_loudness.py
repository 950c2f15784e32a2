"""What the child process does to learn how loud a sound is: EBU R128 by libav's own filter.

Integrated loudness in LUFS (ITU-R BS.1770-4, gated) and the true peak in dBTP (four times oversampled).
"""

from __future__ import annotations

import math
from typing import Any

import av
from av.filter import Graph

from config.files.decode_sound import Progress, opened
from config.files.kinds import SOUNDS

GATE = -70.0
"""LUFS below which a block does not count; the filter answers this for a sound without any block, as for silence."""
PLAYS_ANYWHERE = {"mp3", "mp3float", "flac", "pcm_s16le", "pcm_s24le", "pcm_f32le", "pcm_u8"}
"""Codecs that every browser plays in their own container. Ogg and M4A some do not, whatever is in them."""
LAYOUTS = {1: "mono", 2: "stereo"}


def measure(path: str, progress: Progress | None = None) -> dict[str, Any]:
    """`loudness` is None for silence and for less than 0.4 s, of which R128 says nothing; `true_peak` for silence.
    `needs_twin`: some browser cannot play it.
    """
    meter: Meter | None = None
    with opened(path, SOUNDS["track"], progress) as reader:
        needs_twin = reader.container in ("OGG", "MP4") or reader.stream.codec_context.name not in PLAYS_ANYWHERE
        for frame in reader.frames():
            if meter is None:
                meter = Meter(frame.sample_rate, LAYOUTS.get(frame.layout.nb_channels, frame.layout.name))
            meter.add(frame)
    reader.check_whole()
    assert meter is not None
    return {**meter.values(), "needs_twin": needs_twin}


class Meter:
    """libav's `ebur128` over frames of any format, which are made one format before it."""

    def __init__(self, rate: int, layout: str) -> None:
        self.rate, self.layout, self.samples = rate, layout, 0
        self.resampler: Any = None
        self.setup: tuple[Any, ...] = ()
        self.integrated, self.peak = GATE, 0.0
        self.graph = Graph()
        source = self.graph.add_abuffer(sample_rate=rate, format="fltp", layout=layout)
        meter = self.graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
        sink = self.graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        self.graph.configure()

    def add(self, frame: Any) -> None:
        setup = (frame.format.name, frame.layout.name, frame.sample_rate)
        if setup != self.setup:
            self.setup = setup
            self.resampler = av.AudioResampler(format="fltp", layout=self.layout, rate=self.rate)
        frame.pts = None
        for ready in self.resampler.resample(frame):
            ready.pts = self.samples
            self.samples += ready.samples
            self.graph.push(ready)
            self._read()

    def _read(self) -> None:
        while True:
            try:
                told = self.graph.pull().metadata
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            self.integrated = float(told.get("lavfi.r128.I", self.integrated))
            self.peak = max(self.peak, float(told.get("lavfi.r128.true_peak", 0.0)))

    def values(self) -> dict[str, Any]:
        self.graph.push(None)
        self._read()
        return {
            "loudness": round(self.integrated, 2) if self.integrated > GATE else None,
            "true_peak": round(20 * math.log10(self.peak), 2) if self.peak > 0 else None,
        }
