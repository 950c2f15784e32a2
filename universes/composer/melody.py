"""The melody of a section: a motif stated, answered, developed and brought to a close.

First the notes on heavy places: tones of the chord along an arch, near to each other, against the bass. Then what lies
between them: mostly steps towards the next, in the directions that are the motif's own, so that it is known again when the
chords are others. Leaps are turned back from (Fux; Narmour's "gap-fill").
"""

from __future__ import annotations

import math
from functools import lru_cache

from msgspec import Struct

from universes.composer import rhythm
from universes.composer.chance import Chance
from universes.composer.form import PHRASE, SECTION
from universes.composer.harmony import Frame
from universes.composer.metres import METRES
from universes.composer.moods import MOODS
from universes.composer.scales import SCALES
from universes.composer.voicing import Sonority, sonority_at

REACH_DOWN, REACH_UP = 9, 14


class Tone(Struct, frozen=True):
    """A note of the line: bar of the section, sixteenth in it, length in sixteenths, MIDI number. `heavy` are the tones of
    the chord on which the line rests.
    """

    bar: int
    at: int
    length: int
    pitch: int
    heavy: bool


class Slot(Struct, frozen=True):
    """Where a note will be. `goal` "home" and "rest" are where phrases end; `name` is the motif's decision it follows."""

    bar: int
    at: int
    length: int
    heavy: bool
    name: int
    goal: str = ""


@lru_cache(maxsize=512)
def tune(frame: Frame, theme: int, part: str, leaps: float, centre: float) -> tuple[tuple[Tone, ...], ...]:
    """The melody of each bar of a section about the MIDI number `centre`. In part "a'" it is varied."""
    chance = frame.chance("melody", theme, part[0])
    slots = _slots(frame, theme, part, chance)
    heavy = _heavy(frame, theme, part, slots, chance, centre)
    pitches = _between(frame, theme, part, slots, heavy, chance, leaps)
    bars: list[list[Tone]] = [[] for _bar in range(SECTION)]
    for slot, pitch in zip(slots, pitches, strict=True):
        bars[slot.bar].append(Tone(slot.bar, slot.at, slot.length, pitch, slot.heavy))
    return tuple(tuple(bar) for bar in bars)


def motif_rhythm(frame: Frame, theme: int) -> tuple[rhythm.Span, ...]:
    """The rhythm of the theme's motif, which other voices take up."""
    mood = MOODS[frame.mood]
    syncopation = frame.complexity if mood.pace > 0.4 else 0.0
    return rhythm.motif(frame.metre, mood.pace, syncopation, frame.chance("motif", theme))


def _slots(frame: Frame, theme: int, part: str, chance: Chance) -> list[Slot]:
    mood, metre = MOODS[frame.mood], METRES[frame.metre]
    first = motif_rhythm(frame, theme)
    # The middle section and the second bar of a two-bar motif have a rhythm of their own.
    own = frame.chance("motif", theme, part[0], "second")
    second = rhythm.motif(frame.metre, mood.pace, frame.complexity if mood.pace > 0.4 else 0.0, own)
    if part == "b":
        first, second = second, rhythm.broken(first, frame.metre)
    elif own.number(90) < 0.55 - 0.3 * frame.complexity:
        second = first
    livelier = rhythm.motif(frame.metre, min(mood.pace + 0.2, 1.0), 0.0, frame.chance("variation", theme, part))
    slots: list[Slot] = []
    for phrase in range(2):
        shape = mood.phrases[0] if phrase else chance.one_of(mood.phrases, 50)
        for measure, sign in enumerate(shape):
            bar = PHRASE * phrase + measure
            if sign == "-":
                continue
            if sign == "c":
                slots += _close(frame, bar, "home" if phrase and part != "b" else "rest", chance)
                continue
            spans, name = (first, 0) if measure % 2 == 0 else (second, 1)
            if measure == 2:
                spans, name = rhythm.broken(first, frame.metre), 2 + phrase
            if part == "a'" and measure == 1:
                spans, name = livelier, 5
            for number, (at, length) in enumerate(spans):
                heavy = at == 0 or length >= 8 or metre.weights[at] > 0.7
                slots.append(Slot(bar, at, length, heavy, 40 * name + number))
    return slots


def _close(frame: Frame, bar: int, goal: str, chance: Chance) -> list[Slot]:
    """The end of a phrase: two notes that lead there, or none, a long one, and time to breathe."""
    metre = METRES[frame.metre]
    pulses = metre.pulses
    breath = metre.groups[-1] if len(pulses) > 2 else 2
    led = len(pulses) > 2 and MOODS[frame.mood].pace > 0.25 and chance.number(60 + bar) < 0.6
    if not led:
        return [Slot(bar, 0, metre.length - breath, True, 300 + bar, goal)]
    half = metre.groups[0] // 2
    lead = [Slot(bar, 0, half, True, 310 + bar), Slot(bar, half, metre.groups[0] - half, False, 311 + bar)]
    return [*lead, Slot(bar, pulses[1], metre.length - breath - pulses[1], True, 312 + bar, goal)]


def _heavy(
    frame: Frame, theme: int, part: str, slots: list[Slot], chance: Chance, centre: float
) -> dict[int, tuple[int, Sonority]]:
    """For the places of heavy slots their pitch and the chord under them."""
    scale, metre = SCALES[frame.scale], METRES[frame.metre]
    found: dict[int, tuple[int, Sonority]] = {}
    # A theme begins on the tonic chord's root, third or fifth; the middle section higher.
    start = chance.one_of((-2.0, 1.0, 4.0), 70) + (3.0 if part == "b" else 0.0)
    before, last_move, under = centre + start, 0.0, None
    for number, slot in enumerate(slots):
        if not slot.heavy:
            continue
        chord = sonority_at(frame, theme, part, slot.bar, slot.at)
        place = slot.bar % PHRASE + slot.at / metre.length
        later = slot.bar >= PHRASE
        top = 4.0 + 3.0 * chance.number(71) + (3.0 if later and slot.bar % PHRASE >= 2 else 0.0)
        target = centre + start + top * math.sin(math.pi * min(place / 3.2, 1.0)) - (2.0 if slot.goal else 0.0)
        classes = {(frame.tonic + scale.tones[0]) % 12} if slot.goal == "home" else chord.classes
        if not classes & chord.classes:
            classes = chord.classes
        best, cost = round(before), 1e9
        for pitch in range(round(centre) - REACH_DOWN, round(centre) + REACH_UP + 1):
            if pitch % 12 not in classes:
                continue
            move = pitch - before
            here = 0.7 * abs(pitch - target) + 0.8 * abs(move)
            if move == 0:
                here += 5.0
            if abs(move) > 7:
                here += 4.0
            if abs(last_move) > 4 and move * last_move > 0:
                here += 3.0
            if under is not None and move * (chord.bass - under.bass) > 0:
                interval = (pitch - chord.bass) % 12
                here += 6.0 if interval in (0, 7) and (before - under.bass) % 12 == interval else 0.0
            if here < cost and (here := here + 1.6 * chance.number(1000 + 24 * slot.name + pitch % 12)) < cost:
                best, cost = pitch, here
        last_move, before, under = best - before, float(best), chord
        found[number] = (best, chord)
    return found


def _between(
    frame: Frame, theme: int, part: str, slots: list[Slot], heavy: dict[int, tuple[int, Sonority]], chance: Chance,
    leaps: float,
) -> list[int]:  # fmt: skip
    scale = SCALES[frame.scale]
    pitches: list[int] = []
    anchors = sorted(heavy)
    for number, slot in enumerate(slots):
        if number in heavy:
            pitches.append(heavy[number][0])
            continue
        here = scale.nearest(pitches[-1] - frame.tonic)
        following = next((anchor for anchor in anchors if anchor > number), None)
        left = (following - number) if following is not None else 1
        aim = scale.nearest(heavy[following][0] - frame.tonic) if following is not None else here
        decision = 400 + (slot.name % 40) + (20 if part == "a'" and slot.name >= 200 else 0)
        way = 1 if chance.number(decision) < 0.5 else -1
        if len(pitches) > 1 and abs(pitches[-1] - pitches[-2]) > 4:
            way = -1 if pitches[-1] > pitches[-2] else 1
        elif chance.number(decision + 200) < leaps:
            under = heavy[max(anchor for anchor in anchors if anchor < number)][1]
            skipped = _skip(under, pitches[-1], way)
            landed = scale.nearest(skipped - frame.tonic) if skipped is not None else aim
            # Only where the way on leads back.
            if skipped is not None and abs(landed - aim) <= left + 3 and (aim - landed) * way <= 0:
                pitches.append(skipped)
                continue
        # As many steps as are left must be enough for the rest of the way; with one left, it is a neighbour of the aim.
        step = here + way
        if abs(aim - step) > left:
            step = here + (1 if aim > here else -1)
        if step == aim and left == 1 and here != aim and abs(here - aim) == 1:
            step = aim + (aim - here)
        if abs(aim - step) > left + 1:
            step = here + (2 if aim > here else -2)
        pitches.append(frame.tonic + scale.semitones(step))
    return pitches


def _skip(chord: Sonority, pitch: int, way: int) -> int | None:
    """The next tone of the chord that is a third or a fourth away, if there is one."""
    for distance in (3, 4, 5):
        if (pitch + way * distance) % 12 in chord.classes:
            return pitch + way * distance
    return None
