"""Sounds that every server can make for itself: a table, and how an entry is rendered. Knows no Django."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from audio.presets import calls, objects, places, voices, weather
from audio.synthesis import limiter, loudness, reverb
from audio.synthesis.filters import Biquad
from audio.synthesis.signals import Samples, convolve, fade, gain_of

VERSION = 1
AMBIENCE, BURST = -20.0, -17.0
"""Loudness in LUFS: integrated of what stands under speech, of the loudest moment of what is heard once."""


@dataclass(frozen=True, slots=True)
class Preset:
    """`make` is given `seconds` and chance, and answers stereo; a loop is periodic already. `room` is put round a
    one-shot. What people call it stands in rendering/words.py.
    """

    id: str
    kind: Literal["loop", "one_shot"]
    seconds: float
    make: Callable[[float, np.random.Generator], Samples]
    tags: tuple[str, ...]
    room: reverb.RoomName = "none"
    wet: float = 1.0


_LOOPS = [
    Preset("rain", "loop", 45, weather.rain, ("weather", "ambience")),
    Preset("wind", "loop", 50, weather.wind, ("weather", "ambience")),
    Preset("sea", "loop", 54, weather.sea, ("water", "ambience")),
    Preset("fire", "loop", 40, places.fire, ("fire", "ambience")),
    Preset("cave", "loop", 50, places.cave, ("underground", "ambience")),
    Preset("forest_night", "loop", 55, places.forest_night, ("nature", "night", "ambience")),
    Preset("tavern", "loop", 40, voices.tavern, ("people", "ambience")),
    Preset("heartbeat", "loop", 8, calls.heartbeat, ("tension",)),
]
_ONCE = [
    Preset("door_creak", "one_shot", 2.6, objects.door_creak, ("door",), "close_room", 1.2),
    Preset("sword_clash", "one_shot", 2.4, objects.sword_clash, ("combat",), "close_room", 0.8),
    Preset("arrow", "one_shot", 1.2, objects.arrow, ("combat",), "outdoors", 0.8),
    Preset("thunder", "one_shot", 9.0, calls.thunder, ("weather",), "outdoors", 1.0),
    Preset("bell", "one_shot", 8.0, calls.bell, ("signal",), "outdoors", 1.0),
    Preset("war_horn", "one_shot", 4.5, calls.war_horn, ("signal", "combat"), "outdoors", 1.6),
    Preset("drum_roll", "one_shot", 5.0, calls.drum_roll, ("signal", "combat"), "hall", 0.8),
    Preset("dice", "one_shot", 1.6, objects.dice, ("table",), "small_room", 0.7),
    Preset("coins", "one_shot", 1.6, objects.coins, ("table",), "small_room", 0.7),
    Preset("footsteps", "one_shot", 4.2, objects.footsteps, ("people",), "close_room", 1.0),
    Preset("magic", "one_shot", 4.0, calls.magic, ("magic",), "wide_hall", 1.0),
    Preset("dragon_roar", "one_shot", 3.2, voices.roar, ("beast",), "cavern", 0.7),
]
PRESETS: dict[str, Preset] = {preset.id: preset for preset in (*_LOOPS, *_ONCE)}


def render(preset: Preset, seconds: float | None = None) -> Samples:
    """The preset as stereo (2, n), always the same. `seconds` makes it another length (a test's, for one)."""
    chance = np.random.default_rng((VERSION, *preset.id.encode()))
    sound = preset.make(seconds or preset.seconds, chance)
    if preset.kind == "loop":
        return limiter.levelled(sound, AMBIENCE)
    return _burst(preset, sound)


def _burst(preset: Preset, sound: Samples) -> Samples:
    if preset.room != "none":
        wet = convolve(sound, reverb.impulse(preset.room)) * np.float32(reverb.ROOMS[preset.room].wet * preset.wet)
        wet[:, : sound.shape[-1]] += sound
        sound = wet
    sound = convolve(sound, Biquad.of("highpass", 24.0).impulse(8192))
    heard = np.flatnonzero(np.abs(sound).max(axis=0) > 1e-3 * float(np.abs(sound).max()))
    sound = fade(np.ascontiguousarray(sound[:, : int(heard[-1]) + 1]), end=0.08)
    return limiter.limited(sound * np.float32(gain_of(BURST - loudness.momentary(sound))))
