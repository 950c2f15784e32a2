"""Noise with any spectrum, still or changing. All of it is periodic in its own length: it loops without a seam."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from audio.synthesis.signals import Samples, frequencies

Response = Callable[[Samples], Samples | NDArray[np.float64]]


def white(length: int, chance: np.random.Generator) -> Samples:
    return chance.standard_normal(length, dtype=np.float32)


def shaped(length: int, response: Response, chance: np.random.Generator) -> Samples:
    """`length` samples of noise whose amplitude at each frequency (Hz) is `response`; its effective value is 1.

    Made in the spectrum with random phases, so it is exactly periodic. Choose a length without large prime factors.
    """
    hertz = frequencies(length)
    size = np.asarray(response(np.maximum(hertz, 1.0)), dtype=np.float32)
    bins = np.empty(len(hertz), dtype=np.complex64)
    bins.real, bins.imag = chance.standard_normal((2, len(hertz)), dtype=np.float32) * size
    bins[0] = 0.0
    out = np.fft.irfft(bins, length).astype(np.float32)
    return out / np.float32(max(np.sqrt(np.mean(np.square(out, dtype=np.float64))), 1e-12))


def coloured(length: int, slope: float, chance: np.random.Generator) -> Samples:
    """Noise falling by `slope` dB an octave: 0 white, 3 pink, 6 brown. Below 20 Hz there is nothing."""
    return shaped(length, lambda hertz: np.where(hertz < 20.0, 0.0, hertz ** np.float32(-slope / 6.0206)), chance)


def band(low: float, high: float, order: float = 2.0) -> Response:
    """A band between `low` and `high` Hz that falls by 6·`order` dB an octave on either side."""
    return lambda hertz: 1.0 / np.sqrt((1.0 + (low / hertz) ** (2 * order)) * (1.0 + (hertz / high) ** (2 * order)))


def changing(
    length: int, responses: Callable[[Samples], Samples], chance: np.random.Generator, *, hop: int = 2048
) -> Samples:
    """Noise whose spectrum moves: `responses` is given frequencies (bins,) and answers amplitudes (frames, bins), with
    as many frames as it likes over the length; they are interpolated and the last goes over into the first.

    Overlapping frames under a square-root Hann window keep the effective value even.
    """
    frames = -(-length // hop)
    size = 2 * hop
    wanted = np.asarray(responses(np.maximum(frequencies(size), 1.0)), dtype=np.float32)
    source = white(frames * hop, chance)
    window = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(size) + 0.5) / size)).astype(np.float32)
    out = np.zeros(frames * hop, dtype=np.float32)
    for frame in range(frames):
        place = frame / frames * len(wanted)
        first, part = int(place), np.float32(place % 1.0)
        gain = wanted[first] * (1 - part) + wanted[(first + 1) % len(wanted)] * part
        index = (np.arange(frame * hop, frame * hop + size)) % len(out)
        out[index] += window * np.fft.irfft(np.fft.rfft(source[index] * window) * gain, size).astype(np.float32)
    return out if len(out) == length else wrapped(out, length)


def wrapped(sound: Samples, length: int) -> Samples:
    """A periodic sound cut to `length`, its overhang crossfaded into the beginning, so that it is periodic again."""
    over = min(sound.shape[-1] - length, length)
    out = sound[..., :length].copy()
    turn = (np.pi / 2) * (np.arange(over) + 0.5) / over
    out[..., :over] = out[..., :over] * np.sin(turn) + sound[..., length : length + over] * np.cos(turn)
    return out.astype(np.float32)
