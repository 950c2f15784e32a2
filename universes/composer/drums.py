"""Drums: patterns that know where a bar is heavy, meet the bass, fill up with density and close a phrase with a fill."""

from __future__ import annotations

import msgspec

from universes.composer import rhythm
from universes.composer.form import PHRASE, Place
from universes.composer.harmony import Frame
from universes.composer.metres import METRES, Metre
from universes.composer.moods import MOODS, Beat
from universes.composer.voices import Stroke, chance_seed, groove

# Keys of the instruments: frame drum below and above middle C, toms by pitch, the kit by General MIDI.
DEEP, RIM = 50, 62
LOW, MIDDLE, HIGH = 38, 45, 52
KICK, SNARE, CLAP, HAT, OPEN, RIDE = 36, 38, 39, 42, 46, 51
# For a part that is written for one drum and played on another: which keys are low, middle and high.
WRITTEN: dict[str, dict[int, int]] = {
    "frame": {DEEP: 0, RIM: 2},
    "toms": {LOW: 0, MIDDLE: 1, HIGH: 2},
    "march": {60: 1},
    "kit": {KICK: 0, SNARE: 1, CLAP: 1, HAT: 2, OPEN: 2, RIDE: 2},
}
WRITTEN |= {"four": WRITTEN["kit"], "swing": WRITTEN["kit"]}
USUAL = {
    "frame": "frame_drum",
    "toms": "toms",
    "march": "snare",
    "kit": "drum_kit",
    "four": "drum_kit",
    "swing": "drum_kit",
}
PLAYED = {
    "frame_drum": (DEEP, DEEP, RIM), "toms": (LOW, MIDDLE, HIGH), "snare": (60, 60, 60), "drum_kit": (KICK, SNARE, HAT),
}  # fmt: skip
# The cymbals' keys: struck together, tapped, and a roll that swells.
CLASH, TAP, ROLL = 49, 51, 59


def metal(frame: Frame, place: Place, intensity: float) -> list[Stroke]:
    """The cymbals: a roll leads over from section to section, the new one begins with a clash; in battle also the second
    phrase, and taps drive it on where it is fierce.
    """
    kind, metre = MOODS[frame.mood].metal, METRES[frame.metre]
    if kind == "none":
        return []
    strokes = []
    if place.measure == 0:
        strokes.append(Stroke(0, 4, CLASH, 0.6 if place.turn in (2, 3) else 0.2))
    elif kind == "battle" and place.measure == PHRASE and intensity > 0.55:
        strokes.append(Stroke(0, 4, CLASH, -0.3))
    if kind == "battle" and intensity > 0.6 and place.phrase:
        strokes += [Stroke(at, 1, TAP, metre.weights[at] - 0.9) for at in metre.pulses if at]
    if place.measure == 7 or (kind == "festive" and place.measure == PHRASE - 1 and intensity > 0.55):
        start = metre.middle if place.measure == 7 else metre.pulses[-1]
        strokes.append(Stroke(start, metre.length - start, ROLL, 0.3 if place.measure == 7 else -0.5))
    return strokes


def drums(frame: Frame, place: Place, density: float, intensity: float, instrument: str) -> list[Stroke]:
    """One bar; with more `density` more strokes and never fewer. A mood that knows no drums beats time on them; what is no
    drum at all stays on the tonic.
    """
    kind: Beat = MOODS[frame.mood].beat
    if kind == "none":
        kind = "frame"
    strokes = _pattern(frame, place, density, intensity, kind)
    if instrument == USUAL[kind]:
        return strokes
    keys = PLAYED.get(instrument, (frame.tonic - 12,) * 3)
    return [msgspec.structs.replace(one, pitch=keys[WRITTEN[kind][one.pitch]]) for one in strokes]


def _pattern(frame: Frame, place: Place, density: float, intensity: float, kind: Beat) -> list[Stroke]:
    metre = METRES[frame.metre]
    low = groove(frame, place, intensity)
    every = 1 if MOODS[frame.mood].sixteenths else 2
    filling = place.measure % PHRASE == PHRASE - 1
    share = min(1.0, density * (0.75 if every == 1 else 1.0) + (0.2 if filling else 0.0))
    order = rhythm.order(frame.metre, every, chance_seed(frame, place) + 1)
    light = sorted(at for at, needed in order.items() if needed <= share)
    if kind == "frame":
        return _frame(metre, light, frame.chance("accents", place.theme, place.tale).number(place.measure % 2))
    if kind == "toms":
        return _toms(metre, low, light, filling)
    if kind == "march":
        return _march(metre, light)
    if kind == "swing":
        return _swing(metre, light)
    return _kit(metre, low, light, four=kind == "four")


def _frame(metre: Metre, light: list[int], accent: float) -> list[Stroke]:
    """Deep on the first beat and the middle one; of the strokes on the rim one is the theme's accent, `accent` along."""
    deep = {0, metre.middle}
    rims = [at for at in light if at not in deep]
    stressed = rims[int(accent * len(rims))] if rims else 0
    strokes = [Stroke(at, 2, DEEP, 0.4 if at == 0 else 0.1) for at in sorted(deep)]
    return strokes + [Stroke(at, 1, RIM, 0.3 if at == stressed else metre.weights[at] - 0.9) for at in rims]


def _toms(metre: Metre, low: list[int], light: list[int], filling: bool) -> list[Stroke]:
    strokes = [Stroke(at, 2, LOW, metre.weights[at] - 0.3) for at in low]
    for at in light:
        if at in low:
            continue
        last = at >= metre.pulses[-1]
        pitch = (HIGH if at % 4 == 0 else MIDDLE) if not (filling and last) else (HIGH, MIDDLE, MIDDLE, LOW)[at % 4]
        strokes.append(Stroke(at, 1, pitch, 0.2 if filling and last else metre.weights[at] - 0.8))
    return strokes


def _march(metre: Metre, light: list[int]) -> list[Stroke]:
    """A side drum: the pulses, between them a ruff before the heavy ones."""
    strokes = [Stroke(at, 1, 60, metre.weights[at] - 0.4) for at in metre.pulses]
    return strokes + [Stroke(at, 1, 60, -0.7) for at in light if at not in metre.pulses]


def _swing(metre: Metre, light: list[int]) -> list[Stroke]:
    """The ride cymbal's beat and the hi-hat closed on what answers it, the snare a murmur."""
    strokes = [Stroke(at, 2, RIDE, -0.1) for at in metre.pulses]
    strokes += [Stroke(at + 2, 1, RIDE, -0.5) for at in metre.pulses[1::2]]
    strokes += [Stroke(at, 1, HAT, -0.3) for at in metre.pulses[1::2]]
    strokes.append(Stroke(0, 2, KICK, -0.6))
    return strokes + [Stroke(at, 1, SNARE, -1.0) for at in light if at not in metre.pulses]


def _kit(metre: Metre, low: list[int], light: list[int], *, four: bool) -> list[Stroke]:
    strokes = [Stroke(at, 2, KICK, 0.3) for at in (metre.pulses if four else low[:3])]
    strokes += [Stroke(at, 2, CLAP if four else SNARE, 0.1) for at in metre.pulses[1::2]]
    for at in light:
        off = four and at % 4 == 2
        strokes.append(Stroke(at, 1, OPEN if off else HAT, metre.weights[at] - 0.9))
    return strokes
