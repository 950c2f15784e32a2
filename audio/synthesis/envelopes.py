"""How a note's strength goes over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audio.synthesis.signals import RATE, Samples, half_cosine, samples_in


@dataclass(frozen=True, slots=True)
class Adsr:
    """Attack, decay and release in seconds, sustain as a part of the peak. The decay and the release are exponential,
    as of things that lose energy; the attack is a raised cosine, so that nothing clicks.
    """

    attack: float
    decay: float
    sustain: float
    release: float

    def curve(self, held: float) -> Samples:
        """The envelope of a note held for `held` seconds, with its release after it. A note let go during its attack
        is released from where it had come to.
        """
        length = samples_in(held)
        rise = samples_in(self.attack)
        whole = np.empty(max(length, rise), dtype=np.float32)
        whole[:rise] = half_cosine(rise)
        rest = np.arange(len(whole) - rise, dtype=np.float32) / RATE
        whole[rise:] = self.sustain + (1.0 - self.sustain) * np.exp(-rest * (3.0 / max(self.decay, 1e-3)))
        whole = whole[:length]
        return np.concatenate([whole, whole[-1] * released(self.release)])


def released(seconds: float) -> Samples:
    """From 1 to 0 in `seconds`, exponential, ending at 0 exactly."""
    length = samples_in(seconds)
    curve = np.exp(-5.0 * np.arange(length, dtype=np.float32) / length)
    return ((curve - curve[-1]) / max(1.0 - curve[-1], 1e-6)).astype(np.float32)


def line(points: list[tuple[float, float]], length: int) -> Samples:
    """Straight pieces through `points` (seconds, value), for `length` samples."""
    times, values = zip(*points, strict=True)
    return np.interp(np.arange(length) / RATE, times, values).astype(np.float32)


def strike(seconds: float, *, attack: float = 0.001, decay: float) -> Samples:
    """A blow: a rise of `attack` seconds, then down by 60 dB in `decay` seconds, `seconds` in all."""
    length, rise = samples_in(seconds), samples_in(attack)
    curve = np.exp(np.arange(length, dtype=np.float32) * (-6.908 / (decay * RATE)))
    curve[:rise] *= half_cosine(min(rise, length))
    return curve.astype(np.float32)
