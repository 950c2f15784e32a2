"""A solo over the chords: what an improviser plays in place of the theme, another one each time.

Lines of eighths as bebop taught them (after D. Baker, How to Play Bebop, 1985): up through the chord, down the scale, on
the beats a tone of the chord, and between two lines a breath that is never twice as long.
"""

from __future__ import annotations

from functools import lru_cache

from universes.composer.form import SECTION
from universes.composer.harmony import Frame
from universes.composer.melody import Tone
from universes.composer.metres import METRES
from universes.composer.scales import SCALES
from universes.composer.voicing import sonority_at

# How many eighths a line has and how many are silent after it; the farthest from the middle that it goes, in semitones.
LINES, BREATHS = (7, 9, 12, 15), (2, 3, 3, 4)
REACH_DOWN, REACH_UP = 8, 13
EIGHTH = 2


@lru_cache(maxsize=256)
def solo(frame: Frame, theme: int, part: str, chorus: int, leaps: float, centre: float) -> tuple[tuple[Tone, ...], ...]:
    """The solo of each bar of a section about the MIDI number `centre`. `chorus` counts sections: each has its own."""
    metre, chance = METRES[frame.metre], frame.chance("solo", chorus)
    places = [(bar, at) for bar in range(SECTION) for at in range(0, metre.length - metre.length % EIGHTH, EIGHTH)]
    bars: list[list[Tone]] = [[] for _bar in range(SECTION)]
    pitch, way, number = round(centre) + chance.one_of((-3, 0, 4), 0), 1, 0
    first = chance.one_of((0, 1, 2), 1)
    while first < len(places) - 2:
        count = min(chance.one_of(LINES, 10 + 4 * number), len(places) - first)
        line = chance.number(11 + 4 * number)
        for step, (bar, at) in enumerate(places[first : first + count]):
            classes = sonority_at(frame, theme, part, bar, at).classes
            beat, last = at in metre.pulses, step == count - 1
            draw = frame.chance("solo", chorus, bar, at)
            way = _turned(way, pitch - centre, draw.number(0), rising=line < 0.5 and step < 3)
            pitch = _next(frame, pitch, way, classes, chordal=beat or last, leap=draw.number(1) < leaps)
            # A line ends long, on a tone of the chord.
            left = EIGHTH if not last else min(2 * EIGHTH, metre.length - at)
            bars[bar].append(Tone(bar, at, left, pitch, beat or last))
        first += count + chance.one_of(BREATHS, 12 + 4 * number)
        number += 1
    return tuple(tuple(bar) for bar in bars)


def _turned(way: int, off: float, draw: float, *, rising: bool) -> int:
    """Up or down: back where it has gone far, up where a line rises, otherwise mostly on and rather down than up."""
    if off > REACH_UP - 4:
        return -1
    if off < 4 - REACH_DOWN:
        return 1
    if rising:
        return 1
    return -way if draw < (0.35 if way > 0 else 0.15) else way


def _next(frame: Frame, pitch: int, way: int, classes: frozenset[int], *, chordal: bool, leap: bool) -> int:
    """The next note that way: a step of the scale, or the nearest tone of the chord on the beat and where it leaps."""
    scale = SCALES[frame.scale]
    if chordal or (leap and way > 0):
        near = [pitch + way * distance for distance in range(1, 8) if (pitch + way * distance) % 12 in classes]
        if near:
            return near[0]
    return frame.tonic + scale.semitones(scale.nearest(pitch - frame.tonic) + way)
