"""What is bowed or blown: one player (a wavetable with a living pitch and bow) or a section (an ensemble's table)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audio.synthesis import ensemble
from audio.synthesis.envelopes import Adsr
from audio.synthesis.filters import Biquad, Filter, filtered
from audio.synthesis.noise import band, shaped
from audio.synthesis.oscillators import period, phase, read, saw, softened, vibrato, wander
from audio.synthesis.signals import RATE, Samples, fast_length, frequency_of

# Air and wood resonances of the bodies; the region that hurts, 2 to 5 kHz, is held down.
CELLO_BODY = (
    Biquad.of("peak", 105, 2.5, 4.0), Biquad.of("peak", 185, 2.5, 4.0), Biquad.of("peak", 400, 1.5, 2.5),
    Biquad.of("peak", 800, 1.2, -3.0), Biquad.of("highshelf", 2200, 0.7, -7.0), Biquad.of("lowpass", 6500, 0.7),
)  # fmt: skip
FIDDLE_BODY = (
    Biquad.of("peak", 275, 2.5, 4.0), Biquad.of("peak", 460, 2.5, 4.0), Biquad.of("peak", 900, 1.5, 2.0),
    Biquad.of("peak", 2900, 0.8, -6.0), Biquad.of("lowpass", 7500, 0.7), Biquad.of("highpass", 170, 0.7),
)  # fmt: skip
BRASS_BODY = (
    Biquad.of("peak", 450, 1.0, 2.0), Biquad.of("peak", 1100, 0.8, 4.0), Biquad.of("highshelf", 2800, 0.7, -6.0),
    Biquad.of("lowpass", 7000, 0.7),
)  # fmt: skip
TRUMPET_BODY = (
    Biquad.of("highpass", 220, 0.7), Biquad.of("lowshelf", 620, 0.7, -4.0), Biquad.of("peak", 1450, 0.6, 6.0),
    Biquad.of("highshelf", 3600, 0.7, -4.0),
    Biquad.of("lowpass", 10_000, 0.7),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Solo:
    """One player: `dark` and `bright` are the cutoffs (Hz) of the tone when soft and when loud, `noise` what the bow or
    the breath adds, `scoop` semitones by which a note begins low.
    """

    envelope: Adsr
    dark: float
    bright: float
    vibrato: tuple[float, float, float]
    noise: float
    scoop: float
    body: tuple[Filter, ...]

    def play(self, pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
        frequency, curve = frequency_of(pitch), self.envelope.curve(held)
        length = len(curve)
        rate, depth, delay = self.vibrato
        hertz = vibrato(frequency, length, rate=rate, depth=depth, delay=delay, chance=chance)
        begin = np.exp(-np.arange(length, dtype=np.float32) / (0.035 * RATE))
        turns = phase(hertz * np.exp2(-self.scoop / 12 * begin), length, chance.random())
        tables = [
            period(softened(saw, max(cutoff / frequency, 1.2), slope), frequency, seed=7)
            for cutoff, slope in ((self.dark, 2.0), (self.bright, 1.6))
        ]
        # Loud is bright: the same bow or breath that swells the note opens it.
        effort = np.clip(
            curve * np.float32(0.25 + 0.75 * strength) * (1.0 + 0.12 * wander(length, 1.5, chance)), 0.0, 1.2
        )
        soft, loud = (read(table, turns) for table in tables)
        sound = soft + (loud - soft) * effort**2
        sound *= curve * (1.0 + 0.05 * wander(length, 5.0, chance))
        air = shaped(fast_length(length), band(frequency * 1.5, 4500.0, 1.0), chance)[:length]
        sound += np.float32(self.noise * 0.3) * air * curve * (0.5 + 1.5 * begin)
        return filtered(sound * np.float32(2.2), *self.body)


CELLO = Solo(Adsr(0.09, 0.5, 0.85, 0.35), 650, 2200, (5.1, 0.16, 0.25), 0.05, 0.12, CELLO_BODY)
FIDDLE = Solo(Adsr(0.045, 0.3, 0.85, 0.16), 1500, 4200, (5.8, 0.14, 0.18), 0.06, 0.15, FIDDLE_BODY)
HORN = Solo(Adsr(0.05, 0.25, 0.78, 0.18), 420, 3000, (4.6, 0.05, 0.5), 0.02, 0.35, BRASS_BODY)
TRUMPET = Solo(Adsr(0.028, 0.18, 0.8, 0.13), 1900, 8000, (5.2, 0.07, 0.45), 0.015, 0.25, TRUMPET_BODY)


def brass(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """Two horns beside each other, (2, n)."""
    return _two(HORN, pitch, held, strength, chance)


def trumpet(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """Two trumpets beside each other, (2, n): what makes brass bright."""
    return _two(TRUMPET, pitch, held, strength, chance)


def _two(player: Solo, pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    left, right = player.play(pitch - 0.03, held, strength, chance), player.play(pitch + 0.04, held, strength, chance)
    return np.stack([left + 0.4 * right, right + 0.4 * left])


def strings(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """A section of a dozen players, (2, n)."""
    frequency = _nearest(frequency_of(pitch))
    bright = 1100.0 + 2400.0 * round(strength * 3) / 3
    source = ensemble.table(_section(bright / frequency), frequency, 13.0, 3)
    curve = Adsr(0.16 - 0.09 * strength, 0.6, 0.85, 0.5).curve(held)
    return ensemble.piece(source, len(curve), chance) * curve


def _section(cutoff: float) -> ensemble.Shape:
    key = round(cutoff, 3)
    if key not in _SHAPES:
        _SHAPES[key] = softened(saw, max(cutoff, 1.5), 1.4)
    return _SHAPES[key]


# One function for each cutoff, so that an ensemble's table is found again.
_SHAPES: dict[float, ensemble.Shape] = {}


def _nearest(frequency: float) -> float:
    return round(frequency, 3)
