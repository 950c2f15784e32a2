"""What an instrument is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from audio.synthesis.signals import Samples

BLOCK = 2048
# pitch (MIDI number), seconds held, strength 0 to 1, chance -> (n,) or (2, n)
Play = Callable[[float, float, float, np.random.Generator], Samples]


@dataclass(frozen=True, slots=True)
class Instrument:
    """`play` renders one note. `level` in dB balances the instruments among each other.

    A `ring` of so many seconds marks what is struck or plucked: it is rendered once for that long, and a note that is
    let go earlier dies in `release` seconds (None: it cannot be stopped, as a drum). `spread` is how far the keys lie
    apart from left (low) to right (high), 0 to 1. `program` is its number in General MIDI, 0 to 127.
    """

    play: Play
    level: float
    program: int
    ring: float | None = None
    release: float | None = None
    spread: float = 0.0
    drums: bool = False

    def rings(self, pitch: float) -> float | None:
        """How long a struck note is rendered, in seconds: a high one dies sooner. None for what is not struck."""
        if self.ring is None or self.drums:
            return self.ring
        return max(round(2 * self.ring * min(2.0 ** ((60.0 - pitch) / 20.0), 1.25)) / 2, 0.5)


def even(sound: Samples) -> Samples:
    """`sound` so that its loudest 46 ms have the effective value 1: notes are then equally loud over the keyboard."""
    length = sound.shape[-1] // BLOCK * BLOCK
    if not length:
        power = float(np.mean(sound**2))
    else:
        power = float(np.mean(sound[..., :length].reshape(-1, length // BLOCK, BLOCK) ** 2, axis=(0, 2)).max())
    return sound / np.float32(max(power, 1e-12) ** 0.5)
