"""Plucked and struck strings: the Karplus-Strong loop in closed form.

The loop `y[n] = x[n] + g·y[n - P]` with a loss in it (K. Karplus, A. Strong, 1983; D. Jaffe, J. Smith, 1983) is a linear
filter, `X / (1 - g(f)·z^-P)`. Evaluated at every frequency at once it needs no loop, its delay may be any fraction of a
sample (exact tuning), its loss any curve, and a stiff string's spread partials come with the delay's phase. To keep what
still rings at the end from folding back to the beginning, it is evaluated on a circle a little outside the unit circle.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audio.synthesis.filters import Filter
from audio.synthesis.signals import RATE, Samples, fast_length, samples_in

OUTSIDE = 1e4


@dataclass(frozen=True, slots=True)
class String:
    """A string and what sets it going.

    `ring` is the time in seconds in which its fundamental at 220 Hz falls by 60 dB (higher notes ring shorter), `damping`
    how much sooner its high partials do (1 nylon, 0.2 steel, 4 gut). `place` is where it is plucked, as a part of its
    length; `hardness` 0 to 1 what plucks it, from felt to a plectrum; `stiffness` spreads the partials as in a piano
    (their inharmonicity B); `body` is what the sound goes through.
    """

    ring: float
    damping: float
    place: float
    hardness: float
    stiffness: float = 0.0
    body: tuple[Filter, ...] = ()

    def pluck(self, frequency: float, seconds: float, strength: float, chance: np.random.Generator) -> Samples:
        """`seconds` of a note of `frequency` Hz; `strength` 0 to 1 makes it brighter. The level is the caller's."""
        length = samples_in(seconds)
        size = fast_length(length + 64)
        out = np.log(OUTSIDE) / size
        hertz = np.fft.rfftfreq(size, 1 / RATE)
        partial = np.maximum(hertz / frequency, 1e-3)
        # A stiff string is sharp above its fundamental: its delay shortens with frequency.
        delay = RATE / frequency / np.sqrt((1 + self.stiffness * partial**2) / (1 + self.stiffness))
        low = 6.908 / self.ring * np.sqrt(frequency / 220.0)
        decay = low * (1.0 + self.damping * (hertz / 2500.0) ** 2)
        loss = np.exp(-np.minimum(decay * delay / RATE, 50.0) - out * delay)
        loop = loss * np.exp(-2j * np.pi * hertz / RATE * delay)
        # A pluck at a part of the string leaves out the partials that have a node there.
        comb = 1.0 - 0.9 * np.exp(-2j * np.pi * hertz / RATE * delay * self.place - out * delay * self.place)
        edge = 400.0 * 2.0 ** (5.2 * min(self.hardness * (0.55 + 0.65 * strength), 1.0))
        tip = 1.0 / (1.0 + (hertz / edge) ** 2) / (1.0 + (25.0 / np.maximum(hertz, 1.0)) ** 4)
        grit = 1.0 + 0.25 * self.hardness * chance.standard_normal(len(hertz))
        spectrum = comb * tip * grit / (1.0 - loop)
        for stage in self.body:
            spectrum *= stage.response(hertz)
        sound = np.fft.irfft(spectrum, size)[:length]
        return (sound * np.exp(out * np.arange(length))).astype(np.float32)
