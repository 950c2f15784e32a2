"""Where a sound stands between left and right."""

from __future__ import annotations

import numpy as np

from audio.synthesis.signals import Samples


def gains(pan: float) -> tuple[float, float]:
    """Left and right for `pan` from -1 (left) to 1 (right), of even power; 1 and 1 in the middle."""
    angle = (min(max(pan, -1.0), 1.0) + 1.0) * np.pi / 4
    return float(np.sqrt(2) * np.cos(angle)), float(np.sqrt(2) * np.sin(angle))


def panned(sound: Samples, pan: float) -> Samples:
    """A mono (n,) or stereo (2, n) sound at `pan`, as stereo."""
    left, right = gains(pan)
    return (
        np.stack([sound * np.float32(left), sound * np.float32(right)])
        if sound.ndim == 1
        else (sound * np.array([[left], [right]], dtype=np.float32))
    )


def narrowed(sound: Samples, width: float) -> Samples:
    """A stereo sound with its difference of left and right at `width` (0 mono, 1 as it is)."""
    middle, side = (sound[0] + sound[1]) / 2, (sound[0] - sound[1]) / 2 * np.float32(width)
    return np.stack([middle + side, middle - side])
