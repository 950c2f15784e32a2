"""Rooms: stereo impulse responses made from a few numbers, for fast convolution.

A room is a handful of early reflections and then noise that dies, high frequencies sooner than low ones (air and soft
walls). The noise of left and right is independent, which is what makes a hall wide, and loses nothing in mono.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from audio.synthesis.filters import Biquad, filtered
from audio.synthesis.noise import band
from audio.synthesis.signals import RATE, Samples, fade, fast_length, frequencies, samples_in

RoomName = Literal["none", "small_room", "close_room", "hall", "wide_hall", "cavern", "outdoors"]
BANDS = (125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0)


@dataclass(frozen=True, slots=True)
class Room:
    """`tails` is the time in seconds to fall by 60 dB in the octaves 125 Hz to 8 kHz, `before` the silence before the
    first reflection, `reflections` (seconds, gain) of the early ones, `early` their level against the tail, `wet` how
    much of the room is heard beside a sound that is sent to it whole.
    """

    tails: tuple[float, ...]
    before: float
    reflections: int
    spread: float
    early: float
    wet: float


ROOMS: dict[RoomName, Room] = {
    "small_room": Room((0.5, 0.5, 0.45, 0.4, 0.35, 0.28, 0.2), 0.004, 14, 0.03, 0.9, 0.30),
    "close_room": Room((0.9, 0.85, 0.8, 0.7, 0.6, 0.45, 0.3), 0.008, 12, 0.045, 0.7, 0.26),
    "hall": Room((2.3, 2.3, 2.1, 1.9, 1.6, 1.1, 0.7), 0.02, 12, 0.08, 0.45, 0.34),
    "wide_hall": Room((3.4, 3.3, 3.0, 2.6, 2.1, 1.4, 0.8), 0.03, 12, 0.11, 0.35, 0.42),
    "cavern": Room((6.0, 5.5, 4.8, 4.0, 2.8, 1.6, 0.8), 0.045, 16, 0.22, 0.5, 0.5),
    "outdoors": Room((0.5, 0.5, 0.5, 0.45, 0.4, 0.3, 0.2), 0.03, 5, 0.35, 1.2, 0.14),
}


@lru_cache(maxsize=8)
def impulse(name: RoomName) -> Samples:
    """The room's stereo impulse response, (2, n), its energy 1 in each channel. The same for everyone, always."""
    room = ROOMS[name]
    chance = np.random.default_rng((20261121, *name.encode()))
    length = fast_length(samples_in(room.before + max(max(room.tails) * 0.9, room.spread) + 0.05))
    first = samples_in(room.before)
    tail = np.zeros((2, length), dtype=np.float32)
    time = np.arange(length, dtype=np.float32) / RATE
    bins = np.fft.rfft(chance.standard_normal((2, length), dtype=np.float32))
    hertz = np.maximum(frequencies(length), 1.0)
    for centre, seconds in zip(BANDS, room.tails, strict=True):
        low = 20.0 if centre == BANDS[0] else centre / 2**0.5
        octave = np.fft.irfft(bins * band(low, centre * 2**0.5, 3.0)(hertz), length)
        tail += (octave * np.exp(-6.908 / seconds * time)).astype(np.float32)
    # The tail builds up while the reflections grow dense.
    tail *= np.minimum(time / max(room.spread * 0.6, 1e-3), 1.0)
    tail = np.concatenate([np.zeros((2, first), dtype=np.float32), tail], axis=1)[:, :length]
    tail /= np.sqrt(np.sum(tail**2, axis=1, keepdims=True))
    early = np.zeros((2, length), dtype=np.float32)
    for number in range(room.reflections):
        place = room.before + room.spread * ((number + chance.random()) / room.reflections) ** 1.3
        gain = 0.8 ** (12 * number / room.reflections) * (1 if chance.random() < 0.7 else -1)
        side = chance.uniform(0.25, 1.0, 2)
        early[:, samples_in(place)] += gain * side[:] if number % 2 else gain * side[::-1]
    early = filtered(early, Biquad.of("lowpass", 7000.0, 0.6))
    early /= np.sqrt(np.sum(early**2, axis=1, keepdims=True))
    made = filtered(tail + np.float32(room.early) * early, Biquad.of("highpass", 120.0))
    made = fade(made / np.sqrt(np.sum(made**2, axis=1, keepdims=True)), end=0.05)
    return made.astype(np.float32)
