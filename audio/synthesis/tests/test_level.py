"""Loudness and peaks, checked against libav's own measurement."""

from __future__ import annotations

import av
import numpy as np
import pytest

from audio.synthesis import limiter, loudness, mixer
from audio.synthesis.signals import RATE, Samples
from audio.synthesis.tests.scores import clicks, song


def libav(sound: Samples) -> tuple[float, float]:
    """Integrated loudness and true peak by libav's ebur128 filter, which knows nothing of ours."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="fltp", layout="stereo")
    meter = graph.add("ebur128", "metadata=1:peak=true")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    found: dict[str, str] = {}
    for first in range(0, sound.shape[-1], 4410):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[:, first : first + 4410]), "fltp", "stereo")
        frame.sample_rate, frame.pts = RATE, first
        graph.push(frame)
        while True:
            try:
                found = dict(graph.pull().metadata) or found
            except (av.error.BlockingIOError, av.error.EOFError):
                break
    # The filter writes magnitudes of true peaks in dB since libav 7, as numbers before.
    peaks = [float(value) for key, value in found.items() if key.startswith("lavfi.r128.true_peaks_ch")]
    return float(found["lavfi.r128.I"]), max(peaks)


def test_the_sine_of_the_standard_measures_what_the_standard_says() -> None:
    """EBU Tech 3341, case 1: 1 kHz at -23 dBFS in both channels is -23 LUFS."""
    tone = np.sin(2 * np.pi * 1000 * np.arange(5 * RATE) / RATE) * 10 ** (-23 / 20)
    sound = np.stack([tone, tone]).astype(np.float32)
    assert loudness.integrated(sound) == pytest.approx(-23.0, abs=0.1)
    # Silence is gated: it makes nothing quieter.
    assert loudness.integrated(np.pad(sound, ((0, 0), (0, 5 * RATE)))) == pytest.approx(-23.0, abs=0.2)
    assert loudness.integrated(np.zeros((2, RATE), np.float32)) == loudness.SILENT


def test_a_quarter_of_the_rate_peaks_between_its_samples() -> None:
    """EBU Tech 3341, case 15 in spirit: a sine at a quarter of the rate, 45° off, has samples 3 dB under its peak."""
    tone = 0.5 * np.sin(2 * np.pi * (RATE / 4 * np.arange(RATE) / RATE + 0.125)).astype(np.float32)
    assert np.abs(tone).max() == pytest.approx(0.3536, abs=1e-3)
    assert loudness.true_peak(np.stack([tone, tone])) == pytest.approx(-6.02, abs=0.2)


def test_a_piece_comes_out_as_loud_as_asked_and_never_peaks() -> None:
    sound = mixer.render(song())
    for target in (-19.0, -12.0):
        levelled = limiter.levelled(sound.copy(), target)
        theirs, peak = libav(levelled)
        assert theirs == pytest.approx(target, abs=0.5)
        assert loudness.integrated(levelled) == pytest.approx(theirs, abs=0.1)
        assert loudness.true_peak(levelled) < -1.0
        assert (20 * np.log10(peak) if peak > 0 else peak) < -1.0
    assert loudness.integrated(sound) == pytest.approx(-19.0, abs=0.1)


def test_clicks_that_must_be_limited_stay_under_the_ceiling() -> None:
    sound = mixer.render(clicks(90.0, 6, instrument="drum_kit", loudness=-9.0))
    assert loudness.true_peak(sound) < -1.0
    assert loudness.integrated(sound) > -16.0
    quiet = np.full((2, 4000), 0.1, np.float32)
    assert (limiter.limited(quiet.copy()) == quiet).all()
