"""From a score to finished stereo sound: notes into parts, parts into the mix and the room, the mix to its loudness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np

from audio.synthesis import limiter, reverb
from audio.synthesis.checking import check
from audio.synthesis.filters import Biquad
from audio.synthesis.instruments import INSTRUMENTS, Instrument
from audio.synthesis.panning import gains
from audio.synthesis.score import Part, Score
from audio.synthesis.signals import RATE, Samples, convolve, fade, gain_of, samples_in
from audio.synthesis.timing import played, seconds_of

LAYERS, VARIANTS = 6, 3
HELD_STEP = 0.02
# At 100 Hz, the lowest cutoff, what is left after so many samples is 100 dB down.
DARKENING = 8192
CACHE_BYTES = 256 * 1024**2
LONGEST_RELEASE = 3.0
# The share of its length after which a note that swells is fullest.
FULLEST = 0.55
ENDING, SILENCE = 0.25, 3e-5
Progress = Callable[[float], None]


class Notes:
    """Rendered notes of one piece, found again: the same key at the same strength sounds alike, a drum in one of three ways."""

    def __init__(self, seed: int) -> None:
        self.seed, self.bytes = seed, 0
        self.known: dict[tuple[object, ...], Samples] = {}

    def sound(self, name: str, instrument: Instrument, pitch: float, held: float, layer: int, variant: int) -> Samples:
        lasts = instrument.rings(pitch) or max(round(held / HELD_STEP), 1) * HELD_STEP
        key = (name, round(pitch, 3), round(lasts, 3), layer, variant)
        if key not in self.known:
            chance = np.random.default_rng(
                (self.seed, *name.encode(), round(pitch * 1000), round(lasts * 1000), layer, variant)
            )
            made = instrument.play(pitch, lasts, (layer + 0.5) / LAYERS, chance)
            while self.known and self.bytes + made.nbytes > CACHE_BYTES:
                self.bytes -= self.known.pop(next(iter(self.known))).nbytes
            self.known[key], self.bytes = made, self.bytes + made.nbytes
        return self.known[key]


def render(score: Score, progress: Progress = lambda fraction: None) -> Samples:
    """`score` as stereo (2, n) at its target loudness, true peak under -1 dBTP. The same score gives the same samples.

    Raises BadScore. `progress` hears fractions from 0 to 1, and may raise to stop it.
    """
    check(score)
    clock = seconds_of(score)
    asked = samples_in(float(clock(score.length))) if score.length is not None else None
    notes_end = max(float(clock(note.at + note.lasts)) for part in score.parts for note in part.notes)
    length = max(samples_in(notes_end + LONGEST_RELEASE), asked or 0)
    dry = np.zeros((2, length), dtype=np.float32)
    sent = np.zeros_like(dry) if score.room != "none" else None
    notes, bus = Notes(score.seed), np.empty_like(dry)
    total, done = sum(len(part.notes) for part in score.parts), 0
    for number, part in enumerate(score.parts):
        bus.fill(0.0)
        for placed in _performed(score, number, part, notes, bus):
            done += placed
            progress(0.7 * done / total)
        dry += bus
        if sent is not None:
            bus *= np.float32(part.send)
            sent += bus
    del bus
    if sent is not None:
        dry = _in_room(score, dry, sent)
    if score.cutoff is not None:
        dry = convolve(dry, darkening(score.cutoff))
    progress(0.85)
    mix = _cut(dry, asked, loop=score.loop)
    progress(0.9)
    return limiter.levelled(mix, score.loudness)


def _performed(score: Score, number: int, part: Part, notes: Notes, bus: Samples) -> Iterator[int]:
    """Adds each note of `part` to `bus`; yields 1 for each."""
    chance = np.random.default_rng((score.seed, number))
    instrument = INSTRUMENTS[part.instrument]
    start, held, velocity = played(score, part.notes, chance)
    # The same stroke twice is what gives a machine away; strings and keys differ by their velocities already.
    variants = chance.integers(0, VARIANTS if instrument.drums else 1, len(part.notes))
    level = gain_of(part.volume + instrument.level)
    for index, note in enumerate(part.notes):
        layer = min(int(velocity[index] / 128.0 * LAYERS), LAYERS - 1)
        sound = notes.sound(part.instrument, instrument, note.pitch, float(held[index]), layer, int(variants[index]))
        spread = instrument.spread * (min(max(note.pitch, 36.0), 96.0) - 66.0) / 30.0
        left, right = gains(part.pan + note.pan + spread)
        # Twice the velocity is 9 dB: between the square that synthesisers use and what General MIDI recommends.
        loud = level * (velocity[index] / 100.0) ** 1.5
        first = samples_in(float(start[index])) - 1
        stopped = samples_in(float(held[index])) if instrument.release is not None else sound.shape[-1]
        release = _release(instrument.release or 0.0)[: max(sound.shape[-1] - stopped, 0)]
        count = min(sound.shape[-1], stopped + len(release), bus.shape[-1] - first)
        swell = _swelling(note.swell, count, stopped) if note.swell else np.float32(1.0)
        sides = (sound, sound) if sound.ndim == 1 else (sound[0], sound[1])
        for channel, side, gain in zip(bus, sides, (left, right), strict=True):
            heard = side[:count] * np.float32(loud * gain) * swell
            heard[stopped:] *= release[: max(count - stopped, 0)]
            channel[first : first + count] += heard
        yield 1


def _swelling(decibels: float, count: int, held: int) -> Samples:
    """The gain of a note that swells over `held` samples and then stays as it is, up to `count` samples: evenly in decibels to its
    fullest, and back.
    """
    way = np.interp(np.arange(count) / held, (0.0, FULLEST, 1.0), (-decibels, 0.0, -decibels))
    return (10.0 ** (way / 20.0)).astype(np.float32)


@lru_cache(maxsize=32)
def _release(seconds: float) -> Samples:
    """How a ringing note dies that is stopped: by 52 dB, and then it is gone."""
    count = samples_in(seconds)
    return fade(np.exp(np.linspace(0.0, -6.0, count, dtype=np.float32)), end=min(0.01, seconds))


def _in_room(score: Score, dry: Samples, sent: Samples) -> Samples:
    assert score.room != "none"
    wet = convolve(sent, reverb.impulse(score.room))
    wet *= np.float32(reverb.ROOMS[score.room].wet * score.wet)
    wet[:, : dry.shape[-1]] += dry
    return wet


@lru_cache(maxsize=8)
def darkening(cutoff: float) -> Samples:
    """A low-pass of 12 dB an octave over `cutoff` Hz, as an impulse response: a long mix goes through it in pieces."""
    hertz = np.fft.rfftfreq(1 << 16, 1 / RATE)
    return np.fft.irfft(Biquad.of("lowpass", cutoff).response(hertz))[:DARKENING].astype(np.float32)


def _cut(mix: Samples, asked: int | None, *, loop: bool) -> Samples:
    """The mix as long as it was asked to be: a loop folded onto itself, anything else faded out at its end."""
    if loop:
        length = asked or mix.shape[-1]
        folded = mix[:, :length].copy()
        for first in range(length, mix.shape[-1], length):
            over = mix[:, first : first + length]
            folded[:, : over.shape[-1]] += over
        return folded
    if asked is None:
        heard = np.flatnonzero(np.abs(mix).max(axis=0) > SILENCE * float(np.abs(mix).max(initial=0.0)))
        asked = int(heard[-1]) + 1 if len(heard) else 1
    mix = mix[:, :asked] if asked <= mix.shape[-1] else np.pad(mix, ((0, 0), (0, asked - mix.shape[-1])))
    return fade(np.ascontiguousarray(mix), end=ENDING)
