"""Filters without a loop over samples: a filter is its response at each frequency, and applying it is a multiplication.

Biquads after R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients"; the state-variable
filter after A. Simper, "Linear trapezoidal integrated SVF" (2013), whose response is that of the analogue prototype under
the bilinear transform. The response is the digital filter's own, so the result is the recursion's to within what still
rings after `TAIL` seconds, 100 dB down for every filter used here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from audio.synthesis.signals import NYQUIST, RATE, Samples, Spectrum, fast_length, frequencies

TAIL = 0.15
GRAIN = 8192
Shape = Literal["lowpass", "highpass", "bandpass", "peak", "lowshelf", "highshelf"]


@dataclass(frozen=True, slots=True)
class Biquad:
    """`b0 + b1/z + b2/z² over 1 + a1/z + a2/z²`."""

    b: tuple[float, float, float]
    a: tuple[float, float]

    @classmethod
    def of(cls, shape: Shape, frequency: float, q: float = 0.7071, decibels: float = 0.0) -> Biquad:
        """`frequency` in Hz (kept between 5 Hz and just under Nyquist); `decibels` for the peak and the shelves."""
        angle = 2 * np.pi * min(max(frequency, 5.0), NYQUIST * 0.98) / RATE
        cos, alpha, a = float(np.cos(angle)), float(np.sin(angle)) / (2 * q), 10 ** (decibels / 40)
        root = 2 * a**0.5 * alpha
        b0, b1, b2, a0, a1, a2 = {
            "lowpass": ((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha),
            "highpass": ((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha),
            "bandpass": (alpha, 0.0, -alpha, 1 + alpha, -2 * cos, 1 - alpha),
            "peak": (1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a),
            "lowshelf": (
                a * (a + 1 - (a - 1) * cos + root), 2 * a * (a - 1 - (a + 1) * cos), a * (a + 1 - (a - 1) * cos - root),
                a + 1 + (a - 1) * cos + root, -2 * (a - 1 + (a + 1) * cos), a + 1 + (a - 1) * cos - root,
            ),
            "highshelf": (
                a * (a + 1 + (a - 1) * cos + root), -2 * a * (a - 1 + (a + 1) * cos), a * (a + 1 + (a - 1) * cos - root),
                a + 1 - (a - 1) * cos + root, 2 * (a - 1 - (a + 1) * cos), a + 1 - (a - 1) * cos - root,
            ),
        }[shape]  # fmt: skip
        return cls((b0 / a0, b1 / a0, b2 / a0), (a1 / a0, a2 / a0))

    def response(self, hertz: Samples | NDArray[np.float64]) -> NDArray[np.complex128]:
        z = np.exp(-2j * np.pi * hertz.astype(np.float64) / RATE)
        return (self.b[0] + z * (self.b[1] + z * self.b[2])) / (1.0 + z * (self.a[0] + z * self.a[1]))

    def impulse(self, length: int) -> Samples:
        """Its answer to one sample, for convolution with long sounds."""
        size = fast_length(4 * length)
        return np.fft.irfft(self.response(np.fft.rfftfreq(size, 1 / RATE)), size)[:length].astype(np.float32)


@dataclass(frozen=True, slots=True)
class StateVariable:
    """One circuit with three outputs. `cutoff` in Hz, `resonance` 0 (no peak) to 0.98."""

    cutoff: float
    resonance: float = 0.0
    output: Literal["low", "band", "high"] = "low"

    def response(self, hertz: Samples | NDArray[np.float64]) -> NDArray[np.complex128]:
        warped = np.tan(np.pi * min(max(self.cutoff, 5.0), NYQUIST * 0.98) / RATE)
        s = 1j * np.tan(np.pi * np.minimum(hertz.astype(np.float64), NYQUIST * 0.9999) / RATE) / warped
        damping = 2.0 - 2.0 * min(max(self.resonance, 0.0), 0.98)
        over = {"low": 1.0, "band": s, "high": s * s}[self.output]
        return over / (1.0 + damping * s + s * s)


Filter = Biquad | StateVariable


def filtered(sound: Samples, *stages: Filter) -> Samples:
    """`sound` (…, n) through each of `stages`, n samples again."""
    length = sound.shape[-1]
    # Few different lengths, so that a response is found again.
    size = fast_length(-(-(length + int(TAIL * RATE)) // GRAIN) * GRAIN)
    return np.fft.irfft(np.fft.rfft(sound, size) * response(stages, size), size)[..., :length].astype(np.float32)


@lru_cache(maxsize=96)
def response(stages: tuple[Filter, ...], size: int) -> Spectrum:
    """What `stages` do together at each bin of a transform of `size` samples."""
    hertz = frequencies(size)
    together = np.ones(len(hertz), dtype=np.complex64)
    for stage in stages:
        together *= stage.response(hertz).astype(np.complex64)
    return together


def swept(sound: Samples, cutoffs: Samples, *, resonance: float = 0.0, hop: int = 256) -> Samples:
    """A low-pass whose cutoff moves: `cutoffs` in Hz, any number of them, spread over the length of `sound` (n,).

    Each frame of 2·`hop` samples is filtered without turning its phase, under overlapping windows.
    """
    size, length = 2 * hop, len(sound)
    frames = -(-length // hop) + 1
    padded = np.zeros((frames + 1) * hop, dtype=np.float32)
    padded[hop : hop + length] = sound
    window = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(size) + 0.5) / size)).astype(np.float32)
    pieces = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop] * window
    cutoff = np.interp(np.linspace(0, 1, len(pieces)), np.linspace(0, 1, len(cutoffs)), cutoffs)[:, None]
    ratio = (frequencies(size)[None, :] / np.maximum(cutoff, 20.0)).astype(np.float32)
    damping = np.float32(2.0 - 2.0 * resonance)
    gain = 1.0 / np.sqrt((1.0 - ratio**2) ** 2 + (damping * ratio) ** 2)
    pieces = np.fft.irfft(np.fft.rfft(pieces) * gain, size).astype(np.float32) * window
    out = np.zeros_like(padded)
    even, odd = pieces[0::2], pieces[1::2]
    out[: even.size] += even.reshape(-1)
    out[hop : hop + odd.size] += odd.reshape(-1)
    return out[hop : hop + length]
