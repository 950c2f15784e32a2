"""What can be measured of a sound at a moment: its envelope, its spectrum, and the few numbers that mappings ask for.

Samples are float32 in -1..1, one channel, at `rate` a second; before the first and after the last there is silence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Numbers = NDArray[np.float64]

WINDOW = 4096
LOWEST, HIGHEST = 30.0, 16_000.0
FLOOR_DB = -80.0
# Where speech and music are divided by ear into low, middle and high.
LOW_BELOW, HIGH_ABOVE = 250.0, 4_000.0


@dataclass(frozen=True)
class Sound:
    """One channel of a sound."""

    samples: Samples
    rate: int

    def between(self, first: int, last: int) -> Samples:
        """The samples `first` to `last` (not included), zeros where there are none."""
        held = self.samples[max(first, 0) : max(last, 0)]
        before = min(max(-first, 0), last - first)
        return np.pad(held, (before, last - first - before - len(held)))


def envelope(sound: Sound, first: int, last: int, columns: int) -> Numbers:
    """Lowest and highest sample of each of `columns` equal stretches from `first` to `last`: shape (columns, 2). There are
    at least as many samples as columns.
    """
    edges = np.linspace(0, last - first, columns + 1).astype(int)[:-1]
    samples = sound.between(first, last)
    return np.stack([np.minimum.reduceat(samples, edges), np.maximum.reduceat(samples, edges)], axis=1).astype(float)


def magnitudes(sound: Sound, at: float) -> Numbers:
    """Amplitude (a full sine is 1) of each frequency of a Hann window of 4,096 samples about the second `at`: shape
    (2049,); entry n is n * rate / 4096 Hz.
    """
    middle = round(at * sound.rate)
    window = np.hanning(WINDOW)
    held = sound.between(middle - WINDOW // 2, middle + WINDOW // 2)
    return np.asarray(np.abs(np.fft.rfft(held * window)) * 2 / window.sum())


def decibels(amplitudes: Numbers) -> Numbers:
    """Relative to a full sine, held at -80."""
    return 20 * np.log10(np.maximum(amplitudes, 10 ** (FLOOR_DB / 20)))


def strongest(amplitudes: Numbers, rate: int) -> float:
    """Hz of the greatest amplitude, between the bins by the parabola through the logarithms of three of them; 0 in silence."""
    top = int(np.argmax(amplitudes[1:-1])) + 1
    left, middle, right = np.log(np.maximum(amplitudes[top - 1 : top + 2], 1e-12))
    if middle <= np.log(1e-9):
        return 0.0
    bend = left - 2 * middle + right
    return float((top + (0.5 * (left - right) / bend if bend else 0.0)) * rate / WINDOW)


def edges(bars: int) -> Numbers:
    """The frequencies that bound `bars` equal steps of pitch from 30 Hz to 16 kHz: shape (bars + 1,)."""
    return np.geomspace(LOWEST, HIGHEST, bars + 1)


def banded(amplitudes: Numbers, rate: int, bars: int) -> Numbers:
    """The strongest amplitude in each of `edges(bars)`; narrow low bands take the value between their neighbours, so that
    none is empty: shape (bars,).
    """
    bounds = edges(bars) * WINDOW / rate
    between = np.interp(np.sqrt(bounds[:-1] * bounds[1:]), np.arange(len(amplitudes)), amplitudes)
    first = np.ceil(bounds[:-1]).astype(int)
    last = np.minimum(np.ceil(bounds[1:]).astype(int), len(amplitudes))
    whole = first < last
    strongest = between.copy()
    if whole.any():
        cut = np.append(amplitudes[: last[whole][-1]], 0.0)
        strongest[whole] = np.maximum.reduceat(cut, first[whole])[: whole.sum()]
    return strongest


def features(sound: Sound, at: float, before: float) -> dict[str, float]:
    """The numbers that mappings know as `audio.…`, of the stretch from `before` to `at` seconds and the window about its
    end: level (RMS), peak, brightness (spectral centroid, Hz), low, middle and high (RMS of the bands), onset (how much
    louder than the stretch before it, 0 to 1).
    """
    first, last = round(before * sound.rate), max(round(at * sound.rate), round(before * sound.rate) + 1)
    held = sound.between(first, last)
    earlier = _rms(sound.between(2 * first - last, first))
    level = _rms(held)
    power = magnitudes(sound, at) ** 2 / 2
    hertz = np.arange(len(power)) * sound.rate / WINDOW
    total = float(power.sum())
    return {
        "level": level,
        "peak": float(np.abs(held).max()),
        "brightness": float((power * hertz).sum() / total) if total > 1e-12 else 0.0,
        "low": _band(power[hertz < LOW_BELOW]),
        "middle": _band(power[(hertz >= LOW_BELOW) & (hertz < HIGH_ABOVE)]),
        "high": _band(power[hertz >= HIGH_ABOVE]),
        "onset": max(level - earlier, 0.0) / level if level > 1e-6 else 0.0,
    }


def _rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def _band(power: Numbers) -> float:
    # A Hann window spreads a sine over bins whose powers add up to 1.5 of its own.
    return float(np.sqrt(power.sum() / 1.5))
