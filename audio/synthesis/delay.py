"""Echoes."""

from __future__ import annotations

import numpy as np

from audio.synthesis.filters import StateVariable, filtered
from audio.synthesis.signals import Samples, samples_in


def echoes(sound: Samples, seconds: float, *, feedback: float = 0.4, times: int = 6, darker: float = 3500.0) -> Samples:
    """The echoes alone of a stereo sound (2, n), without the sound: every `seconds`, each `feedback` as strong as the one
    before, from the other side, and duller (a low-pass at `darker` Hz each time). (2, n + times·seconds).
    """
    step, length = samples_in(seconds), sound.shape[-1]
    out = np.zeros((2, length + step * times), dtype=np.float32)
    echo = sound
    for number in range(1, times + 1):
        echo = filtered(echo[::-1] * np.float32(feedback), StateVariable(darker))
        out[:, number * step : number * step + length] += echo
    return out
