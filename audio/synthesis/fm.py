"""Frequency modulation (J. Chowning, 1973), computed as modulation of the phase."""

from __future__ import annotations

import numpy as np

from audio.synthesis.oscillators import angle, phase
from audio.synthesis.signals import NYQUIST, Samples


def modulated(frequency: float, ratio: float, index: Samples, length: int, *, turn: float = 0.0) -> Samples:
    """A sine of `frequency` Hz whose phase is moved by one `ratio` times as high, by `index` radians (one number a
    sample). The index is held so low that the sidebands it makes (index + 2 of them, Carson's rule) stay under Nyquist.
    """
    most = max((NYQUIST * 0.9 - frequency) / max(frequency * ratio, 1.0) - 2.0, 0.0)
    turns = phase(frequency, length, turn)
    moving = np.minimum(index, np.float32(most)) * np.sin(angle(turns * ratio))
    return np.sin(angle(turns) + moving)
