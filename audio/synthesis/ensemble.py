"""Many players at once: tones whose partials have width, after P. Nasca's PADsynth algorithm (2004).

Each partial is a narrow hump of noise in one long spectrum with random phases; transformed back it is a sound of several
seconds that never beats twice the same way and repeats without a seam. One table serves all lengths of a note: it is read
from a random place. Left and right have phases of their own, so it is wide, and as they share no phase nothing cancels
when they are summed.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from audio.synthesis.oscillators import HIGHEST, Shape
from audio.synthesis.signals import RATE, Samples

LENGTH = 1 << 18


@lru_cache(maxsize=96)
def table(shape: Shape, frequency: float, cents: float, seed: int, ratios: tuple[float, ...] = ()) -> Samples:
    """(2, LENGTH) samples, six seconds, periodic: partials with amplitudes `shape` at the multiples of `frequency` Hz, or
    at `ratios` of it, each `cents` wide (growing with its number). The effective value is 1.
    """
    chance = np.random.default_rng((seed, round(frequency * 100)))
    spacing = RATE / LENGTH
    numbers = np.array(ratios) if ratios else np.arange(1, min(HIGHEST // frequency, 96) + 1)
    levels = shape(np.maximum(numbers, 0.5).astype(np.float64))
    size = np.zeros(LENGTH // 2 + 1)
    for number, level in zip(numbers, levels, strict=True):
        centre = frequency * float(number)
        if level <= 1e-5 or not 15.0 < centre < HIGHEST:
            continue
        width = max((2.0 ** (cents / 1200.0) - 1.0) * centre, spacing * 1.5)
        reach = int(4 * width / spacing) + 1
        first = max(1, int(centre / spacing) - reach)
        bins = np.arange(first, min(first + 2 * reach + 1, len(size)))
        hump = np.exp(-(((bins * spacing - centre) / width) ** 2))
        size[bins] += level * hump / np.sqrt(np.sum(hump**2))
    used = np.flatnonzero(size > 1e-9)
    turns = chance.random((2, len(used)), dtype=np.float32) * np.float32(2 * np.pi)
    bins = np.zeros((2, len(size)), dtype=np.complex64)
    bins[:, used] = size[used].astype(np.float32) * (np.cos(turns) + 1j * np.sin(turns))
    sound = np.fft.irfft(bins, LENGTH)
    return (sound / np.float32(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))).astype(np.float32)


def piece(source: Samples, length: int, chance: np.random.Generator) -> Samples:
    """`length` samples of a table from a random place, (2, length)."""
    first = int(chance.integers(0, source.shape[-1]))
    return np.take(source, np.arange(first, first + length), axis=1, mode="wrap")
