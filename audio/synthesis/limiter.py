"""A true-peak limiter that looks ahead, and the way to a target loudness.

Gain is found for blocks of 32 samples, which is far below what an ear follows: the least gain within the look-ahead,
smoothed, and interpolated between blocks. It is never above what a block needs.
"""

from __future__ import annotations

import numpy as np

from audio.synthesis.loudness import SILENT, between, integrated
from audio.synthesis.signals import BLOCK, Samples, gain_of

STEP = 32
AHEAD = 8
RELEASE = 120
CEILING = -1.5
ROUNDS = 3


def limited(sound: Samples, ceiling: float = CEILING) -> Samples:
    """`sound` (2, n) with its true peak at `ceiling` dBTP at most, in place. What is quieter is not touched."""
    _limit(sound, ceiling)
    return sound


def _limit(sound: Samples, ceiling: float) -> bool:
    """Whether there was anything to limit."""
    most = np.float32(gain_of(ceiling))
    length = sound.shape[-1]
    blocks = -(-length // STEP)
    peaks = np.zeros(blocks, dtype=np.float32)
    for channel in sound:
        magnitude = np.pad(np.abs(channel), (0, blocks * STEP - length)).reshape(blocks, STEP).max(axis=1)
        # Between two samples a sound of ours rises by less than 6 dB; where even that would not reach, nobody looks.
        for place in _runs(magnitude > most / 2):
            first, last = place[0] * STEP, min((place[-1] + 1) * STEP, length)
            exact = between(channel[max(first - 32, 0) : last + 32])[min(first, 32) :][: last - first]
            exact = np.pad(exact, (0, len(place) * STEP - len(exact))).reshape(-1, STEP).max(axis=1)
            magnitude[place] = np.maximum(magnitude[place], exact)
        peaks = np.maximum(peaks, magnitude)
    if peaks.max(initial=0.0) <= most:
        return False
    gain = smoothed(np.minimum(1.0, most / np.maximum(peaks, 1e-9)))
    knots = np.arange(blocks + 1) * STEP
    edges = np.minimum(np.append(gain, gain[-1]), np.append(gain[0], gain))
    for first in range(0, length, BLOCK):
        part = np.arange(first, min(first + BLOCK, length))
        sound[:, part[0] : part[-1] + 1] *= np.interp(part, knots, edges).astype(np.float32)
    return True


def smoothed(gain: Samples) -> Samples:
    """The least gain of the blocks around each, opened slowly afterwards and without corners, never above `gain`."""
    wide = np.pad(gain, AHEAD, constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(wide, 2 * AHEAD + 1).min(axis=1)
    # Opening again by an exponential: log2(RELEASE) passes of "as low as my past was, a little higher by now".
    reach, opened = 1, 1.0 - least
    while reach < 8 * RELEASE:
        later = np.zeros_like(opened)
        later[reach:] = opened[:-reach] * np.float32(np.exp(-reach / RELEASE))
        opened = np.maximum(opened, later)
        reach *= 2
    kernel = np.ones(AHEAD + 1, dtype=np.float32) / (AHEAD + 1)
    padded = np.pad(1.0 - opened, AHEAD // 2, mode="edge")
    return np.minimum(np.convolve(padded, kernel, "valid"), gain).astype(np.float32)


def levelled(sound: Samples, target: float, ceiling: float = CEILING) -> Samples:
    """`sound` (2, n) at `target` LUFS integrated with its true peak under `ceiling`, in place. Silence stays silence.

    What the limiter takes is given back before it once or twice; sound of which so much would have to be limited that
    it still misses the target is left as loud as it has become.
    """
    for _round in range(ROUNDS):
        found = integrated(sound)
        if found <= SILENT or abs(found - target) < 0.1:
            break
        sound *= np.float32(gain_of(min(target - found, 80.0)))
        if not _limit(sound, ceiling):
            return sound
    return limited(sound, ceiling)


def _runs(wanted: np.ndarray) -> list[np.ndarray]:
    """The places where `wanted` is true, in pieces that touch."""
    places = np.flatnonzero(wanted)
    return [run for run in np.split(places, np.flatnonzero(np.diff(places) > 1) + 1) if len(run)]
