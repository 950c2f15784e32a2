"""How chords follow each other: a bass line and three upper voices that move little, and never in parallel fifths or
octaves where there is another way.

The rules are those of any harmony book (Aldwell and Schachter, "Harmony and Voice Leading"): keep common tones, move the
rest by step, outer voices against each other, close the gaps.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, product

import msgspec
from msgspec import Struct

from universes.composer.form import SECTION
from universes.composer.harmony import Chord, Frame, progression, tones
from universes.composer.metres import METRES
from universes.composer.moods import MOODS, RoleName
from universes.composer.scales import SCALES

REACH = 12
PEDAL = (0, 1, 2, 4, 5)
PARALLEL, CROWDED, PULL, SPAN = 40.0, 3.0, 0.35, 0.3


class Sonority(Struct, frozen=True):
    """A chord as it is played: MIDI numbers of its `bass` and of its `upper` voices from low to high. `classes` are the
    pitch classes that are at home in it. A suspension holds `leaning` back in the upper voice number `late`.
    """

    chord: Chord
    bass: int
    upper: tuple[int, int, int]
    classes: frozenset[int]
    late: int | None = None
    leaning: int = 0


@lru_cache(maxsize=512)
def sonorities(frame: Frame, theme: int, part: str) -> tuple[tuple[Sonority, ...], ...]:
    """Each bar's chords of a section, voiced."""
    scale, mood = SCALES[frame.scale], MOODS[frame.mood]
    chance = frame.chance("voicing", theme, part[0])
    centre = _centre(frame, "harmony") + frame.register
    found: list[list[Sonority]] = [[] for _bar in range(SECTION)]
    before: Sonority | None = None
    number = 0
    for bar, chords in enumerate(progression(frame, theme, part)):
        for chord in chords:
            members = tones(frame.scale, chord.degree)
            closing = bar in (0, 3, 7)
            # A pedal point: the chords change over a bass that does not.
            below = tones(frame.scale, 0) if mood.pedal and part != "b" and bar in PEDAL else members
            bass = _bass(frame, below, before, None if closing or below is not members else chance.number(3 * number))
            chosen = _members(frame, members, chance.number(200 + number))
            upper = _upper(frame, chosen, members, bass, before, centre)
            classes = frozenset((frame.tonic + scale.semitones(member)) % 12 for member in (*members[:3], *chosen))
            sounding = Sonority(chord, bass, upper, classes)
            if before is not None and chance.number(3 * number + 1) < mood.suspensions + 0.3 * frame.tension:
                sounding = _suspended(frame, before, sounding)
            found[bar].append(_rubbed(frame, sounding, chance.number(100 + number), chance.number(300 + number)))
            before = sounding
            number += 1
    return tuple(tuple(bar) for bar in found)


def sonority_at(frame: Frame, theme: int, part: str, bar: int, at: int) -> Sonority:
    """What sounds in a section at the sixteenth `at` of `bar`, struck there or before."""
    bars = sonorities(frame, theme, part)
    for sounding in reversed(bars[bar]):
        if sounding.chord.at <= at:
            return sounding
    while not bars[bar - 1]:
        bar -= 1
    return bars[bar - 1][-1]


def _centre(frame: Frame, role: RoleName) -> float:
    player = MOODS[frame.mood].players.get(role)
    return player.centre if player is not None else 60.0


def _bass(frame: Frame, members: tuple[int, ...], before: Sonority | None, draw: float | None) -> int:
    """The root, or its third where the line would leap and `draw` allows it; as near to the last as the range lets it."""
    scale = SCALES[frame.scale]
    # Tension moves the outer voices apart.
    centre = _centre(frame, "bass") - 5.0 * frame.tension
    candidates = [members[0]] if draw is None or draw > 0.2 + 0.5 * frame.complexity else list(members[:2])
    goal = centre if before is None else 0.5 * centre + 0.5 * before.bass
    best, cost = 0, 1e9
    for number, member in enumerate(candidates):
        pitch_class = frame.tonic + scale.semitones(member)
        pitch = pitch_class + 12 * round((goal - pitch_class) / 12)
        here = abs(pitch - (before.bass if before is not None else centre)) + 1.5 * number
        if here < cost:
            best, cost = pitch, here
    return best


def _members(frame: Frame, members: tuple[int, ...], draw: float) -> tuple[int, int, int]:
    """The three upper voices' tones: under 1 thirds go, above 1 sevenths come, then ninths; the bass has the root."""
    root, third, fifth, seventh, ninth = members
    richness = frame.harmony_scale
    if draw >= richness:
        return root, fifth, root
    if draw < richness - 1.5:
        return third, seventh, ninth
    if draw < richness - 1.0:
        return third, fifth, seventh
    return root, third, fifth


@lru_cache(maxsize=4096)
def _candidates(classes: tuple[int, ...], centre: int) -> tuple[tuple[int, int, int], ...]:
    """The ways to lay out three pitch classes within REACH semitones of `centre`, low to high."""
    places = [
        [pitch for pitch in range(centre - REACH, centre + REACH + 1) if pitch % 12 == wanted] for wanted in classes
    ]
    found = []
    for low, middle, high in {tuple(sorted(way)) for way in product(*places)}:
        if low != middle != high:
            found.append((low, middle, high))
    return tuple(sorted(found))


def _upper(
    frame: Frame, chosen: tuple[int, ...], members: tuple[int, ...], bass: int, before: Sonority | None, centre: float
) -> tuple[int, int, int]:
    """The layout that moves least. Where each would make parallels, a tone is doubled in another's place."""
    best, cost = _nearest_way(frame, chosen, bass, before, centre)
    for doubled in ((members[0], members[1], members[0]), (members[1], members[2], members[1])):
        if cost < PARALLEL:
            break
        way, here = _nearest_way(frame, doubled, bass, before, centre)
        if here < cost:
            best, cost = way, here
    return best


def _nearest_way(
    frame: Frame, chosen: tuple[int, ...], bass: int, before: Sonority | None, centre: float
) -> tuple[tuple[int, int, int], float]:
    scale = SCALES[frame.scale]
    span = MOODS[frame.mood].span + 8.0 * frame.tension
    ways = _candidates(tuple((frame.tonic + scale.semitones(member)) % 12 for member in chosen), round(centre))
    best, cost = ways[0], 1e9
    for way in ways:
        low, middle, high = way
        here = PULL * abs(low + middle + high - 3 * centre) + SPAN * abs(high - low - span)
        if low <= bass + 2:
            here += CROWDED * 4
        if not 3 <= middle - low <= 12 or not 3 <= high - middle <= 12:
            here += CROWDED
        if before is not None:
            was = before.upper
            here += abs(low - was[0]) + abs(middle - was[1]) + abs(high - was[2])
            if here < cost:
                here += PARALLEL * sum(1 for _pair in parallels((before.bass, *was), (bass, *way)))
        if here < cost:
            best, cost = way, here
    return best, cost


def parallels(before: tuple[int, ...], after: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The pairs of voices that go from a fifth to a fifth or from an octave to an octave in the same direction."""
    for one, other in combinations(range(len(before)), 2):
        interval = (before[other] - before[one]) % 12
        if interval not in (0, 7) or (after[other] - after[one]) % 12 != interval:
            continue
        if (after[one] - before[one]) * (after[other] - before[other]) > 0:
            yield one, other


def _rubbed(frame: Frame, sounding: Sonority, draw: float, second: float) -> Sonority:
    """With friction the middle voice stands beside the lowest's tone instead of its own, with more the highest beside the
    middle's: seconds, as near to where they were as an octave lets them. The others go on as if it had not been.
    """
    low, middle, high = sounding.upper
    if draw < frame.rub:
        middle = _octave(_step(frame, low, 1), middle)
    if second < frame.rub - 0.35:
        high = _octave(_step(frame, middle, 1), high)
    late = (
        sounding.late
        if sounding.late is not None and (low, middle, high)[sounding.late] == sounding.upper[sounding.late]
        else None
    )
    return msgspec.structs.replace(sounding, upper=(low, middle, high), late=late)


def _octave(pitch: int, near: int) -> int:
    """`pitch` in the octave that is nearest to `near`."""
    return pitch + 12 * round((near - pitch) / 12)


def _step(frame: Frame, pitch: int, steps: int) -> int:
    scale = SCALES[frame.scale]
    return frame.tonic + scale.semitones(scale.nearest(pitch - frame.tonic) + steps)


def _suspended(frame: Frame, before: Sonority, now: Sonority) -> Sonority:
    """A tone of the last chord a step above its successor may stay a beat too long, and then resolve downwards."""
    for voice in (2, 1, 0):
        held, goal = before.upper[voice], now.upper[voice]
        if held == _step(frame, goal, 1) and held % 12 not in now.classes:
            return Sonority(now.chord, now.bass, now.upper, now.classes, voice, held)
    return now


def suspension_length(frame: Frame, chord: Chord) -> int:
    """How long a suspension holds, in sixteenths: one pulse, half of what it delays at most."""
    return min(METRES[frame.metre].groups[0], chord.lasts // 2)
