"""What all of synthesis shares: the sample rate, the shape of sound, decibels, and fast convolution.

A mono sound is an array `(n,)`, a stereo sound `(2, n)`, of 32-bit floats where 1.0 is full scale. Python loops go over
notes and blocks, never over samples.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
NYQUIST = RATE / 2
Samples = NDArray[np.float32]
Spectrum = NDArray[np.complex64]
BLOCK = 1 << 16


def samples_in(seconds: float) -> int:
    return max(1, round(seconds * RATE))


def gain_of(decibels: float) -> float:
    return float(10.0 ** (decibels / 20.0))


def decibels_of(gain: float) -> float:
    """`gain` in dB; silence is -200 dB, so that it can be compared."""
    return 20.0 * float(np.log10(max(gain, 1e-10)))


def frequency_of(pitch: float) -> float:
    """Hertz of a MIDI number, which may lie between two keys; 69 is 440 Hz."""
    return float(440.0 * 2.0 ** ((pitch - 69.0) / 12.0))


@lru_cache(maxsize=512)
def fast_length(least: int) -> int:
    """The smallest 2^a 3^b 5^c that is at least `least`: transforms of such lengths are quick."""
    best = 1 << max(0, (least - 1).bit_length())
    five = 1
    while five < best:
        three = five
        while three < best:
            rest = -(-least // three)
            best = min(best, three << max(0, (rest - 1).bit_length()))
            three *= 3
        five *= 5
    return best


def frequencies(length: int) -> Samples:
    """The frequency in Hz of each bin of a real transform of `length` samples."""
    return np.fft.rfftfreq(length, 1.0 / RATE).astype(np.float32)


def convolve(sound: Samples, impulse: Samples) -> Samples:
    """`sound` (…, n) through `impulse` (…, m), whole: (…, n + m - 1). Long sounds go block by block (overlap-add)."""
    length, tail = sound.shape[-1], impulse.shape[-1] - 1
    step = min(max(2 * BLOCK, tail), max(length, 1))
    size = fast_length(step + tail)
    response = np.fft.rfft(impulse, size)
    shape = np.broadcast_shapes(sound.shape[:-1], impulse.shape[:-1])
    out = np.zeros((*shape, length + tail), dtype=np.float32)
    for first in range(0, length, step):
        block = sound[..., first : first + step]
        found = np.fft.irfft(np.fft.rfft(block, size) * response, size)
        last = min(first + size, length + tail)
        out[..., first:last] += found[..., : last - first]
    return out


def fade(sound: Samples, *, start: float = 0.0, end: float = 0.0) -> Samples:
    """`sound` with raised-cosine fades of `start` and `end` seconds, in place."""
    length = sound.shape[-1]
    if start and (n := min(samples_in(start), length)):
        sound[..., :n] *= half_cosine(n)
    if end and (n := min(samples_in(end), length)):
        sound[..., length - n :] *= half_cosine(n)[::-1]
    return sound


@lru_cache(maxsize=64)
def half_cosine(length: int) -> Samples:
    """From 0 to 1 in `length` samples, with no corner at either end."""
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length)).astype(np.float32)
