"""The parts that instruments are built of do what their names say."""

from __future__ import annotations

import numpy as np
import pytest

from audio.synthesis.delay import echoes
from audio.synthesis.filters import Biquad, StateVariable, filtered
from audio.synthesis.noise import coloured
from audio.synthesis.oscillators import saw, sine, square, tone, triangle
from audio.synthesis.signals import RATE, Samples, samples_in

CHANCE = np.random.default_rng(5)


def spectrum(sound: Samples) -> Samples:
    """Amplitudes by Hz, of one second."""
    return np.abs(np.fft.rfft(sound[:RATE])) / (RATE / 2)


def test_a_biquad_by_its_response_is_the_recursion() -> None:
    sound, biquad = CHANCE.standard_normal(3000).astype(np.float32), Biquad.of("peak", 1000.0, 2.0, 6.0)
    (b0, b1, b2), (a1, a2) = biquad.b, biquad.a
    out = np.zeros(len(sound) + 2)
    x = np.concatenate([[0.0, 0.0], sound])
    for n in range(2, len(out)):
        out[n] = b0 * x[n] + b1 * x[n - 1] + b2 * x[n - 2] - a1 * out[n - 1] - a2 * out[n - 2]
    assert np.abs(filtered(sound, biquad) - out[2:]).max() < 1e-4


def test_the_state_variable_filter_parts_a_sound_at_its_cutoff() -> None:
    hertz = np.array([100.0, 1000.0, 10_000.0], dtype=np.float32)
    low, band, high = (np.abs(StateVariable(1000.0, 0.0, output).response(hertz)) for output in ("low", "band", "high"))  # type: ignore[arg-type]
    assert low[0] > 0.97 > 0.52 > low[1] > 0.48 > 0.02 > low[2]
    assert high[2] > 0.97 and high[0] < 0.02 and band.argmax() == 1
    assert np.abs(StateVariable(1000.0, 0.9).response(hertz))[1] == pytest.approx(5.0, rel=0.01)


def test_oscillators_hold_their_harmonics_and_nothing_that_folds_back() -> None:
    for shape, second, third in ((saw, 1 / 2, 1 / 3), (square, 0.0, 1 / 3), (triangle, 0.0, 1 / 9), (sine, 0.0, 0.0)):
        found = spectrum(tone(shape, 3000.0, RATE))
        assert found[3000] == pytest.approx(1.0, abs=0.02)
        assert (found[6000], found[9000]) == pytest.approx((second, third), abs=0.02)
        between = np.delete(found, [3000 * number + near for number in range(8) for near in (-1, 0, 1)])
        assert between.max() < 1e-3


def test_noise_falls_as_asked_and_echoes_come_back_from_the_other_side() -> None:
    power = np.abs(np.fft.rfft(coloured(1 << 17, 3.0, CHANCE))) ** 2
    hertz = np.fft.rfftfreq(1 << 17, 1 / RATE)
    octaves = [10 * np.log10(power[(hertz > low) & (hertz < 2 * low)].mean()) for low in (200, 400, 800, 1600)]
    assert np.diff(octaves) == pytest.approx([-3.0] * 3, abs=0.5)
    click = np.zeros((2, 100), dtype=np.float32)
    click[0, 10] = 1.0
    heard = echoes(click, 0.1, feedback=0.5, times=2)
    first, second = samples_in(0.1), samples_in(0.2)
    assert np.abs(heard[1, first : first + 100]).max() > 10 * np.abs(heard[0, first : first + 100]).max()
    assert 0 < np.abs(heard[0, second:]).max() < np.abs(heard[1, first:second]).max()
