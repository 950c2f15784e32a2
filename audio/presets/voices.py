"""Voices without words: the murmur of a tavern, and a beast."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audio.presets.circle import in_room, lay, length_of, places, slow
from audio.synthesis import modes
from audio.synthesis.filters import Biquad, filtered
from audio.synthesis.noise import band, shaped, white, wrapped
from audio.synthesis.oscillators import period, phase, read, saw, softened
from audio.synthesis.signals import RATE, Samples, frequencies, half_cosine, samples_in

Chance = np.random.Generator
# The first three formants in Hz of vowels of a man's voice (G. Peterson, H. Barney, 1952); a woman's lie about 17 % higher.
VOWELS = np.array([
    (730, 1090, 2440), (570, 840, 2410), (530, 1840, 2480), (390, 1990, 2550), (440, 1020, 2240), (300, 870, 2240),
    (660, 1720, 2410), (520, 1190, 2390),
], dtype=np.float64)  # fmt: skip
HOP = 512


def talker(length: int, base: float, size: float, chance: Chance) -> Samples:
    """Somebody talking for `length` samples, no word of which can be understood: `base` is the voice in Hz, `size` how
    much higher the formants lie than a man's.
    """
    frames = length // HOP + 2
    opened, pitch, voiced = np.zeros(frames), np.ones(frames), np.ones(frames)
    formants = np.tile(VOWELS[7], (frames, 1))
    place = int(chance.integers(0, 80))
    while place < frames:
        # A phrase of three to twelve syllables, four to six a second, that sinks to its end; then somebody else speaks.
        for syllable in range(count := int(chance.integers(3, 13))):
            lasts = max(8, int(chance.normal(0.2, 0.05) * RATE / HOP))
            part = slice(place, min(place + lasts, frames))
            if part.start >= frames:
                break
            shape = np.sin(np.pi * (np.arange(part.stop - part.start) + 0.5) / lasts) ** 0.7
            stress = chance.uniform(0.5, 1.0)
            opened[part] = shape * stress
            pitch[part] = (1.18 - 0.3 * syllable / count) * (1 + 0.12 * stress * shape)
            formants[part] = VOWELS[chance.integers(0, len(VOWELS))]
            consonant = slice(part.start, min(part.start + 3, frames))
            voiced[consonant] = chance.choice([0.15, 1.0])
            place += lasts
        place += int(chance.exponential(0.9) * RATE / HOP) + 12
    smooth = np.hanning(7) / np.hanning(7).sum()
    formants = np.stack([np.convolve(row, smooth, "same") for row in formants.T * size]) + 1.0
    hertz = np.interp(np.arange(length) / HOP, np.arange(frames), base * np.convolve(pitch, smooth, "same")).astype(
        np.float32
    )
    source = read(period(softened(saw, 18, 1.0), base * 1.5), phase(hertz, length))
    return _spoken(source, white(length, chance) * np.float32(0.25), opened, voiced, formants)


def _spoken(
    voice: Samples,
    breath: Samples,
    opened: NDArray[np.float64],
    voiced: NDArray[np.float64],
    formants: NDArray[np.float64],
) -> Samples:
    """The voice and the breath through a mouth that moves: each frame in its own vowel."""
    size, length = 2 * HOP, len(voice)
    window = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(size) + 0.5) / size)).astype(np.float32)
    hertz = frequencies(size)[None, :]
    out = np.zeros(length + size, dtype=np.float32)
    count = length // HOP - 1
    index = np.arange(count)
    active = index[opened[:count] > 0.01]
    starts = active[:, None] * HOP + np.arange(size)
    mouth = np.zeros((len(active), size // 2 + 1), dtype=np.float32)
    for number, (width, level) in enumerate(((70.0, 1.0), (100.0, 0.75), (160.0, 0.4))):
        mouth += level / (1 + ((hertz - formants[number][active][:, None]) / width) ** 2).astype(np.float32)
    mix = voice[starts] * voiced[active][:, None] + breath[starts] * (1.25 - voiced[active])[:, None]
    # What has no voice hisses: s, f, t.
    hiss = (1.0 - voiced[active])[:, None] * 0.5 / (1 + ((hertz - 4600.0) / 1500.0) ** 2)
    mouth += hiss.astype(np.float32)
    spoken = np.fft.irfft(np.fft.rfft(mix * window) * mouth * opened[active][:, None], size) * window
    # Every other frame overlaps none of its kind.
    for parity in (0, 1):
        chosen = active % 2 == parity
        out[starts[chosen]] += spoken[chosen].astype(np.float32)
    return out[:length]


def tavern(seconds: float, chance: Chance) -> Samples:
    """A full tavern: some twenty people at their tables, laughter, mugs, a chair."""
    length = length_of(seconds)
    over = length + RATE
    out = np.zeros((2, length), dtype=np.float32)
    for number in range(20):
        woman = number % 3 == 0
        base = chance.uniform(170, 235) if woman else chance.uniform(88, 140)
        said = talker(over, base, 1.17 if woman else chance.uniform(0.95, 1.05), chance)
        far = chance.uniform(0.25, 1.0) ** 1.5
        # Who sits farther away is duller.
        said = wrapped(filtered(said, Biquad.of("lowpass", 1300 + 2600 * far), Biquad.of("highpass", 120)), length)
        lay(out, said / max(float(said.std()), 1e-6), 0, gain=0.12 * (0.35 + far), pan=chance.uniform(-0.9, 0.9))
    # Cloth, feet, the hearth: the room is never quite still.
    for channel in out:
        channel += np.float32(0.02) * shaped(length, band(90.0, 2500.0, 1.0), chance)
    for first in places(length, max(2, round(seconds / 7)), chance, jitter=1.2):
        lay(out, _laugh(chance), int(first), gain=chance.uniform(0.12, 0.3), pan=chance.uniform(-0.8, 0.8))
    for first in places(length, max(3, round(seconds / 2.5)), chance, jitter=1.8):
        ring = chance.uniform(0.08, 0.3)
        tone = chance.uniform(1700, 3300)
        mug = modes.ringing(
            0.4, [tone, tone * 1.51, tone * 2.34, 320.0], [0.5, 0.3, 0.2, 0.6], [ring, ring * 0.7, ring * 0.4, 0.04]
        )
        lay(out, mug, int(first), gain=float(np.exp(chance.normal(-2.6, 0.5))), pan=chance.uniform(-0.9, 0.9))
    for first in places(length, max(1, round(seconds / 9)), chance, jitter=1.5):
        thud = modes.ringing(0.3, [82.0, 131.0, 205.0], [1.0, 0.7, 0.4], [0.16, 0.12, 0.07])
        lay(out, thud, int(first), gain=chance.uniform(0.1, 0.3), pan=chance.uniform(-0.7, 0.7))
    return in_room(out, "close_room", 0.8) * (0.85 + 0.15 * slow(length, 4, chance))


def _laugh(chance: Chance) -> Samples:
    """ "Ha ha ha", quicker and lower towards its end, of one or two people."""
    length = samples_in(2.0)
    frames = length // HOP + 2
    opened, pitch = np.zeros(frames), np.full(frames, 1.0)
    place, count = 4, int(chance.integers(4, 8))
    for number in range(count):
        lasts = max(6, int((0.19 - 0.008 * number) * RATE / HOP))
        rest = np.arange(min(lasts, frames - place))
        if not len(rest):
            break
        opened[place : place + len(rest)] = np.exp(-rest / lasts * 3.0) * (1 - 0.09 * number)
        pitch[place : place + len(rest)] = 1.35 - 0.07 * number - 0.1 * rest / lasts
        place += lasts
    base = chance.choice([125.0, 150.0, 230.0])
    hertz = np.interp(np.arange(length) / HOP, np.arange(frames), base * pitch).astype(np.float32)
    source = read(period(softened(saw, 14, 1.0), base * 1.5), phase(hertz, length))
    formants = np.tile((VOWELS[0] * (1.15 if base > 200 else 1.0))[:, None], (1, frames))
    sound = _spoken(source, white(length, chance) * np.float32(0.5), opened, np.full(frames, 0.8), formants)
    sound = filtered(sound, Biquad.of("lowpass", 2600))
    return sound / max(float(np.abs(sound).max()), 1e-6)


def roar(seconds: float, chance: Chance) -> Samples:
    """A dragon: a throat far too large, whose cords do not close evenly."""
    length = samples_in(seconds)
    time = np.arange(length, dtype=np.float32) / RATE
    shape = np.minimum(time / 0.25, 1) * np.clip((seconds - time) / (seconds * 0.5), 0, 1) ** 1.5
    out = np.zeros((2, length), dtype=np.float32)
    for base, level, pan in ((52.0, 1.0, 0.0), (71.0, 0.7, -0.4), (97.0, 0.5, 0.4)):
        rough = 1 + 0.16 * filtered(white(length, chance), Biquad.of("lowpass", 45.0)) * 8
        hertz = np.clip(base * (0.75 + 0.5 * np.sin(np.pi * time / seconds)) * rough, 25, 400).astype(np.float32)
        cords = read(period(softened(saw, 30, 0.8), base * 2), phase(hertz, length))
        cords += np.float32(0.5) * white(length, chance) * (0.5 + 0.5 * np.abs(cords))
        throat = filtered(
            cords,
            Biquad.of("peak", 230, 2, 12),
            Biquad.of("peak", 520, 2, 10),
            Biquad.of("peak", 1150, 2.5, 8),
            Biquad.of("lowpass", 2400),
            Biquad.of("highpass", 35),
        )
        lay(out, np.tanh(1.2 * throat / throat.std()).astype(np.float32) * shape, 0, gain=level * 0.5, pan=pan)
    out[:, : samples_in(0.01)] *= half_cosine(samples_in(0.01))
    return out
