"""Pads, drones, sub bass, breath and bowed metal: sound that stands."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audio.synthesis import ensemble
from audio.synthesis.envelopes import Adsr
from audio.synthesis.noise import shaped
from audio.synthesis.oscillators import angle, phase, wander
from audio.synthesis.signals import Samples, fast_length, frequency_of

METAL = (1.0, 1.483, 1.932, 2.546, 2.63, 3.365, 3.897, 4.42, 5.29, 6.11, 7.07, 8.3)


def _warm(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1.0 / harmonic**1.7


def _hollow(harmonic: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(harmonic % 2 == 1, 1.0, 0.45) / harmonic**1.5


def _metal(ratio: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1.0 / ratio**1.25


def warm_pad(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """(2, n): slow, round, with an octave breathing above it."""
    frequency = round(frequency_of(pitch), 3)
    curve = Adsr(0.55, 1.5, 0.85, 1.3).curve(held)
    sound = ensemble.piece(ensemble.table(_warm, frequency, 17.0, 1), len(curve), chance)
    above = ensemble.piece(ensemble.table(_warm, frequency * 2, 22.0, 2), len(curve), chance)
    breathing = 0.22 + 0.14 * strength * wander(len(curve), 0.25, chance)
    return (sound + above * breathing) * curve


def drone(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """(2, n): a hollow tone and its fifth, swelling against each other."""
    frequency = round(frequency_of(pitch), 3)
    curve = Adsr(1.4, 2.0, 0.9, 2.2).curve(held)
    low = ensemble.piece(ensemble.table(_hollow, frequency, 9.0, 4), len(curve), chance)
    fifth = ensemble.piece(ensemble.table(_hollow, frequency * 1.5, 9.0, 5), len(curve), chance)
    swell = 0.5 + 0.35 * wander(len(curve), 0.15, chance)
    return (low * (1.1 - 0.4 * swell) + fifth * (0.45 * swell * (0.5 + strength))) * curve


def sub_bass(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """A sine with enough second and third harmonic to be heard where there is no bass."""
    curve = Adsr(0.03, 0.4, 0.85, 0.18).curve(held)
    turns = angle(phase(frequency_of(pitch), len(curve)))
    driven = np.tanh(np.float32(1.1 + 0.9 * strength) * (np.sin(turns) + 0.25 * np.sin(2 * turns)))
    return (driven + np.float32(0.05) * np.sin(3 * turns)) * curve * np.float32(1.2)


def breath(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """(2, n): air that knows a pitch: noise with narrow and wide resonances at the note and its odd multiples."""
    frequency = frequency_of(pitch)
    curve = Adsr(0.7, 1.0, 0.9, 1.1).curve(held)

    def response(hertz: Samples) -> Samples:
        gain = 0.05 / (1.0 + (hertz / 1400.0) ** 2)
        for number, level in ((1, 1.0), (3, 0.35), (5, 0.12)):
            width = 0.012 * frequency * number
            gain = gain + level / (1.0 + ((hertz - frequency * number) / width) ** 2)
        return gain

    size = fast_length(len(curve))
    sides = np.stack([shaped(size, response, chance)[: len(curve)] for _side in range(2)])
    gusts = 0.75 + 0.3 * strength * wander(len(curve), 0.7, chance)
    return sides * gusts * curve


def bowed_metal(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """(2, n): a plate under a bow: partials of no harmony that swell and are gone."""
    frequency = round(frequency_of(pitch), 3)
    curve = Adsr(0.9 + 0.8 * (1 - strength), 1.5, 0.9, 2.5).curve(held)
    sound = ensemble.piece(ensemble.table(_metal, frequency, 5.0, 6, METAL), len(curve), chance)
    moan = 0.65 + 0.4 * wander(len(curve), 0.8, chance)
    return sound * curve * moan
