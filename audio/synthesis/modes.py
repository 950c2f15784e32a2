"""Things that are struck and ring: sums of dying sine tones, one for each mode of vibration."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from audio.synthesis.signals import NYQUIST, RATE, Samples, samples_in

FOLD = 256
# Ratios of the modes to the lowest one. An ideal round membrane (zeros of Bessel functions), a free bar, and a church
# bell with its hum, prime, tierce, quint and nominal (Fletcher and Rossing, The Physics of Musical Instruments, 1998).
MEMBRANE = (1.0, 1.594, 2.136, 2.296, 2.653, 2.918, 3.156, 3.501, 3.6, 4.06)
BAR = (1.0, 2.756, 5.404, 8.933, 13.34)
BELL = (0.5, 1.0, 1.183, 1.506, 2.0, 2.514, 2.662, 3.011, 4.166, 5.433, 6.796, 8.215)


def ringing(
    seconds: float,
    frequencies: Sequence[float],
    levels: Sequence[float],
    rings: Sequence[float],
    *,
    soften: float = 0.001,
) -> Samples:
    """`seconds` of modes at `frequencies` Hz with amplitudes `levels`, each 60 dB down after its `rings` seconds.

    Each sample is a product of two powers, of the block's place and of the place in the block, so that an exponential is
    needed only every 256th time.
    """
    length = samples_in(seconds)
    out = np.zeros(-(-length // FOLD) * FOLD, dtype=np.float32)
    for frequency, level, ring in zip(frequencies, levels, rings, strict=True):
        if not 5.0 < frequency < NYQUIST * 0.9 or not level:
            continue
        step = 2j * np.pi * frequency / RATE - 6.908 / (max(ring, 1e-3) * RATE)
        blocks = np.exp(step * FOLD * np.arange(len(out) // FOLD)).astype(np.complex64)
        within = np.exp(step * np.arange(FOLD)).astype(np.complex64)
        audible = min(len(blocks), int(1.5 * ring * RATE / FOLD) + 2)
        out[: audible * FOLD] += level * np.outer(blocks[:audible], within).imag.reshape(-1)
    rise = max(2, samples_in(soften))
    out[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    return out[:length]


def falling(seconds: float, start: float, end: float, bend: float, ring: float, phase: float = 0.0) -> Samples:
    """A tone that falls from `start` to `end` Hz with time constant `bend` seconds while it dies in `ring` seconds: the
    skin of a drum that is tighter at the moment it is hit.
    """
    time = np.arange(samples_in(seconds), dtype=np.float64) / RATE
    turns = end * time + (start - end) * bend * (1.0 - np.exp(-time / bend))
    return (np.sin(2 * np.pi * (turns + phase)) * np.exp(-6.908 / ring * time)).astype(np.float32)
