"""What a picture shows of a sound is what the sound is."""

from __future__ import annotations

import numpy as np
import pytest

from universes.visuals.analysis import banded, decibels, edges, envelope, features, magnitudes, strongest
from universes.visuals.tests.conftest import RATE, Sound, sine


@pytest.mark.parametrize("hertz", [55.0, 440.0, 1234.5, 9000.0])
def test_a_tone_peaks_at_its_frequency(hertz: float) -> None:
    amplitudes = magnitudes(sine(hertz), 0.5)
    assert strongest(amplitudes, RATE) == pytest.approx(hertz, rel=0.01)
    bars = banded(amplitudes, RATE, 64)
    low, high = edges(64)[np.argmax(bars) : np.argmax(bars) + 2]
    assert low * 0.97 <= hertz <= high * 1.03
    assert decibels(bars).max() == pytest.approx(20 * np.log10(0.5), abs=1.5)


def test_the_envelope_is_that_of_the_samples() -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, 5000).astype(np.float32)
    found = envelope(Sound(noise, RATE), 1000, 4000, 100)
    for column, (low, high) in enumerate(found):
        held = noise[1000 + column * 30 : 1030 + column * 30]
        assert (low, high) == (held.min(), held.max())


def test_before_the_beginning_and_after_the_end_there_is_silence() -> None:
    sound = sine(440)
    assert envelope(sound, -500, 0, 10).any() == False  # noqa: E712
    assert magnitudes(sound, 9.0).max() == 0
    assert strongest(magnitudes(sound, 9.0), RATE) == 0
    assert features(sound, 5.1, 5.0) == dict.fromkeys(features(sound, 5.1, 5.0), 0.0)


def test_features_tell_loud_from_soft_and_bright_from_dark() -> None:
    soft, loud = (features(sine(440, strength=strength), 0.5, 0.4) for strength in (0.1, 0.8))
    assert loud["level"] == pytest.approx(0.8 / 2**0.5, rel=0.01)
    assert soft["level"] < loud["level"] and soft["peak"] < loud["peak"]
    dark, bright = (features(sine(hertz), 0.5, 0.4) for hertz in (100, 6000))
    assert dark["brightness"] == pytest.approx(100, rel=0.1) and bright["brightness"] == pytest.approx(6000, rel=0.01)
    assert dark["low"] > 0.3 > dark["high"] and bright["high"] > 0.3 > bright["low"]


def test_an_onset_is_where_it_becomes_louder() -> None:
    silence_then_tone = Sound(np.concatenate([np.zeros(RATE // 2, np.float32), sine(440).samples]), RATE)
    assert features(silence_then_tone, 0.53, 0.5)["onset"] == 1.0
    assert features(silence_then_tone, 1.03, 1.0)["onset"] < 0.05
