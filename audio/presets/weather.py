"""Rain, wind and sea."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audio.presets.circle import around, lay, length_of, slow, sparks
from audio.synthesis import modes
from audio.synthesis.noise import band, changing, shaped
from audio.synthesis.signals import RATE, Samples

Chance = np.random.Generator
Curve = NDArray[np.float64]


def bubble(frequency: float, seconds: float, rise: float = 0.25) -> Samples:
    """The plink of a drop: a bubble rings at a frequency given by its size (M. Minnaert, 1933) that rises as it nears the
    surface (K. van den Doel, Physically based models for liquid sounds, 2005).
    """
    time = np.arange(int(seconds * RATE), dtype=np.float64) / RATE
    damping = 4.6 / seconds
    turns = frequency * (time + rise * damping * time**2 / 8)
    return (np.sin(2 * np.pi * turns) * np.exp(-damping * time) * np.minimum(time * 2500, 1)).astype(np.float32)


def rain(seconds: float, chance: Chance) -> Samples:
    """Steady rain on leaves and ground: a soft hiss of all the drops too far to tell, and near ones that are told."""
    length = length_of(seconds)
    strength = slow(length, 5, chance, least=0.65, most=1.0)
    out = np.zeros((2, length), dtype=np.float32)
    wash = [
        shaped(length, lambda hertz: band(220.0, 1500.0, 0.8)(hertz) / (1 + (hertz / 9000) ** 4), chance)
        for _ in range(2)
    ]
    far = shaped(length, band(70.0, 400.0, 1.0), chance)
    for channel, hiss in zip(out, wash, strict=True):
        channel += (0.55 * hiss + 0.2 * far) * strength
        for frequency, ring, rate, level in (
            (2300.0, 0.006, 100.0, 0.9), (1300.0, 0.010, 80.0, 1.4), (3900.0, 0.004, 140.0, 0.5), (700.0, 0.02, 16.0, 1.3),
        ):  # fmt: skip
            drop = modes.ringing(
                ring * 2, [frequency, frequency * 1.37, frequency * 0.81], [1.0, 0.6, 0.5], [ring, ring, ring]
            )
            channel += around(sparks(length, rate * strength**2, chance, spread=1.05), drop) * np.float32(level * 0.6)
    # Drops from an eave into a puddle, never two alike.
    for first in np.flatnonzero(sparks(length, 3.5, chance)):
        lay(
            out,
            bubble(chance.uniform(650, 2400), chance.uniform(0.02, 0.06)),
            int(first),
            gain=float(np.exp(chance.normal(-0.6, 0.5))),
            pan=chance.uniform(-0.9, 0.9),
        )
    return out


def wind(seconds: float, chance: Chance) -> Samples:
    """Wind over open ground: gusts that rise and sink, and a howl that is higher the harder it blows."""
    length = length_of(seconds)
    frames = 240
    gust = 0.25 + 0.75 * slow(frames, 7, chance) ** 1.5
    out = []
    for side in range(2):
        shift = np.roll(gust, 2 * side)
        flutter = 1.0 + 0.15 * (slow(frames, 60, chance) - 0.5)
        howls = [
            (base + reach * np.roll(shift, 3 * number)) * (0.94 + 0.12 * slow(frames, 9, chance))
            for number, (base, reach) in enumerate(((190, 160), (330, 300), (560, 420)))
        ]

        def responses(
            hertz: Samples, shift: Samples = shift, flutter: Samples = flutter, howls: list[Samples] = howls
        ) -> Samples:
            cutoff = (180.0 + 750.0 * shift**1.3)[:, None]
            body = (
                (shift * flutter)[:, None]
                / (1 + (hertz / cutoff) ** 2)
                / (1 + (35.0 / hertz) ** 4) ** 0.5
                * (150.0 / (hertz + 60.0)) ** 0.35
            )
            for number, centre in enumerate(howls):
                width = centre[:, None] * 0.07
                body = body + (0.75 - 0.15 * number) * (shift**2.2)[:, None] / (
                    1 + ((hertz - centre[:, None]) / width) ** 2
                )
            return body.astype(np.float32)

        out.append(changing(length, responses, chance))
    return np.stack(out)


def sea(seconds: float, chance: Chance) -> Samples:
    """Waves on a flat beach, one about every nine seconds: the roar rises, the crest breaks bright, the foam hisses away."""
    length, frames = length_of(seconds), 400
    waves = max(2, round(seconds / 9.0))
    time = np.arange(frames) / frames * seconds
    starts = (np.arange(waves) + chance.uniform(-0.2, 0.2, waves)) / waves * seconds
    sizes = chance.uniform(0.6, 1.0, waves)
    out = []
    for side in range(2):
        roar, crest, foam = np.zeros(frames), np.zeros(frames), np.zeros(frames)
        for start, size in zip(starts, sizes, strict=True):
            since = (time - start - side * chance.uniform(-0.35, 0.35)) % seconds
            roar += size * np.exp(-(((since - 3.2) / 1.6) ** 2))
            crest += (
                size
                * np.where(since > 3.0, np.exp(-np.maximum(since - 3.6, 0) / 0.9), 0.0)
                * np.clip((since - 3.0) / 0.6, 0, 1)
            )
            foam += size * np.clip((since - 3.3) / 0.8, 0, 1) * np.exp(-np.maximum(since - 4.1, 0) / 2.6)

        def responses(hertz: Samples, roar: Curve = roar, crest: Curve = crest, foam: Curve = foam) -> Samples:
            deep = (0.35 + 1.6 * roar)[:, None] / (1 + (hertz / 260.0) ** 1.6) / (1 + (45.0 / hertz) ** 2)
            bright = (
                (0.5 * crest)[:, None]
                / (1 + (hertz / (900.0 + 1600.0 * crest[:, None])) ** 2)
                * (hertz / (hertz + 250.0))
            )
            hiss = (0.10 * foam + 0.012)[:, None] * band(900.0, 5200.0, 1.0)(hertz)
            return (deep + bright + hiss).astype(np.float32)

        out.append(changing(length, responses, chance))
    return np.stack(out)
