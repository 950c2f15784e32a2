"""Loudness and true peak as broadcasters measure them: EBU R128, ITU-R BS.1770-4.

The K-weighting's two filters are made for our sample rate from the standard's analogue prototype (as libebur128 does);
its table holds for 48 kHz only.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from audio.synthesis.filters import Biquad
from audio.synthesis.signals import BLOCK, RATE, Samples, convolve, decibels_of, samples_in

HOP = samples_in(0.1)
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0
SILENT = -100.0
# The impulse response of the K-weighting: its high-pass at 38 Hz is 100 dB down after 70 ms.
WEIGHTING = 3072


@lru_cache(maxsize=1)
def weighting() -> Samples:
    """The K-weighting as an impulse response: a shelf for the head, and a high-pass."""
    k = np.tan(np.pi * 1681.974450955533 / RATE)
    high, q = 10 ** (3.999843853973347 / 20), 0.7071752369554196
    boost, a0 = high**0.4996667741545416, 1 + k / q + k * k
    shelf = Biquad(
        ((high + boost * k / q + k * k) / a0, 2 * (k * k - high) / a0, (high - boost * k / q + k * k) / a0),
        (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0),
    )
    k, q = np.tan(np.pi * 38.13547087602444 / RATE), 0.5003270373238773
    a0 = 1 + k / q + k * k
    below = Biquad((1.0, -2.0, 1.0), (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0))
    hertz = np.fft.rfftfreq(1 << 16, 1 / RATE)
    return np.fft.irfft(shelf.response(hertz) * below.response(hertz))[:WEIGHTING].astype(np.float32)


def powers(sound: Samples) -> NDArray[np.float64]:
    """The weighted power of both channels together in each whole tenth of a second of (2, n)."""
    found, response = [], weighting()
    step = HOP * 28
    for first in range(0, sound.shape[-1] - HOP + 1, step):
        before = min(first, len(response) - 1)
        block = sound[:, first - before : first + step]
        heard = convolve(block, response)[:, before : block.shape[-1]]
        whole = heard.shape[-1] // HOP
        pieces = heard[:, : whole * HOP].reshape(2, whole, HOP)
        found.append(np.einsum("cwn,cwn->w", pieces, pieces, dtype=np.float64) / HOP)
    return np.concatenate(found) if found else np.zeros(0)


def integrated(sound: Samples) -> float:
    """Integrated loudness in LUFS of a stereo sound (2, n): blocks of 0.4 s every 0.1 s, those under -70 LUFS and those
    10 LU under the rest left out. What is shorter than a block is measured as one with silence after it.
    """
    if sound.shape[-1] < 4 * HOP:
        sound = np.pad(sound, ((0, 0), (0, 4 * HOP - sound.shape[-1])))
    blocks = np.convolve(powers(sound), np.full(4, 0.25), "valid")
    loud = blocks[_lufs(blocks) > ABSOLUTE_GATE]
    if not len(loud):
        return SILENT
    loud = loud[_lufs(loud) > _lufs(loud.mean()) + RELATIVE_GATE]
    return float(_lufs(loud.mean()))


def momentary(sound: Samples) -> float:
    """The loudest 0.4 s in LUFS: what says how loud a short sound is."""
    padded = np.pad(sound, ((0, 0), (0, 4 * HOP)))
    return float(_lufs(np.convolve(powers(padded), np.full(4, 0.25), "valid")).max())


def _lufs(power: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-11))


@lru_cache(maxsize=1)
def _phases() -> NDArray[np.float32]:
    """Three filters (3, 24) that read a quarter, a half and three quarters of the way between two samples."""
    taps = np.arange(-12, 12)
    rows = []
    for part in (0.25, 0.5, 0.75):
        place = taps + 1 - part
        rows.append(np.sinc(place) * np.cos(np.pi * place / 26) ** 2)
    return np.array([row / row.sum() for row in rows], dtype=np.float32)


def between(sound: Samples) -> Samples:
    """For each sample of (n,) the largest magnitude at it and at the three places before the next one (4x oversampling)."""
    most = np.abs(sound)
    padded = np.concatenate([np.zeros(11, np.float32), sound, np.zeros(13, np.float32)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 24)[: len(sound)]
    for first in range(0, len(sound), BLOCK):
        part = slice(first, first + BLOCK)
        most[part] = np.maximum(most[part], np.abs(windows[part] @ _phases().T).max(axis=1))
    return most


def true_peak(sound: Samples) -> float:
    """True peak in dBTP of (2, n)."""
    return decibels_of(max(float(between(channel).max()) for channel in sound) if sound.size else 0.0)
