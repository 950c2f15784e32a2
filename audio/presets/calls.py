"""Thunder, bell, horn, drum roll, heartbeat and magic: sounds that announce something."""

from __future__ import annotations

import numpy as np

from audio.presets.circle import lay, length_of
from audio.presets.objects import stage
from audio.synthesis import modes
from audio.synthesis.envelopes import line, strike
from audio.synthesis.filters import Biquad, filtered, swept
from audio.synthesis.instruments import drums, plucked
from audio.synthesis.instruments.base import even
from audio.synthesis.noise import band, shaped, white
from audio.synthesis.oscillators import period, phase, read, saw, softened, wander
from audio.synthesis.signals import Samples, fast_length, samples_in

Chance = np.random.Generator


def thunder(seconds: float, chance: Chance) -> Samples:
    """A near flash: the crack of the nearest part of its channel, then the rest of it from ever farther away, so later
    and duller (R. Ribner, D. Roy, 1982).
    """
    out = stage(seconds)
    for _tear in range(9):
        tear = filtered(
            white(samples_in(0.25), chance) * strike(0.25, attack=0.0005, decay=0.16),
            Biquad.of("highpass", 180),
            Biquad.of("lowpass", 5200),
        )
        lay(
            out,
            tear,
            samples_in(abs(chance.normal(0.05, 0.09))),
            gain=chance.uniform(0.1, 0.4),
            pan=chance.uniform(-0.6, 0.6),
        )
    for side in (-1, 1):
        rolls = np.zeros(400)
        for roll in range(14):
            # The first follows the crack at once.
            at = chance.gamma(1.6, 0.13) if roll else 0.02
            rolls += (
                np.exp(-np.maximum(np.arange(400) / 400 - at, 0) * 16)
                * (np.arange(400) / 400 > at)
                * np.exp(-2.2 * at)
                * chance.uniform(0.4, 1)
            )
        size = fast_length(out.shape[-1])
        rumble = shaped(size, band(26.0, 2600.0, 0.45), chance)[: out.shape[-1]]
        rumble = swept(rumble, np.geomspace(2400, 110, 60).astype(np.float32))
        rumble = rumble / (np.abs(rumble).mean() + 1e-9) * 0.3
        gain = np.interp(
            np.linspace(0, 399, len(rumble)), np.arange(400), np.convolve(rolls, np.hanning(9) / 4, "same")
        )
        ends = line([(0, 0), (0.04, 1), (seconds - 2.0, 1), (seconds, 0)], len(rumble))
        lay(out, (rumble * gain * ends).astype(np.float32), 0, gain=0.7, pan=0.55 * side)
    return out


def bell(seconds: float, chance: Chance) -> Samples:
    """A church bell, once."""
    out = stage(seconds)
    clapper = filtered(white(samples_in(0.08), chance) * strike(0.08, decay=0.05), Biquad.of("bandpass", 1300, 0.6))
    lay(out, plucked.bell(53, seconds, 0.7, chance), 0)
    lay(out, clapper, 0, gain=0.5)
    return out


def war_horn(seconds: float, chance: Chance) -> Samples:
    """A long horn: it is blown into, finds its note, swells until it blares, and sinks away. Three men, not in tune."""
    out = stage(seconds)
    length = samples_in(seconds - 0.6)
    effort = line(
        [(0, 0), (0.15, 0.45), (0.6, 0.55), (seconds * 0.55, 1.0), (seconds * 0.8, 0.75), (seconds - 0.6, 0)], length
    )
    for frequency, pan, level in ((110.0, 0.0, 1.0), (110.7, -0.5, 0.6), (164.3, 0.5, 0.5)):
        late = int(chance.uniform(0, 0.05) * 44_100)
        scoop = line([(0, 0.86), (0.18, 0.985), (0.35, 1.0), (seconds * 0.8, 1.004), (seconds - 0.6, 0.95)], length)
        turns = phase((frequency * scoop * (1 + 0.003 * wander(length, 5, chance))).astype(np.float32), length)
        soft, loud = (read(period(softened(saw, cutoff, 1.8), frequency, seed=3), turns) for cutoff in (4.0, 26.0))
        sound = (soft + (loud - soft) * effort**2) * effort
        breath = filtered(white(length, chance), Biquad.of("bandpass", 900, 0.5)) * effort
        lay(out, sound + np.float32(0.05) * breath, late, gain=level, pan=pan)
    return filtered(out, Biquad.of("peak", 420, 1.0, 4.0), Biquad.of("highshelf", 2600, 0.7, -5.0))


def drum_roll(seconds: float, chance: Chance) -> Samples:
    """War drums that gather and stop with one blow."""
    out = stage(seconds)
    time, gap, end = 0.0, 0.2, seconds - 1.6
    number = 0
    while time < end - 0.05:
        part = time / end
        lay(
            out,
            drums.toms(38 + 5 * (number % 2), 0, 0.25 + 0.55 * part, chance),
            samples_in(time),
            gain=0.2 + 0.5 * part**1.5,
            pan=0.35 if number % 2 else -0.35,
        )
        time += gap * (1 - 0.55 * part) + float(chance.normal(0, 0.004))
        number += 1
    lay(out, drums.toms(33, 0, 1.0, chance), samples_in(end), gain=1.3)
    lay(out, drums.toms(40, 0, 1.0, chance), samples_in(end + 0.004), gain=0.7)
    return out


def heartbeat(seconds: float, chance: Chance) -> Samples:
    """A heart at sixty beats a minute, round the circle: the two valves, the second shorter and higher."""
    length = length_of(seconds)
    out = np.zeros((2, length), dtype=np.float32)
    beats = max(1, round(seconds))
    for beat in range(beats):
        first = int(beat / beats * length) + samples_in(0.05)
        for after, tones, ring, level in ((0.0, (44.0, 67.0, 98.0), 0.16, 1.0), (0.3, (58.0, 86.0, 131.0), 0.11, 0.65)):
            valve = modes.ringing(0.4, tones, [1.0, 0.7, 0.3], [ring * 1.6, ring, ring * 0.7], soften=0.012)
            lay(out, even(valve), first + samples_in(after), gain=level * float(chance.uniform(0.94, 1.0)))
    rush = shaped(length, band(60.0, 180.0, 2.0), chance)
    return out + np.float32(0.02) * rush


def magic(seconds: float, chance: Chance) -> Samples:
    """A spell: a run of glass upwards, a breath under it, and glitter that hangs in the air."""
    out = stage(seconds)
    scale = (0, 2, 4, 6, 7, 9, 11)
    for step in range(18):
        pitch = 64 + 12 * (step // 7) + scale[step % 7]
        note = plucked.celesta(pitch, 1.8, 0.4, chance)
        lay(
            out,
            note,
            samples_in(0.05 + 0.055 * step + float(chance.normal(0, 0.004))),
            gain=0.35 + 0.02 * step,
            pan=-0.7 + 1.4 * step / 17,
        )
    air = swept(white(samples_in(2.0), chance), np.geomspace(300, 5000, 50).astype(np.float32), resonance=0.7)
    lay(out, air * line([(0, 0), (1.0, 1), (2.0, 0)], len(air)) ** 2, 0, gain=0.12)
    for _spark in range(26):
        tone = chance.uniform(2500, 6500)
        spark = modes.ringing(0.5, [tone, tone * 1.5], [0.6, 0.3], [0.35, 0.2], soften=0.004)
        lay(
            out,
            spark,
            samples_in(chance.uniform(0.8, seconds - 0.8)),
            gain=0.08 * float(chance.random()),
            pan=chance.uniform(-0.9, 0.9),
        )
    return out
