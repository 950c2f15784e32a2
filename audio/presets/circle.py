"""A loop is a circle: what is laid over its end goes on at its beginning, so nothing marks where it turns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audio.synthesis import reverb
from audio.synthesis.panning import gains
from audio.synthesis.signals import RATE, Samples, fast_length


def length_of(seconds: float) -> int:
    """A length near `seconds` that transforms quickly."""
    return fast_length(round(seconds * RATE))


def lay(out: Samples, sound: Samples, first: int, *, gain: float = 1.0, pan: float = 0.0) -> None:
    """Adds a mono sound to the stereo circle `out` from sample `first` on."""
    place = np.arange(first, first + min(len(sound), out.shape[-1])) % out.shape[-1]
    for channel, side in zip(out, gains(pan), strict=True):
        channel[place] += sound[: len(place)] * np.float32(gain * side)


def around(sound: Samples, impulse: Samples) -> Samples:
    """`sound` (…, n) through `impulse` (…, m), m at most n, round the circle."""
    length = sound.shape[-1]
    return np.fft.irfft(np.fft.rfft(sound) * np.fft.rfft(impulse[..., :length], length), length).astype(np.float32)


def in_room(sound: Samples, name: reverb.RoomName, wet: float) -> Samples:
    """The stereo circle with its room."""
    return sound + np.float32(wet) * around(sound, reverb.impulse(name))


def slow(length: int, turns: int, chance: np.random.Generator, *, least: float = 0.0, most: float = 1.0) -> Samples:
    """A smooth periodic curve between `least` and `most` with `turns` waves on the way round, of uneven size."""
    time = np.arange(256 * max(turns, 1), dtype=np.float64) / (256 * max(turns, 1)) * 2 * np.pi
    curve = np.zeros_like(time)
    for wave in range(1, turns + 1):
        curve += np.sin(wave * time + chance.uniform(0, 2 * np.pi)) * chance.uniform(0.4, 1.0) / wave**0.5
    curve = (curve - curve.min()) / max(float(np.ptp(curve)), 1e-9)
    knots = np.append(curve, curve[0])
    return (
        least
        + (most - least) * np.interp(np.linspace(0, len(curve), length, endpoint=False), np.arange(len(knots)), knots)
    ).astype(np.float32)


def sparks(length: int, rate: float | Samples, chance: np.random.Generator, *, spread: float = 1.0) -> Samples:
    """Single samples at random (Poisson), `rate` a second (a curve lets it change); how strong each is varies by a
    log-normal law of `spread` nepers, as of drops and sparks: many small ones and few large.
    """
    density = np.broadcast_to(np.asarray(rate, dtype=np.float32), (length,)) / RATE
    hits = np.flatnonzero(chance.random(length, dtype=np.float32) < density)
    out = np.zeros(length, dtype=np.float32)
    out[hits] = np.exp(chance.standard_normal(len(hits)) * spread) * np.where(chance.random(len(hits)) < 0.5, -1.0, 1.0)
    return out


def places(length: int, count: int, chance: np.random.Generator, *, jitter: float = 0.6) -> NDArray[np.int64]:
    """`count` places on the circle, about evenly apart."""
    even = (np.arange(count) + chance.uniform(-0.5, 0.5, count) * jitter) / count
    return np.asarray((even + chance.random()) % 1.0 * length, dtype=np.int64)
