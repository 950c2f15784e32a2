"""Where a sound stands between left and right."""

from __future__ import annotations

import numpy as np


def gains(pan: float) -> tuple[float, float]:
    """Left and right for `pan` from -1 (left) to 1 (right), of even power; 1 and 1 in the middle."""
    angle = (min(max(pan, -1.0), 1.0) + 1.0) * np.pi / 4
    return float(np.sqrt(2) * np.cos(angle)), float(np.sqrt(2) * np.sin(angle))
