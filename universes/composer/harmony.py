"""Which chords: a grammar of rest, departure and return, for tonal scales, modes and symmetrical scales alike.

A section is a period: its first phrase leaves home and stops in the open, its second begins alike and closes. The middle
section goes by sequence and ends on the way back. Chords are degrees; what they are made of depends on the scale.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from msgspec import Struct

from universes.composer.chance import Chance
from universes.composer.form import SECTION
from universes.composer.metres import METRES
from universes.composer.moods import MOODS
from universes.composer.parameters import Music
from universes.composer.scales import KEYS, SCALES, Scale

# What an interval above the root is looked for in, best first, where a scale has not seven tones: third, fifth, seventh, ninth.
WANTED = ((4, 3, 5, 2), (7, 6, 8, 5), (10, 11, 9, 8), (14, 13, 15, 12))


class Frame(Struct, frozen=True, dict=True):
    """What the notes of a section are decided by: those parameters that move no note are left out, so that a section that
    has been composed is found again.
    """

    seed: int
    mood: str
    key: str
    scale: str
    metre: str
    complexity: float
    harmony_scale: float
    rub: float
    tension: float
    register: float

    @cached_property
    def tonic(self) -> int:
        """The MIDI number of the tonic nearest to middle C."""
        return 60 + (KEYS[self.key] + 5) % 12 - 5

    def chance(self, *names: int | str) -> Chance:
        return Chance(self.seed, *names)


def frame(seed: int, music: Music) -> Frame:
    # Tension brings friction of its own, whatever the chords have already.
    rub = 1.0 - (1.0 - music.dissonance) * (1.0 - 0.6 * music.tension)
    return Frame(
        seed, music.mood, music.key, music.scale, music.metre, (music.complexity - 1.0) / 9.0, music.harmony_scale,
        rub, music.tension, music.register,
    )  # fmt: skip


class Chord(Struct, frozen=True):
    """A chord on `degree` from the sixteenth `at` of its bar; `lasts` sixteenths, over the bar line where it stands on."""

    at: int
    degree: int
    lasts: int


@lru_cache(maxsize=512)
def tones(scale_name: str, degree: int) -> tuple[int, ...]:
    """Root, third, fifth, seventh and ninth over `degree`, as degrees: every other tone of a scale of seven, elsewhere the
    tones that come nearest to those intervals.
    """
    scale = SCALES[scale_name]
    if scale.size == 7:
        return tuple(degree + above for above in (0, 2, 4, 6, 8))
    return (degree, *(_found(scale, degree, wanted) for wanted in WANTED))


def _found(scale: Scale, degree: int, wanted: tuple[int, ...]) -> int:
    root = scale.semitones(degree)
    above = {scale.semitones(degree + more) - root: degree + more for more in range(1, 2 * scale.size + 1)}
    for semitones in wanted:
        if semitones in above:
            return above[semitones]
    return above[min(above, key=lambda semitones: (abs(semitones - wanted[0]), semitones))]


@lru_cache(maxsize=512)
def progression(frame: Frame, theme: int, part: str) -> tuple[tuple[Chord, ...], ...]:
    """The chords of each of a section's eight bars; a bar through which the last chord only stands has none."""
    scale, mood, metre = SCALES[frame.scale], MOODS[frame.mood], METRES[frame.metre]
    chance, again = frame.chance("harmony", theme, part[0]), frame.chance("harmony", theme, part)
    degrees = _bridge(frame, scale, chance) if part == "b" else _period(frame, scale, chance, again)
    if mood.chord_bars == 2:
        # Slow harmony keeps where it starts, how it moves off or where it stops in the open, one more step, and the close.
        third, fifth = (2 if again.number(42) < 0.5 else 3), (4 if again.number(43) < 0.6 else 5)
        degrees = [degrees[bar] for bar in (0, 0, third, third, fifth, fifth, 6, 7)]
    split = {}
    if mood.chord_bars == 1 and metre.middle:
        split[6] = scale.leading[0] if part == "b" else _before_close(frame, scale, chance)
        if chance.number(40) < 0.15 + 0.7 * frame.complexity:
            split[2] = scale.away[1] if degrees[2] != scale.away[1] else scale.home[1]
        if chance.number(41) < frame.complexity - 0.35:
            split[5] = scale.home[2] if part == "b" else scale.leading[2]
    events: list[tuple[int, int, int]] = []
    for bar in range(SECTION):
        if not events or events[-1][2] != degrees[bar] or bar % 4 == 0:
            events.append((bar, 0, degrees[bar]))
        if bar in split and split[bar] != degrees[bar]:
            events.append((bar, metre.middle, split[bar]))
    found: list[list[Chord]] = [[] for _bar in range(SECTION)]
    for number, (bar, at, degree) in enumerate(events):
        end = SECTION * metre.length
        if number + 1 < len(events):
            end = events[number + 1][0] * metre.length + events[number + 1][1]
        found[bar].append(Chord(at, degree, end - bar * metre.length - at))
    return tuple(tuple(chords) for chords in found)


def _period(frame: Frame, scale: Scale, chance: Chance, again: Chance) -> list[int]:
    """Home, on, away, open; home, on, away, closed. What lies between may go other ways when it is told `again`."""
    still = 1.0 - frame.complexity
    second = (scale.home[0], scale.home[1], scale.away[0], scale.away[1], scale.home[2])
    weights = (0.5 * still, 0.8, 0.8, 0.4, 0.5 * frame.complexity)
    first = second[chance.weighted(weights, 0)]
    later = first if again.number(1) < 0.7 - 0.4 * frame.complexity else second[again.weighted(weights, 2)]
    away = again.one_of(scale.away, 3)
    if away == first:
        away = next(degree for degree in (*scale.away, scale.home[1]) if degree != first)
    opened = again.one_of(scale.leading[:2], 4)
    close = scale.home[0]
    if MOODS[frame.mood].cadence == "open" and frame.mood in ("mystery", "dread", "ambient"):
        # What must not come to rest ends beside home as often as on it.
        close = scale.home[chance.weighted((0.4, 0.6, 0.3), 5)]
    return [scale.home[0], first, away, opened, scale.home[0], later, again.one_of(scale.away, 6), close]


def _before_close(frame: Frame, scale: Scale, chance: Chance) -> int:
    cadence = MOODS[frame.mood].cadence
    if cadence == "plagal":
        return scale.away[0]
    return scale.leading[0] if cadence == "authentic" else chance.one_of(scale.leading, 7)


def _bridge(frame: Frame, scale: Scale, chance: Chance) -> list[int]:
    """Away from home by falling fifths, by steps down or to and fro, then back to the edge of it."""
    start = scale.home[1] if chance.number(0) < 0.6 else scale.away[0]
    if scale.size == 7 and (kind := chance.number(1)) < 0.75:
        move = 3 if kind < 0.4 else -1
        # The diminished triad of a major scale's seventh degree and its like are stepped over.
        first = [_firm(scale, (start + move * bar) % 7) for bar in range(4)]
    else:
        first = [start, scale.away[1], start, scale.leading[0]]
    away = chance.one_of(scale.away, 2)
    return [*first, away, scale.home[2] if away != scale.home[2] else scale.home[1], scale.away[0], scale.leading[0]]


def _firm(scale: Scale, degree: int) -> int:
    fifth = scale.semitones(degree + 4) - scale.semitones(degree)
    return degree if fifth == 7 else (degree + 4) % 7
