"""Plucked and struck strings: the Karplus-Strong loop in closed form.

The loop `y[n] = x[n] + g·y[n - P]` with a loss in it (K. Karplus, A. Strong, 1983; D. Jaffe, J. Smith, 1983) is a linear
filter, `X / (1 - g(f)·z^-P)`. Evaluated at every frequency at once it needs no loop, its delay may be any fraction of a
sample (exact tuning), its loss any curve, and a stiff string's spread partials come with the delay's phase. To keep what
still rings at the end from folding back to the beginning, it is evaluated on a circle a little outside the unit circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from audio.synthesis.filters import Filter
from audio.synthesis.oscillators import angle
from audio.synthesis.signals import RATE, Samples, Spectrum, fast_length, samples_in

OUTSIDE = 30.0
TAPER, HIGHEST = 8_000.0, 14_000.0
BURST, SCRAPES = 192, 4


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
        hertz, body = _body(self.body, size)
        out = np.float32(np.log(OUTSIDE) / size)
        # A stiff string is sharp above its fundamental: its delay shortens with frequency.
        flat = RATE / frequency * (1.0 + self.stiffness) ** 0.5
        delay = flat / np.sqrt(1.0 + self.stiffness * (hertz / frequency) ** 2)
        turns = hertz * delay / RATE
        delay = delay.astype(np.float32)
        low = np.float32(6.908 / self.ring * (frequency / 220.0) ** 0.5 / RATE)
        decay = low * (1.0 + self.damping * _squared(size)) + out
        loop = _turned(turns) * np.exp(-decay * delay)
        # A pluck at a part of the string leaves out the partials that have a node there.
        comb = 1.0 - np.float32(0.9) * _turned(turns * self.place) * np.exp(-out * np.float32(self.place) * delay)
        edge = float(400.0 * 2.0 ** (5.2 * min(self.hardness * (0.55 + 0.65 * strength), 1.0)))
        # Two poles, as a filter that answers only afterwards: what it said before would come round to the end.
        tip = np.square(1.0 / (1.0 + (hertz / edge).astype(np.float32) * np.complex64(1j)))
        struck = _scraped(int(chance.integers(0, SCRAPES)), self.hardness, size)
        sound = np.fft.irfft(comb * body * tip * struck / (1.0 - loop), size)[:length]
        return (sound * np.exp(out * np.arange(length, dtype=np.float32))).astype(np.float32)


def _turned(turns: NDArray[np.float64]) -> Spectrum:
    """exp(-2πi·turns)."""
    radians = angle(turns)
    made = np.empty(len(turns), dtype=np.complex64)
    made.real, made.imag = np.cos(radians), -np.sin(radians)
    return made


@lru_cache(maxsize=48)
def _body(stages: tuple[Filter, ...], size: int) -> tuple[NDArray[np.float64], Spectrum]:
    """The bins that sound, in Hz, and what the body does at each of them; below 25 Hz nothing passes, and above 8 kHz
    ever less.
    """
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    hertz = hertz[: int(HIGHEST / RATE * size)]
    response = (1j * hertz / 25.0) ** 2 / (1.0 + 1j * hertz / 25.0) ** 2
    response *= np.cos(np.clip((hertz - TAPER) / (HIGHEST - TAPER), 0.0, 1.0) * np.pi / 2) ** 2
    for stage in stages:
        response *= stage.response(hertz)
    made: Spectrum = response.astype(np.complex64)
    return hertz.astype(np.float64), made


@lru_cache(maxsize=48)
def _scraped(number: int, hardness: float, size: int) -> Spectrum:
    """The spectrum of the push itself: an impulse and, the harder the tip is, 4 ms of its scraping; a few ways of it."""
    noise = np.random.default_rng(number).standard_normal(BURST) * np.exp(-np.arange(BURST) / 40) * 0.12 * hardness
    noise[0] += 1.0
    made: Spectrum = np.fft.rfft(noise, size)[: len(_body((), size)[0])].astype(np.complex64)
    return made


@lru_cache(maxsize=48)
def _squared(size: int) -> Samples:
    """How much more the high partials lose, against 2.5 kHz."""
    return ((_body((), size)[0] / 2500.0) ** 2).astype(np.float32)
