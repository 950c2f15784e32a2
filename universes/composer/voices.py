"""What the voices play beside the melody: chords, figures, bass, drone, and a voice that answers.

Each function writes one bar as strokes: sixteenth, length in sixteenths, MIDI number, strength -1 to 1, and thousandths of
a second by which it comes late on purpose.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from universes.composer import rhythm
from universes.composer.form import PHRASE, SECTION, Place
from universes.composer.harmony import Frame, tones
from universes.composer.melody import Tone, motif_rhythm
from universes.composer.metres import METRES
from universes.composer.moods import MOODS
from universes.composer.scales import SCALES
from universes.composer.voicing import Sonority, sonorities, sonority_at, suspension_length


class Stroke(Struct, frozen=True):
    at: float
    length: float
    pitch: int
    strength: float = 0.0
    late: int = 0


def chords(frame: Frame, place: Place, intensity: float) -> list[Stroke]:
    """The upper voices: held, struck on every pulse, or off the beat."""
    kind, metre = MOODS[frame.mood].chords, METRES[frame.metre]
    if kind == "hold":
        return _held(frame, place)
    if kind == "pulse":
        every = rhythm.order(frame.metre, 2, 7 + place.theme)
        hits = [at for at in every if at in metre.pulses or every[at] < intensity - 0.3]
    else:
        order = rhythm.order(frame.metre, 2, frame.seed % 97 + place.theme)
        hits = [at for at, density in order.items() if 0.0 < density < 0.25 + 0.35 * intensity and at % 4 == 2]
        hits = hits or [metre.middle]
    strokes = []
    for at in sorted(hits):
        sounding = sonority_at(frame, place.theme, place.part, place.measure, at)
        strength = 0.5 * metre.weights[at] if kind == "pulse" else 0.2
        strokes += [Stroke(at, 2, pitch, strength) for pitch in sounding.upper]
    return strokes


def _standing(frame: Frame, place: Place) -> list[tuple[Sonority, int, int]]:
    """The chords that are struck in this bar, each with its sixteenth and for how many it stands: when they change, and
    again every two bars, so that none hangs for long.
    """
    metre = METRES[frame.metre]
    section = sonorities(frame, place.theme, place.part)
    found, rest = section[place.measure], (2 - place.measure % 2) * metre.length
    struck = [(one, one.chord.at, min(one.chord.lasts, rest - one.chord.at)) for one in found]
    if place.measure % 2 == 0 and not (found and found[0].chord.at == 0):
        following = section[place.measure + 1]
        end = found[0].chord.at if found else metre.length + following[0].chord.at if following else rest
        sounding = sonority_at(frame, place.theme, place.part, place.measure, 0)
        # A suspension that was resolved is not prepared again.
        struck.insert(0, (msgspec.structs.replace(sounding, late=None), 0, end))
    return struck


def _held(frame: Frame, place: Place) -> list[Stroke]:
    held = MOODS[frame.mood].held
    strokes: list[Stroke] = []
    for sounding, at, stands in _standing(frame, place):
        length = max(round(stands * held), 1)
        for voice, pitch in enumerate(sounding.upper):
            if voice == sounding.late:
                delay = min(suspension_length(frame, sounding.chord), length - 1)
                strokes += [Stroke(at, delay, sounding.leaning, 0.3), Stroke(at + delay, length - delay, pitch, -0.3)]
            else:
                strokes.append(Stroke(at, length, pitch))
    return strokes


def _lying(frame: Frame, place: Place) -> list[Stroke]:
    held = MOODS[frame.mood].held
    return [Stroke(at, max(round(stands * held), 1), one.bass) for one, at, stands in _standing(frame, place)]


def ladder(classes: frozenset[int], low: int, high: int) -> list[int]:
    """The MIDI numbers of pitch classes from `low` to `high`."""
    return [pitch for pitch in range(low, high + 1) if pitch % 12 in classes]


ARPEGGIOS = ((0, 1, 2, 3, 4, 3, 2, 1), (0, 2, 1, 3, 2, 4, 3, 2), (0, 2, 3, 4, 5, 4, 3, 2), (0, 1, 2, 4, 3, 2, 4, 1))
# Steps of the scale about a tone of the chord: what makes an ostinato a figure and not a chord.
OSTINATI = ((0, 0, 0, 1, 0, 0, -1, 0), (0, 0, 2, 0, 0, 1, 0, -1), (0, 4, 0, 2, 0, 4, 2, 1), (0, 0, 4, 0, 2, 0, 1, 0))


def figure(frame: Frame, place: Place, density: float, centre: float) -> list[Stroke]:
    """The accompanying figure; with more `density`, 0 to 1, more of it sounds, and never less."""
    mood, metre = MOODS[frame.mood], METRES[frame.metre]
    kind, chance = mood.figure, frame.chance("figure", place.theme, place.tale)
    every, share = (1, 0.7 * density) if mood.sixteenths else (2, density)
    # A figure lets a phrase breathe where the melody does.
    share *= (0.45 if kind == "sparse" else 1.0) * (0.7 if place.measure % PHRASE == PHRASE - 1 else 1.0)
    order = rhythm.order(frame.metre, every, chance_seed(frame, place))
    places = sorted(at for at, needed in order.items() if needed <= share)
    strokes: list[Stroke] = []
    for number, at in enumerate(places):
        sounding = sonority_at(frame, place.theme, place.part, place.measure, at)
        end = places[number + 1] if number + 1 < len(places) else metre.length
        strength, index = metre.weights[at] - 0.5, at // 2
        steps = ladder(sounding.classes, round(centre) - 7, round(centre) + 14)
        if kind == "strum":
            down = at in metre.pulses
            struck = steps[:4] if down else steps[2:4]
            strokes += [
                Stroke(at, end - at, pitch, strength, 11 * (string if down else len(struck) - 1 - string))
                for string, pitch in enumerate(struck)
            ]
            continue
        if kind == "ostinato":
            cell = chance.one_of(OSTINATI, 3)
            pitch = _beside(frame, sounding, centre, cell[(index + at % 2) % len(cell)])
        elif kind == "alberti":
            pitch = steps[(0, 2, 1, 2)[index % 4] % len(steps)]
        elif kind == "sparse":
            pitch = steps[int(chance.number(20 * place.measure + at) * len(steps))]
        else:
            pitch = steps[chance.one_of(ARPEGGIOS, 4)[index % 8] % len(steps)]
        strokes.append(Stroke(at, end - at, pitch, strength))
    return strokes


def chance_seed(frame: Frame, place: Place) -> int:
    """The seed of a theme's rhythms: the same in all its bars, so that they are figures and not accidents."""
    return int(frame.chance("grid", place.theme, place.tale).number() * 1_000)


def _beside(frame: Frame, sounding: Sonority, centre: float, steps: int) -> int:
    scale = SCALES[frame.scale]
    root = sounding.chord.degree + scale.size * round(
        (centre - frame.tonic - scale.semitones(sounding.chord.degree)) / 12
    )
    members = tones(frame.scale, root)
    if steps in (2, 4):
        return frame.tonic + scale.semitones(members[steps // 2])
    return frame.tonic + scale.semitones(root + steps)


def groove(frame: Frame, place: Place, intensity: float) -> list[int]:
    """The places on which bass and low drums meet."""
    order = rhythm.order(frame.metre, 2, chance_seed(frame, place))
    return sorted(at for at, density in order.items() if density <= 0.2 + 0.35 * intensity)


def bass(frame: Frame, place: Place, intensity: float) -> list[Stroke]:
    """The bass line in the mood's manner."""
    kind, metre = MOODS[frame.mood].bass, METRES[frame.metre]
    theme, part, measure = place.theme, place.part, place.measure

    def at_(at: int) -> Sonority:
        return sonority_at(frame, theme, part, measure, at)

    changes = [sounding.chord.at for sounding in sonorities(frame, theme, part)[measure]]
    if kind == "pedal":
        if measure % 2:
            return []
        low = frame.tonic + 12 * round((at_(0).bass - frame.tonic) / 12)
        return [Stroke(0, 2 * metre.length, low)]
    if kind == "long":
        return _lying(frame, place)
    if kind == "groove":
        starts = groove(frame, place, intensity)
    elif kind == "fifths":
        starts = sorted({0, metre.middle, *changes})
    else:
        starts = list(metre.pulses)
    strokes = []
    for number, at in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else metre.length
        sounding = at_(at)
        pitch, first = sounding.bass, at == 0 or at in changes
        if kind == "fifths" and not first:
            pitch = _fifth(frame, sounding)
        elif kind == "walk" and not first:
            pitch = _walked(frame, place, sounding, number, end)
        elif kind == "groove" and not first and frame.chance("octave", theme, place.tale).number(at) < 0.25:
            pitch += 12
        strokes.append(Stroke(at, end - at if kind != "groove" else min(end - at, 3), pitch, metre.weights[at] - 0.6))
    return strokes


def _fifth(frame: Frame, sounding: Sonority) -> int:
    """The chord's fifth beside its bass: below where that is not too low."""
    scale = SCALES[frame.scale]
    fifth = (frame.tonic + scale.semitones(tones(frame.scale, sounding.chord.degree)[2])) % 12
    below = sounding.bass - (sounding.bass - fifth) % 12
    return below if below >= 36 else below + 12


def _walked(frame: Frame, place: Place, sounding: Sonority, number: int, end: int) -> int:
    """A tone of the chord in the middle of the bar; before the next chord a step beside its bass."""
    scale, metre = SCALES[frame.scale], METRES[frame.metre]
    if end < metre.length:
        steps = ladder(sounding.classes, sounding.bass - 5, sounding.bass + 9)
        return steps[int(frame.chance("walk", place.theme, place.part, place.measure).number(number) * len(steps))]
    following = (place.measure + 1) % SECTION
    goal = sonority_at(frame, place.theme, place.part, following, 0).bass
    return frame.tonic + scale.semitones(scale.nearest(goal - frame.tonic) + (1 if sounding.bass > goal else -1))


def drone(frame: Frame, place: Place, centre: float) -> list[Stroke]:
    """The tonic, and its fifth where the scale has one, held for two bars."""
    if place.measure % 2:
        return []
    length = 2 * METRES[frame.metre].length
    low = frame.tonic + 12 * round((centre - frame.tonic) / 12)
    strokes = [Stroke(0, length, low)]
    if 7 in SCALES[frame.scale].tones:
        strokes.append(Stroke(0, length, low + 7, -0.4))
    return strokes


def counter(frame: Frame, place: Place, line: tuple[tuple[Tone, ...], ...], centre: float) -> list[Stroke]:
    """The second voice: it answers in the melody's rests, follows it as a shadow, or sings long tones above it."""
    kind, metre = MOODS[frame.mood].counter, METRES[frame.metre]
    theme, part, measure = place.theme, place.part, place.measure
    if kind == "descant":
        strokes = []
        for sounding in sonorities(frame, theme, part)[measure]:
            top = centre + (0, 1, 2, 1, 1, 3, 5, 2)[measure]
            pitch = min(ladder(sounding.classes, round(top) - 6, round(top) + 6), key=lambda one: abs(one - top))
            strokes.append(Stroke(sounding.chord.at, min(sounding.chord.lasts, 2 * metre.length), pitch))
        return strokes
    if kind == "shadow":
        strokes = []
        for tone in line[measure]:
            at = tone.at + metre.groups[0]
            if not tone.heavy or tone.length < 4 or at >= metre.length:
                continue
            sounding = sonority_at(frame, theme, part, measure, at)
            below = ladder(sounding.classes, tone.pitch - 10, tone.pitch - 3)
            if below:
                strokes.append(Stroke(at, tone.length, below[-1] + 12 * round((centre - below[-1]) / 24), -0.3))
        return strokes
    free = max((tone.at + tone.length for tone in line[measure]), default=0)
    spans = [span for span in motif_rhythm(frame, theme) if span[0] >= free]
    return _answer(frame, place, spans, centre)


def _answer(frame: Frame, place: Place, spans: list[rhythm.Span], centre: float) -> list[Stroke]:
    """The motif's rhythm on a way down or up to a tone of the chord."""
    scale, strokes = SCALES[frame.scale], []
    way = 1 if frame.chance("answer", place.theme, place.part).number(place.measure) < 0.5 else -1
    for number, (at, length) in enumerate(spans):
        sounding = sonority_at(frame, place.theme, place.part, place.measure, at)
        near = centre - way * (len(spans) - 1 - number) * 1.8
        if number in (0, len(spans) - 1):
            pitch = min(ladder(sounding.classes, round(near) - 6, round(near) + 6), key=lambda one: abs(one - near))
        else:
            pitch = frame.tonic + scale.semitones(scale.nearest(round(near) - frame.tonic))
        strokes.append(Stroke(at, length, pitch))
    return strokes
