"""Fire, cave and the forest at night."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from audio.presets.circle import around, in_room, lay, length_of, places, slow, sparks
from audio.presets.weather import bubble
from audio.synthesis import modes, reverb
from audio.synthesis.envelopes import line, strike
from audio.synthesis.filters import Biquad, filtered
from audio.synthesis.noise import band, changing, shaped, white
from audio.synthesis.signals import RATE, Samples, half_cosine, samples_in

Chance = np.random.Generator


def fire(seconds: float, chance: Chance) -> Samples:
    """A camp fire: the breath of the flames, hissing sap, and crackles that come in flurries."""
    length = length_of(seconds)
    out = np.zeros((2, length), dtype=np.float32)
    heat = slow(length, 6, chance, least=0.6)
    flicker = 0.7 + 0.3 * slow(length, round(seconds * 5), chance)
    flames = shaped(length, band(45.0, 260.0, 1.6), chance)
    for channel in out:
        own = shaped(length, band(60.0, 420.0, 1.6), chance)
        sap = shaped(length, band(1800.0, 6500.0, 1.0), chance)
        channel += (0.5 * flames + 0.3 * own) * flicker * heat + 0.018 * sap * heat * slow(
            length, 11, chance, least=0.2
        )
    flurries = slow(length, round(seconds / 3), chance) ** 3
    for frequency, ring, rate, level in (
        (2100.0, 0.004, 22.0, 1.0),
        (3600.0, 0.0025, 30.0, 0.7),
        (1100.0, 0.009, 7.0, 1.0),
        (560.0, 0.02, 1.6, 1.1),
    ):
        for pan in (-0.5, 0.0, 0.5):
            crack = white(samples_in(ring * 3), chance) * strike(ring * 3, attack=0.0002, decay=ring * 2)
            crack = filtered(crack, Biquad.of("bandpass", frequency, 1.2))
            hits = sparks(length, rate / 3 * (0.25 + 2.2 * flurries), chance, spread=0.9)
            lay(out, around(hits, crack / np.abs(crack).max()), 0, gain=level * 1.1, pan=pan)
    # Now and then a log settles.
    for first in places(length, max(1, round(seconds / 14)), chance):
        thump = modes.ringing(0.35, [95.0, 148.0, 240.0, 410.0], [1.0, 0.6, 0.4, 0.2], [0.25, 0.18, 0.12, 0.06])
        lay(out, thump, int(first), gain=0.5, pan=chance.uniform(-0.4, 0.4))
    return out


def cave(seconds: float, chance: Chance) -> Samples:
    """A cave: standing air, drops that fall far apart into still water, and stone that works."""
    length = length_of(seconds)
    air = np.stack([changing(length, _air(chance), chance) for _side in range(2)])
    drops = np.zeros((2, length), dtype=np.float32)
    spots = [(chance.uniform(800, 1900), chance.uniform(-0.8, 0.8), chance.uniform(0.25, 1.0)) for _spot in range(6)]
    for number, first in enumerate(places(length, max(4, round(seconds * 0.7)), chance, jitter=1.6)):
        frequency, pan, near = spots[number % len(spots)]
        frequency *= chance.uniform(0.97, 1.03)
        lay(drops, bubble(frequency, 0.07, 0.35), int(first), gain=near, pan=pan)
        if chance.random() < 0.5:
            lay(
                drops,
                bubble(frequency * 1.6, 0.03),
                int(first) + samples_in(chance.uniform(0.05, 0.12)),
                gain=near * 0.3,
                pan=pan,
            )
    for first in places(length, max(1, round(seconds / 20)), chance):
        rumble = shaped(1 << 18, band(28.0, 90.0, 2.0), chance)[: samples_in(5)]
        lay(
            drops,
            rumble * line([(0, 0), (1.5, 1), (5, 0)], len(rumble)) ** 2,
            int(first),
            gain=0.5,
            pan=chance.uniform(-0.3, 0.3),
        )
    return 0.22 * air / air.std() + in_room(drops * np.float32(0.5), "cavern", 1.6)


def _air(chance: Chance) -> Callable[[Samples], Samples]:
    moan = 0.2 + 0.8 * slow(160, 5, chance) ** 2
    centre = 105.0 + 40.0 * slow(160, 4, chance)

    def responses(hertz: Samples) -> Samples:
        ground = 1.0 / (1 + (hertz / 120.0) ** 2) / (1 + (30.0 / hertz) ** 4)
        hollow = moan[:, None] * 1.6 / (1 + ((hertz - centre[:, None]) / 9.0) ** 2)
        second = moan[:, None] * 0.5 / (1 + ((hertz - 2.7 * centre[:, None]) / 16.0) ** 2)
        return (ground[None, :] + hollow + second + 0.02 / (1 + (hertz / 1500.0) ** 2)).astype(np.float32)

    return responses


def forest_night(seconds: float, chance: Chance) -> Samples:
    """A wood at night: leaves stirred by a little wind, crickets near and far, an owl that is answered."""
    length = length_of(seconds)
    stir = 0.35 + 0.65 * slow(200, 8, chance) ** 2

    def leaves(hertz: Samples) -> Samples:
        low = 0.5 / (1 + (hertz / 200.0) ** 2) / (1 + (40.0 / hertz) ** 4)
        return (stir[:, None] * (low + 0.14 * band(500.0, 2200.0, 1.5)(hertz))).astype(np.float32)

    out = np.stack([changing(length, leaves, chance) for _side in range(2)])
    out *= np.float32(0.05 / out.std())
    for _insect in range(7):
        lay(
            out,
            _cricket(length, chance),
            0,
            gain=0.04 * float(np.exp(chance.normal(0, 0.5))),
            pan=chance.uniform(-0.95, 0.95),
        )
    owls = np.zeros((2, length), dtype=np.float32)
    for number, first in enumerate(places(length, max(2, round(seconds / 16)), chance)):
        far, pitch, pan = ((0.14, 372.0, -0.5), (0.07, 338.0, 0.7))[number % 2]
        lay(owls, _owl(pitch, chance), int(first), gain=far, pan=pan)
    return out + in_room(owls, "outdoors", 1.0) + np.float32(0.7) * around(owls, reverb.impulse("hall"))


def _cricket(length: int, chance: Chance) -> Samples:
    """One cricket: a tone between 3.6 and 5 kHz in pulses of 15 ms, three or four to a chirp, two chirps a second, round
    the circle without a break. The warmer the night, the quicker (A. Dolbear, 1897).
    """
    chirps = max(1, round(length / RATE * chance.uniform(1.7, 2.6)))
    tone = chance.uniform(3600, 5000)
    pulse = np.sin(2 * np.pi * tone * np.arange(samples_in(0.014)) / RATE).astype(np.float32)
    pulse *= np.sin(np.pi * np.linspace(0, 1, len(pulse), dtype=np.float32)) ** 2
    count, gap = int(chance.integers(3, 5)), samples_in(chance.uniform(0.026, 0.034))
    chirp = np.zeros(gap * count + len(pulse), dtype=np.float32)
    for number in range(count):
        chirp[number * gap : number * gap + len(pulse)] += pulse * (0.6 + 0.4 * number / count)
    out = np.zeros(length, dtype=np.float32)
    sings = slow(length, 3, chance) > chance.uniform(0.1, 0.4)
    for number in range(chirps):
        first = int((number + chance.normal(0, 0.03)) / chirps * length) % length
        if sings[first]:
            out[(np.arange(first, first + len(chirp))) % length] += chirp * np.float32(chance.uniform(0.8, 1.1))
    return out


def _owl(pitch: float, chance: Chance) -> Samples:
    """A tawny owl's call: one long hoot, silence, a short one and a trembling one that falls."""
    out = np.zeros(samples_in(4.2), dtype=np.float32)
    for start, seconds, tremble in ((0.0, 0.8, 0.0), (2.0, 0.22, 0.0), (2.4, 1.5, 0.35)):
        time = np.arange(samples_in(seconds), dtype=np.float64) / RATE
        bend = pitch * (1 + 0.05 * np.sin(np.pi * time / seconds) - 0.03 * time / seconds)
        turns = np.cumsum(bend) / RATE
        hoot = np.sin(2 * np.pi * turns) + 0.12 * np.sin(4 * np.pi * turns)
        shape = np.sin(np.pi * np.minimum(time / seconds, 1)) ** 0.7 * (
            1 - tremble * (0.5 + 0.5 * np.sin(2 * np.pi * 9 * time))
        )
        breath = filtered(white(len(time), chance), Biquad.of("bandpass", pitch * 1.5, 1.5))
        first = samples_in(start)
        out[first : first + len(time)] += ((hoot + 0.05 * breath) * shape).astype(np.float32)
    out[: samples_in(0.02)] *= half_cosine(samples_in(0.02))
    return out
