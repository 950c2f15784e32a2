"""Things that are opened, struck, thrown and dropped."""

from __future__ import annotations

import numpy as np

from audio.presets.circle import lay
from audio.synthesis import modes
from audio.synthesis.envelopes import line, strike
from audio.synthesis.filters import Biquad, filtered, swept
from audio.synthesis.noise import white
from audio.synthesis.oscillators import wander
from audio.synthesis.signals import RATE, Samples, convolve, half_cosine, samples_in

Chance = np.random.Generator


def stage(seconds: float) -> Samples:
    return np.zeros((2, samples_in(seconds)), dtype=np.float32)


def door_creak(seconds: float, chance: Chance) -> Samples:
    """A dry hinge: it sticks and slips some twenty to two hundred times a second, and the planks of the door answer."""
    out, length = stage(seconds), samples_in(seconds * 0.8)
    speed = line(
        [(0, 0.1), (seconds * 0.15, 0.5), (seconds * 0.35, 0.25), (seconds * 0.6, 0.9), (seconds * 0.8, 0.15)], length
    )
    rate = 18 + 150 * np.clip(speed + 0.25 * wander(length, 4.0, chance), 0.02, 1.2)
    turns = np.cumsum(rate, dtype=np.float64) / RATE
    slips = np.flatnonzero(np.diff(np.floor(turns)) > 0)
    push = np.zeros(length, dtype=np.float32)
    push[slips] = 0.5 + 0.5 * chance.random(len(slips))
    tones = [238.0, 391.0, 612.0, 887.0, 1240.0, 1690.0, 2240.0]
    planks = modes.ringing(
        0.12, tones, [0.7, 1.0, 0.9, 0.8, 0.5, 0.35, 0.2], [0.08, 0.07, 0.06, 0.05, 0.04, 0.03, 0.025], soften=0.0003
    )
    sound = convolve(push, planks)[:length] * (0.25 + speed) * half_cosine(length // 2).repeat(2)[:length][::-1] ** 0.3
    lay(out, sound, samples_in(0.02), pan=-0.1)
    thud = modes.ringing(0.5, [68.0, 112.0, 187.0, 305.0], [1.0, 0.8, 0.5, 0.3], [0.3, 0.22, 0.15, 0.08])
    lay(out, thud, samples_in(seconds * 0.82), gain=3.0, pan=-0.1)
    return out


def sword_clash(seconds: float, chance: Chance) -> Samples:
    """Two blades: a hard blow, the ring of both, and a short scrape as they part."""
    out = stage(seconds)
    hit = filtered(
        white(samples_in(0.06), chance) * strike(0.06, attack=0.0003, decay=0.04),
        Biquad.of("highpass", 700),
        Biquad.of("lowpass", 9000),
    )
    lay(out, hit, 0, gain=0.5)
    for pan, low in ((-0.35, 870.0), (0.35, 1130.0)):
        # A bar that is held at one end: its modes lie as the squares of odd numbers; the edges add what has no order.
        tones = [low * ((2 * k + 1) / 3) ** 2 * chance.uniform(0.98, 1.02) for k in range(1, 5)] + list(
            chance.uniform(1800, 8200, 10)
        )
        rings = [chance.uniform(1.2, 2.4) * (1500 / max(tone, 1500)) ** 0.7 for tone in tones]
        lay(
            out,
            modes.ringing(seconds, tones, [0.5] * 4 + [0.16] * 10, rings, soften=0.0004),
            samples_in(0.002 if pan > 0 else 0.0),
            gain=0.8,
            pan=pan,
        )
    scrape = swept(white(samples_in(0.3), chance), np.array([6500.0, 4200.0, 2500.0], np.float32), resonance=0.6)
    scrape *= line([(0, 0), (0.08, 1), (0.3, 0)], len(scrape)) ** 2
    lay(out, filtered(scrape, Biquad.of("highpass", 1500)), samples_in(0.1), gain=0.1, pan=0.2)
    return filtered(out, Biquad.of("peak", 3600, 0.7, -7.0))


def dice(seconds: float, chance: Chance) -> Samples:
    """Three dice on a wooden table: each bounces ever lower, then rolls over its edges."""
    out = stage(seconds)
    for die in range(3):
        time, fall = 0.03 + 0.09 * die, chance.uniform(0.16, 0.22)
        pitch, pan = chance.uniform(1500, 2300), chance.uniform(-0.5, 0.5)
        strength = 1.0
        while fall > 0.012 and time < seconds - 0.2:
            tones = [
                pitch * chance.uniform(0.93, 1.07),
                pitch * 1.83,
                pitch * 2.71,
                310.0 * chance.uniform(0.9, 1.1),
                178.0,
            ]
            click = modes.ringing(
                0.12, tones, [0.6, 0.35, 0.2, 0.7, 0.6], [0.02, 0.014, 0.009, 0.05, 0.07], soften=0.0004
            )
            lay(out, click, samples_in(time), gain=strength, pan=pan)
            time += fall
            fall *= chance.uniform(0.58, 0.72)
            strength *= chance.uniform(0.6, 0.8)
            pan += chance.uniform(-0.1, 0.1)
    return out


def coins(seconds: float, chance: Chance) -> Samples:
    """A purse is emptied on the table."""
    out = stage(seconds)
    for _coin in range(16):
        first, tone = chance.uniform(0.0, seconds * 0.45), chance.uniform(2100, 4300)
        fall, strength = chance.uniform(0.05, 0.12), chance.uniform(0.3, 1.0)
        while fall > 0.01 and first < seconds - 0.3:
            tones = [tone, tone * 1.67, tone * 2.28, tone * 0.53, 420.0]
            ring = modes.ringing(0.3, tones, [0.5, 0.3, 0.15, 0.2, 0.5], [0.16, 0.1, 0.06, 0.08, 0.03], soften=0.0004)
            lay(out, ring, samples_in(first), gain=strength * 0.4, pan=chance.uniform(-0.6, 0.6))
            first, fall, strength = first + fall, fall * 0.7, strength * 0.6
    return filtered(out, Biquad.of("peak", 3800, 0.7, -5.0), Biquad.of("lowpass", 9500))


def arrow(seconds: float, chance: Chance) -> Samples:
    """A bow is let go, the shaft passes from left to right, and stays in wood."""
    out = stage(seconds)
    twang = modes.ringing(0.3, [92.0, 184.5, 279.0, 371.0], [1.0, 0.6, 0.4, 0.25], [0.14, 0.1, 0.07, 0.05])
    lay(out, twang, 0, gain=0.8, pan=-0.7)
    flight = 0.42
    length = samples_in(flight)
    whoosh = swept(white(length, chance), np.array([900.0, 2200.0, 3200.0, 2100.0, 1300.0], np.float32), resonance=0.75)
    whoosh *= np.sin(np.pi * np.linspace(0, 1, length, dtype=np.float32)) ** 2
    for piece in range(8):
        part = slice(piece * length // 8, (piece + 1) * length // 8 + 256)
        faded = whoosh[part] * np.sin(np.pi * (np.arange(len(whoosh[part])) + 0.5) / len(whoosh[part])) ** 0.1
        lay(
            out, faded.astype(np.float32), samples_in(0.04) + piece * length // 8, gain=0.35, pan=-0.7 + 1.4 * piece / 7
        )
    thud = modes.ringing(
        0.5,
        [121.0, 203.0, 342.0, 590.0, 1080.0],
        [1.0, 0.9, 0.7, 0.5, 0.35],
        [0.15, 0.12, 0.09, 0.06, 0.03],
        soften=0.0006,
    )
    lay(out, thud, samples_in(0.04 + flight), gain=1.1, pan=0.6)
    # The shaft trembles.
    time = np.arange(samples_in(0.45)) / RATE
    tremble = np.sin(2 * np.pi * 168 * time) * (0.5 + 0.5 * np.sin(2 * np.pi * 27 * time)) * np.exp(-9 * time)
    lay(out, tremble.astype(np.float32), samples_in(0.05 + flight), gain=0.25, pan=0.6)
    return out


def footsteps(seconds: float, chance: Chance) -> Samples:
    """Boots on stone, somebody who takes their time: heel, then sole."""
    out = stage(seconds)
    time, side = 0.05, 1
    while time < seconds - 0.5:
        heel = modes.ringing(
            0.15, [96.0, 171.0, 410.0, 930.0], [1.0, 0.7, 0.35, 0.2], [0.09, 0.07, 0.04, 0.02], soften=0.0008
        )
        lay(out, heel, samples_in(time), gain=chance.uniform(0.8, 1.0), pan=0.12 * side)
        grit = filtered(
            white(samples_in(0.1), chance) * strike(0.1, attack=0.012, decay=0.08), Biquad.of("bandpass", 1700, 0.6)
        )
        lay(out, grit, samples_in(time + 0.07), gain=chance.uniform(0.18, 0.28), pan=0.12 * side)
        time, side = time + chance.normal(0.58, 0.012), -side
    return out
