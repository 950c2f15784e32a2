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
from universes.composer.form import PHRASE, SECTION
from universes.composer.harmony import Frame
from universes.composer.metres import METRES
from universes.composer.moods import MOODS
from universes.composer.scales import SCALES
from universes.composer.voicing import Sonority, sonority_at

REACH_DOWN, REACH_UP = 9, 12


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
    """Where a note will be: note `number` of the motif or the close named `motif`, whose decisions it follows wherever that
    is told. `goal` "home" and "rest" are where phrases end.
    """

    bar: int
    at: int
    length: int
    heavy: bool
    motif: int
    number: int
    goal: str = ""


@lru_cache(maxsize=512)
def tune(frame: Frame, theme: int, part: str, leaps: float, centre: float) -> tuple[tuple[Tone, ...], ...]:
    """The melody of each bar of a section about the MIDI number `centre`. In part "a'" it is varied."""
    slots = _slots(frame, theme, part)
    heavy = _heavy(frame, theme, part, slots, centre)
    pitches = _between(frame, theme, part, slots, heavy, leaps)
    bars: list[list[Tone]] = [[] for _bar in range(SECTION)]
    for slot, pitch in zip(slots, pitches, strict=True):
        bars[slot.bar].append(Tone(slot.bar, slot.at, slot.length, pitch, slot.heavy))
    return tuple(tuple(bar) for bar in bars)


def motif_rhythm(frame: Frame, theme: int) -> tuple[rhythm.Span, ...]:
    """The rhythm of the theme's motif, which other voices take up."""
    mood = MOODS[frame.mood]
    syncopation = frame.complexity if mood.pace > 0.4 else 0.0
    return rhythm.motif(frame.metre, mood.pace, syncopation, frame.chance("motif", theme))


def _slots(frame: Frame, theme: int, part: str) -> list[Slot]:
    mood, metre = MOODS[frame.mood], METRES[frame.metre]
    shapes, other = frame.chance("phrases", theme, part[0]), frame.chance("second motif", theme, part[0])
    first = motif_rhythm(frame, theme)
    # The middle section and the second bar of a two-bar motif have a rhythm of their own.
    second = rhythm.motif(frame.metre, mood.pace, frame.complexity if mood.pace > 0.4 else 0.0, other)
    if part == "b":
        first, second = second, rhythm.broken(first, frame.metre)
    elif shapes.number(0) < 0.55 - 0.3 * frame.complexity:
        second = first
    livelier = rhythm.motif(frame.metre, min(mood.pace + 0.2, 1.0), 0.0, frame.chance("variation", theme))
    slots: list[Slot] = []
    for phrase in range(2):
        shape = mood.phrases[0] if phrase else shapes.one_of(mood.phrases, 1)
        for measure, sign in enumerate(shape):
            bar = PHRASE * phrase + measure
            if sign == "-":
                continue
            if sign == "c":
                goal = "home" if phrase and part != "b" else "rest"
                slots += _close(frame, bar, goal, led=shapes.number(2 + phrase) < 0.6)
                continue
            spans, motif = (first, 0) if measure % 2 == 0 else (second, 1)
            if measure == 2:
                spans, motif = rhythm.broken(first, frame.metre), 2 + phrase
            if part == "a'" and measure == 1:
                spans = livelier
            for number, (at, length) in enumerate(spans):
                heavy = at == 0 or length >= 8 or metre.weights[at] > 0.7
                slots.append(Slot(bar, at, length, heavy, motif, number))
    return slots


def _close(frame: Frame, bar: int, goal: str, *, led: bool) -> list[Slot]:
    """The end of a phrase: two notes that lead there, where they are wanted and there is room, a long one, and a breath."""
    metre = METRES[frame.metre]
    pulses = metre.pulses
    breath = metre.groups[-1] if len(pulses) > 2 else 2
    end = 5 + bar // PHRASE
    if not led or len(pulses) < 3 or MOODS[frame.mood].pace <= 0.25:
        return [Slot(bar, 0, metre.length - breath, True, end, 2, goal)]
    half = metre.groups[0] // 2
    lead = [Slot(bar, 0, half, True, end, 0), Slot(bar, half, metre.groups[0] - half, False, end, 1)]
    return [*lead, Slot(bar, pulses[1], metre.length - breath - pulses[1], True, end, 2, goal)]


def _heavy(frame: Frame, theme: int, part: str, slots: list[Slot], centre: float) -> dict[int, tuple[int, Sonority]]:
    """For the places of heavy slots their pitch and the chord under them."""
    scale, metre = SCALES[frame.scale], METRES[frame.metre]
    arch, taste = frame.chance("arch", theme, part[0]), frame.chance("places", theme, part[0])
    found: dict[int, tuple[int, Sonority]] = {}
    # A theme begins on the tonic chord's root, third or fifth; the middle section higher.
    start = centre + arch.one_of((-2.0, 1.0, 4.0), 0) + (3.0 if part == "b" else 0.0)
    height = 4.0 + 3.0 * arch.number(1)
    pitches = range(round(centre) - REACH_DOWN, round(centre) + REACH_UP + 1)
    before, last_move, under = start, 0.0, None
    for number, slot in enumerate(slots):
        if not slot.heavy:
            continue
        chord = sonority_at(frame, theme, part, slot.bar, slot.at)
        place = slot.bar % PHRASE + slot.at / metre.length
        # The second phrase goes higher where it is developed: there is the top of the section.
        top = height + (3.0 if slot.bar >= PHRASE and place >= 2 else 0.0)
        target = start + top * math.sin(math.pi * min(place / 3.2, 1.0)) - (2.0 if slot.goal else 0.0)
        home = (frame.tonic + scale.tones[0]) % 12
        classes = {home} if slot.goal == "home" and home in chord.classes else chord.classes
        best, cost = round(before), 1e9
        for pitch in pitches:
            if pitch % 12 not in classes:
                continue
            move = pitch - before
            here = 0.7 * abs(pitch - target) + 0.8 * abs(move) + _faults(move, last_move)
            if under is not None and _hollow(before, under.bass, pitch, chord.bass):
                here += 6.0
            if (
                here < cost
                and (here := here + 1.6 * taste.number(480 * slot.motif + 12 * slot.number + pitch % 12)) < cost
            ):
                best, cost = pitch, here
        last_move, before, under = best - before, float(best), chord
        found[number] = (best, chord)
    return found


def _faults(move: float, last_move: float) -> float:
    """What is against a move: standing still, leaping over a fifth, going on the way of a leap."""
    still, far = (5.0 if move == 0 else 0.0), (4.0 if abs(move) > 7 else 0.0)
    return still + far + (3.0 if abs(last_move) > 4 and move * last_move > 0 else 0.0)


def _hollow(before: float, bass_before: int, pitch: int, bass: int) -> bool:
    """Whether melody and bass go in parallel fifths or octaves."""
    interval = (pitch - bass) % 12
    return (
        interval in (0, 7) and (before - bass_before) % 12 == interval and (pitch - before) * (bass - bass_before) > 0
    )


def _between(
    frame: Frame, theme: int, part: str, slots: list[Slot], heavy: dict[int, tuple[int, Sonority]], leaps: float
) -> list[int]:
    """All pitches: those between heavy places walk to the next of them, each note of a motif in its own direction."""
    scale = SCALES[frame.scale]
    ways, wishes = frame.chance("ways", theme, part[0]), frame.chance("leaps", theme, part[0])
    pitches: list[int] = []
    anchors = sorted(heavy)
    for number, slot in enumerate(slots):
        if number in heavy:
            pitches.append(heavy[number][0])
            continue
        here = scale.nearest(pitches[-1] - frame.tonic)
        following = next((anchor for anchor in anchors if anchor > number), None)
        left = following - number if following is not None else 1
        aim = scale.nearest(heavy[following][0] - frame.tonic) if following is not None else here
        way = 1 if ways.number(slot.number) < 0.5 else -1
        if len(pitches) > 1 and abs(pitches[-1] - pitches[-2]) > 4:
            way = -1 if pitches[-1] > pitches[-2] else 1
        elif wishes.number(40 * slot.motif + slot.number) < leaps:
            under = heavy[max(anchor for anchor in anchors if anchor < number)][1]
            skipped = _skip(under, pitches[-1], way)
            landed = scale.nearest(skipped - frame.tonic) if skipped is not None else aim
            # Only where the way on leads back.
            if skipped is not None and abs(landed - aim) <= left + 3 and (aim - landed) * way <= 0:
                pitches.append(skipped)
                continue
        pitches.append(frame.tonic + scale.semitones(_walked(here, aim, left, way)))
    return pitches


def _walked(here: int, aim: int, left: int, way: int) -> int:
    """The degree after `here` on the way to `aim`, which is `left` notes off: a step in the direction `way` while the rest
    can still be walked, otherwise towards it; the last note before `aim` is a neighbour of it, and not `aim` itself.
    """
    towards = 1 if aim > here else -1
    step = here + way
    if abs(aim - step) > left:
        step = here + towards
    if step == aim and left == 1 and abs(here - aim) == 1:
        step = aim + (aim - here)
    return step if abs(aim - step) <= left + 1 else here + 2 * towards


def _skip(chord: Sonority, pitch: int, way: int) -> int | None:
    """The next tone of the chord that is a third or a fourth away, if there is one."""
    for distance in (3, 4, 5):
        if (pitch + way * distance) % 12 in chord.classes:
            return pitch + way * distance
    return None
