from __future__ import annotations

import numpy as np
import pytest

from universes.visuals.analysis import Sound
from universes.visuals.source import Source

RATE = 44_100


def sine(hertz: float, seconds: float = 1.0, strength: float = 0.5) -> Sound:
    times = np.arange(round(RATE * seconds)) / RATE
    return Sound((strength * np.sin(2 * np.pi * hertz * times)).astype(np.float32), RATE)


@pytest.fixture
def beats() -> Source:
    """Two seconds: a blow on each half second, dying away."""
    times = np.arange(RATE * 2) / RATE
    samples = 0.8 * np.sin(2 * np.pi * 440 * times) * np.exp(-8 * (times % 0.5))
    return Source(Sound(samples.astype(np.float32), RATE))
