"""Tones: band-limited wavetables made for the note that plays them, and the phase they are read by.

A table is one period built from harmonic amplitudes by an inverse transform. As it is made for one note it holds no
harmonic beyond `HIGHEST`, so nothing folds back (aliasing); read with linear interpolation at 4,096 points, what the
interpolation adds lies under -80 dB.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from audio.synthesis.signals import RATE, Samples

SIZE = 4096
MOST_HARMONICS = 300
HIGHEST = 17_500.0
Shape = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def saw(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1.0 / harmonic


def square(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(harmonic % 2 == 1, 1.0 / harmonic, 0.0)


def triangle(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(harmonic % 2 == 1, 1.0 / harmonic**2, 0.0)


def sine(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(harmonic == 1, 1.0, 0.0)


def softened(shape: Shape, cutoff: float, slope: float = 2.0) -> Shape:
    """`shape` with its harmonics falling by `slope` (2: 12 dB an octave) beyond the harmonic number `cutoff`."""
    return lambda harmonic: shape(harmonic) / (1.0 + (harmonic / cutoff) ** (2.0 * slope)) ** 0.5


def harmonics_below(frequency: float, highest: float = HIGHEST) -> int:
    """How many harmonics of `frequency` Hz may sound."""
    return int(min(max(highest // max(frequency, 1.0), 1), MOST_HARMONICS))


def period(shape: Shape, frequency: float, *, seed: int | None = None) -> Samples:
    """One period of `shape` for notes up to `frequency` Hz, with one sample more than SIZE so that it can be read past
    its end. With a `seed` the phases are scattered, which takes the buzz out of it.
    """
    number = np.arange(1, harmonics_below(frequency) + 1, dtype=np.float64)
    bins = np.zeros(SIZE // 2 + 1, dtype=np.complex128)
    turns = np.zeros(len(number)) if seed is None else np.random.default_rng(seed).random(len(number))
    bins[1 : len(number) + 1] = shape(number) * np.exp(2j * np.pi * turns) * -0.5j * SIZE
    table = np.fft.irfft(bins, SIZE)
    return np.append(table, table[0]).astype(np.float32)


def phase(frequency: float | Samples, length: int, start: float = 0.0) -> NDArray[np.float64]:
    """The running phase in turns. `frequency` in Hz, one number or one for each sample."""
    if isinstance(frequency, np.ndarray):
        return start + np.cumsum(frequency, dtype=np.float64) / RATE
    return start + np.arange(length, dtype=np.float64) * (frequency / RATE)


def angle(turns: NDArray[np.float64]) -> Samples:
    """The phase in radians. Whole turns go before the precision is halved."""
    return ((turns - np.floor(turns)) * (2 * np.pi)).astype(np.float32)


def read(table: Samples, turns: NDArray[np.float64]) -> Samples:
    """`table` (SIZE + 1 points) at the phase `turns`."""
    place = (turns - np.floor(turns)) * SIZE
    index = place.astype(np.int32)
    part = (place - index).astype(np.float32)
    value = table[index]
    return value + part * (table[1:][np.minimum(index, SIZE - 1)] - value)


def tone(shape: Shape, frequency: float, length: int, start: float = 0.0) -> Samples:
    """`length` samples of `shape` at a steady `frequency` Hz."""
    return read(period(shape, frequency), phase(frequency, length, start))


def vibrato(
    frequency: float, length: int, *, rate: float, depth: float, delay: float, chance: np.random.Generator
) -> Samples:
    """A frequency in Hz for each sample: `depth` in semitones at `rate` Hz, which grows after `delay` seconds as a
    player's hand does, and never quite evenly.
    """
    time = np.arange(length, dtype=np.float32) / RATE
    speed = rate * (1.0 + 0.06 * wander(length, 1.3, chance))
    swing = np.sin(2 * np.pi * np.cumsum(speed, dtype=np.float64) / RATE + chance.random() * 6.28).astype(np.float32)
    grown = np.clip((time - delay) / 0.5, 0.0, 1.0)
    semitones = depth * grown * swing + 0.03 * wander(length, 2.5, chance)
    return (frequency * np.exp2(semitones / 12.0)).astype(np.float32)


def wander(length: int, rate: float, chance: np.random.Generator) -> Samples:
    """A smooth random curve of `length` samples, about -1 to 1, that turns about `rate` times a second."""
    points = max(4, int(length / RATE * rate * 2) + 4)
    knots = np.clip(chance.standard_normal(points) * 0.6, -1.2, 1.2)
    coarse = max(16, points * 16)
    place = np.arange(coarse) / coarse * (points - 3)
    index, part = place.astype(int), place % 1.0
    a, b, c, d = (knots[index + k] for k in range(4))
    smooth = b + 0.5 * part * (c - a + part * (2 * a - 5 * b + 4 * c - d + part * (3 * (b - c) + d - a)))
    return np.interp(np.linspace(0, coarse - 1, length), np.arange(coarse), smooth).astype(np.float32)
