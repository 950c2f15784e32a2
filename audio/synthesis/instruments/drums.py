"""Drums: skins are modes of a round membrane with a pitch that falls as the tension of the blow leaves them."""

from __future__ import annotations

import numpy as np

from audio.synthesis import modes
from audio.synthesis.envelopes import strike
from audio.synthesis.filters import Biquad, filtered
from audio.synthesis.instruments.base import even
from audio.synthesis.noise import white
from audio.synthesis.signals import Samples, fade, frequency_of, samples_in

# Keys of General MIDI percussion (channel 10) that the kit knows; others take the nearest.
KICK, SNARE, CLAP, LOW_TOM, CLOSED_HAT, MID_TOM, OPEN_HAT, HIGH_TOM = 36, 38, 39, 41, 42, 45, 46, 50
CRASH, RIDE, TAMBOURINE, SHAKER = 49, 51, 54, 70
# Of the orchestra's cymbals: two struck together, one tapped with a stick, one that hangs and swells under soft mallets.
CLASH, TAP, ROLL = 49, 51, 59
LONGEST_ROLL = 6.0
Chance = np.random.Generator


def skin(
    frequency: float, seconds: float, strength: float, chance: Chance, *, ring: float, slap: float, bend: float
) -> Samples:
    """A membrane of lowest mode `frequency` Hz: `slap` is the hand's or the stick's noise, `bend` how far it falls."""
    low = modes.falling(seconds, frequency * (1 + bend * (0.4 + strength)), frequency, 0.05, ring)
    count = len(modes.MEMBRANE)
    levels = [0.55 * (0.35 + 0.65 * strength) / (1 + 0.55 * number) for number in range(count)]
    upper = modes.ringing(
        seconds,
        [frequency * ratio * (1 + 0.01 * chance.standard_normal()) for ratio in modes.MEMBRANE[1:]],
        levels[1:],
        [ring * 0.45 / (1 + 0.35 * number) for number in range(count - 1)],
    )
    hit = filtered(
        white(len(low), chance) * strike(seconds, decay=0.05),
        Biquad.of("lowpass", 2600.0),
        Biquad.of("highpass", 250.0),
    )
    return fade(low + upper + np.float32(slap * (0.3 + strength)) * hit, end=seconds * 0.2)


def frame_drum(pitch: float, held: float, strength: float, chance: Chance) -> Samples:
    """A hand drum: below middle C its deep stroke, above it the rim."""
    if pitch >= 60:
        sound = skin(300.0, 0.5, strength, chance, ring=0.22, slap=0.9, bend=0.02)
        return even(filtered(sound, Biquad.of("highpass", 220.0)))
    return even(skin(82.0, 1.1, strength, chance, ring=0.75, slap=0.8, bend=0.12))


def toms(pitch: float, held: float, strength: float, chance: Chance) -> Samples:
    """Big drums: the pitch is the drum's, from about 36 (deep) to 60."""
    return even(skin(frequency_of(min(max(pitch, 30.0), 64.0)), 1.6, strength, chance, ring=1.0, slap=0.6, bend=0.22))


def snare(pitch: float, held: float, strength: float, chance: Chance) -> Samples:
    drum = skin(185.0, 0.5, strength, chance, ring=0.22, slap=0.3, bend=0.1)
    wires = white(len(drum), chance) * strike(0.5, attack=0.002, decay=0.16 + 0.14 * strength)
    wires = filtered(
        wires, Biquad.of("highpass", 900.0), Biquad.of("peak", 3200, 0.7, -5.0), Biquad.of("lowpass", 8500.0)
    )
    return even(even(drum) + np.float32(0.45) * even(wires))


def kick(pitch: float, held: float, strength: float, chance: Chance) -> Samples:
    body = modes.falling(0.7, 130.0, 46.0, 0.035, 0.5)
    click = filtered(white(len(body), chance) * strike(0.7, decay=0.02), Biquad.of("lowpass", 1800.0))
    return even(fade(body + np.float32(0.25 * strength) * click, end=0.2))


def cymbal(seconds: float, decay: float, low: float, chance: Chance, strength: float) -> Samples:
    """Metal: many inharmonic modes, too dense to tell, over noise; the highest go first."""
    wash = white(samples_in(seconds), chance)
    slow = filtered(wash, Biquad.of("highpass", low), Biquad.of("lowpass", 6000.0)) * strike(
        seconds, attack=0.003, decay=decay
    )
    fast = filtered(wash, Biquad.of("highpass", 6000.0)) * strike(seconds, decay=decay * 0.55)
    ratios = np.exp(chance.uniform(np.log(low * 0.7), np.log(9000.0), 28))
    ring = modes.ringing(seconds, ratios.tolist(), [0.12] * 28, (decay * chance.uniform(0.3, 0.9, 28)).tolist())
    return even(fade(slow * 0.5 + fast * np.float32(0.5 + 0.4 * strength) + ring, end=seconds * 0.3))


def cymbals(pitch: float, held: float, strength: float, chance: Chance) -> Samples:
    """The orchestra's cymbals by General MIDI's keys: a roll swells for as long as it is held, and rings on."""
    if pitch >= (TAP + ROLL) / 2:
        return _roll(min(max(held, 0.3), LONGEST_ROLL), strength, chance)
    if pitch >= TAP:
        return np.float32(0.5) * cymbal(0.9, 0.7, 2600.0, chance, strength)
    return cymbal(3.2, 3.0, 700.0, chance, strength)


def _roll(held: float, strength: float, chance: Chance) -> Samples:
    """Dark first, then ever brighter, as more of the metal takes part."""
    rings = samples_in(1.6)
    wash = white(samples_in(held) + rings, chance)
    swell = np.linspace(0.0, 1.0, len(wash) - rings, dtype=np.float32)
    after = np.exp(np.linspace(0.0, -6.0, rings, dtype=np.float32))
    dark, light = np.concatenate([swell**1.5, after]), np.concatenate([swell**3, after**1.6])
    low = filtered(wash, Biquad.of("highpass", 450.0), Biquad.of("lowpass", 2400.0))
    high = filtered(wash, Biquad.of("highpass", 3500.0), Biquad.of("lowpass", 11_000.0))
    return even(fade(low * dark * np.float32(0.8) + high * light * np.float32(0.5 + 0.5 * strength), end=0.3))


def shaker(seconds: float, chance: Chance, *, low: float) -> Samples:
    grains = white(samples_in(seconds), chance)
    swell = np.sin(np.pi * np.linspace(0, 1, len(grains), dtype=np.float32) ** 0.6) ** 2
    return even(filtered(grains * swell, Biquad.of("highpass", low), Biquad.of("lowpass", 9500.0)))


def tambourine(strength: float, chance: Chance) -> Samples:
    jingles = chance.uniform(4200, 9800, 14)
    sound = even(modes.ringing(0.5, jingles.tolist(), [1.0] * 14, chance.uniform(0.08, 0.3, 14).tolist()))
    hiss = shaker(0.12, chance, low=4000.0)
    sound[: len(hiss)] += np.float32(0.3 + 0.2 * strength) * hiss
    return even(sound)


def kit(pitch: float, held: float, strength: float, chance: Chance) -> Samples:
    """The drum kit: `pitch` is a key of General MIDI percussion."""
    key = min(_KIT, key=lambda known: abs(known - pitch))
    return _KIT[key](strength, chance) * np.float32(_LEVEL.get(key, 1.0))


_KIT = {
    KICK: lambda strength, chance: kick(0, 0, strength, chance),
    SNARE: lambda strength, chance: snare(0, 0, strength, chance),
    CLAP: lambda strength, chance: shaker(0.18, chance, low=900.0),
    LOW_TOM: lambda strength, chance: toms(41, 0, strength, chance),
    CLOSED_HAT: lambda strength, chance: cymbal(0.16, 0.1, 3500.0, chance, strength),
    MID_TOM: lambda strength, chance: toms(46, 0, strength, chance),
    OPEN_HAT: lambda strength, chance: cymbal(0.7, 0.55, 3200.0, chance, strength),
    HIGH_TOM: lambda strength, chance: toms(51, 0, strength, chance),
    CRASH: lambda strength, chance: cymbal(2.6, 2.4, 900.0, chance, strength),
    RIDE: lambda strength, chance: cymbal(1.6, 1.5, 2400.0, chance, strength),
    TAMBOURINE: lambda strength, chance: tambourine(strength, chance),
    SHAKER: lambda strength, chance: shaker(0.11, chance, low=3500.0),
}
_LEVEL = {CLOSED_HAT: 0.28, OPEN_HAT: 0.28, CRASH: 0.4, RIDE: 0.25, TAMBOURINE: 0.25, SHAKER: 0.22, CLAP: 0.5}
