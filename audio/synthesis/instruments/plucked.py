"""Harp, lute, keys and celesta: what is plucked or struck and rings."""

from __future__ import annotations

import numpy as np

from audio.synthesis import fm, modes
from audio.synthesis.envelopes import strike
from audio.synthesis.filters import Biquad, filtered
from audio.synthesis.instruments.base import even
from audio.synthesis.noise import white
from audio.synthesis.signals import RATE, Samples, fade, frequency_of, samples_in
from audio.synthesis.strings import String

HARP = String(
    ring=4.5, damping=2.2, place=0.36, hardness=0.42, stiffness=2e-5,
    body=(Biquad.of("peak", 190, 1.2, 3.0), Biquad.of("peak", 420, 1.5, 2.0), Biquad.of("highshelf", 4000, 0.7, -4.0)),
)  # fmt: skip
LUTE = String(
    ring=1.9, damping=1.6, place=0.17, hardness=0.62, stiffness=1e-5,
    body=(Biquad.of("peak", 130, 2.0, 5.0), Biquad.of("peak", 280, 1.6, 4.0), Biquad.of("peak", 560, 1.4, 3.0),
          Biquad.of("peak", 3200, 0.8, -5.0)),
)  # fmt: skip
PIANO = String(
    ring=5.0, damping=3.5, place=0.12, hardness=0.2, stiffness=3.5e-4,
    body=(Biquad.of("peak", 150, 1.0, 2.0), Biquad.of("highshelf", 2500, 0.7, -5.0)),
)  # fmt: skip
HARP_SECONDS, LUTE_SECONDS, KEYS_SECONDS, CELESTA_SECONDS = 4.0, 2.2, 4.0, 2.6
THUMP = samples_in(0.15)


def harp(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    return even(fade(HARP.pluck(frequency_of(pitch), held, strength, chance), end=0.5))


def lute(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """A course of two strings that are never quite in tune, and the nail on them."""
    frequency = frequency_of(pitch)
    sound = LUTE.pluck(frequency, held, strength, chance)
    late = samples_in(0.006 * chance.random() + 0.001)
    sound[late:] += 0.7 * LUTE.pluck(frequency * 2 ** (chance.uniform(2, 5) / 1200), held, strength, chance)[:-late]
    return even(fade(sound, end=0.3))


def soft_keys(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """A felted piano: two strings a key, (2, n), with the tine of an electric one underneath."""
    frequency = frequency_of(pitch)
    pair = [PIANO.pluck(frequency * 2 ** (cents / 1200), held, strength, chance) for cents in (-0.7, 0.8)]
    sound = even(np.stack([pair[0] + 0.45 * pair[1], pair[1] + 0.45 * pair[0]]))
    length = sound.shape[-1]
    short = min(length, samples_in(2.0))
    seconds = short / RATE
    tine = fm.modulated(frequency, 1.0, np.float32(1.1 * strength) * strike(seconds, decay=1.4), short)
    sound[:, :short] += np.float32(0.5) * even(fade(tine * strike(seconds, attack=0.006, decay=2.4), end=0.2))
    # The key's own thump is felt more than heard.
    thump = filtered(white(THUMP, chance) * strike(THUMP / RATE, decay=0.09), Biquad.of("lowpass", 240.0))
    sound[:, :THUMP] += np.float32(0.12) * thump
    return even(fade(sound, end=0.6))


def celesta(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    """Steel bars over wooden boxes that strengthen the lowest mode."""
    frequency = frequency_of(pitch)
    ring = 2.6 * (440.0 / frequency) ** 0.35
    # The box stands for 4 times the fundamental too: builders undercut the bar until the second mode is two octaves up.
    ratios = (1.0, 4.0, 10.1, 2.0)
    levels = (1.0, 0.22 * (0.4 + strength), 0.05 * strength, 0.05)
    sound = modes.ringing(
        held, [frequency * r for r in ratios], levels, [ring, ring * 0.35, ring * 0.1, ring * 0.5], soften=0.003
    )
    knock = filtered(white(THUMP, chance) * strike(THUMP / RATE, decay=0.03), Biquad.of("bandpass", 1800.0, 0.8))
    sound = even(sound)
    sound[:THUMP] += np.float32(0.05) * even(knock)
    return even(fade(sound, end=0.4))


def bell(pitch: float, held: float, strength: float, chance: np.random.Generator) -> Samples:
    frequency = frequency_of(pitch)
    levels = [0.8, 0.9, 0.8, 0.4, 1.0, 0.4, 0.4, 0.5, 0.35, 0.2, 0.12, 0.08]
    levels = [level * (0.45 + 0.55 * strength) ** (number / 3) for number, level in enumerate(levels)]
    near = [frequency * ratio * (1 + 0.0004 * chance.standard_normal()) for ratio in modes.BELL]
    beating = [f * 1.0011 for f in near]
    rings = [held * 1.3 / (1 + 0.45 * number) for number in range(len(near))]
    sound = modes.ringing(held, [*near, *beating], [*levels, *(0.5 * level for level in levels)], [*rings, *rings])
    return even(fade(sound, end=held * 0.3))
