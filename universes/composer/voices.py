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
        return _comped(frame, place, intensity)
    strokes = []
    for at in sorted(hits):
        sounding = sonority_at(frame, place.theme, place.part, place.measure, at)
        strength = 0.5 * metre.weights[at] if kind == "pulse" else 0.2
        strokes += [Stroke(at, 2, pitch, strength) for pitch in sounding.upper]
    return strokes


# Rhythms of jazz comping in 4/4, as (sixteenth, length): the Charleston, its answers, and the push before the bar line.
COMPS: tuple[tuple[rhythm.Span, ...], ...] = (
    ((0, 3), (6, 2)), ((6, 4), (12, 2)), ((6, 2), (14, 2)), ((2, 2), (8, 3)), ((4, 2), (10, 4)), ((6, 6),),
    ((0, 2), (6, 2), (14, 2)), ((2, 1), (6, 3), (12, 1)), ((14, 2),), ((0, 6), (10, 2)),
)  # fmt: skip


def _comped(frame: Frame, place: Place, intensity: float) -> list[Stroke]:
    """Short chords that converse with the beat: another rhythm in each bar of a phrase, the same in the phrase that answers;
    before a bar line the chord that comes after it.
    """
    metre, chance = METRES[frame.metre], frame.chance("comp", place.theme, place.tale)
    if metre.length == 16:
        wanted = 1.0 + 2.0 * intensity
        weights = [1.0 / (0.3 + abs(len(spans) - wanted)) for spans in COMPS]
        spans = COMPS[chance.weighted(weights, place.measure % PHRASE)]
    else:
        order = rhythm.order(frame.metre, 2, int(97 * chance.number(place.measure % PHRASE)))
        off = sorted(at for at, density in order.items() if 0.0 < density < 0.3 + 0.4 * intensity and at % 4 == 2)
        spans = tuple((at, 2 + 2 * (number % 2)) for number, at in enumerate(off)) or ((metre.middle, 3),)
    strokes = []
    for at, length in spans:
        pushed = at >= metre.length - 2 and place.measure < SECTION - 1
        where = (place.measure + 1, 0) if pushed else (place.measure, at)
        sounding = sonority_at(frame, place.theme, place.part, *where)
        strength = 0.4 if pushed or length > 3 else -0.2 if length == 1 else 0.1
        strokes += [Stroke(at, length, pitch, strength) for pitch in sounding.upper]
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
    mood = MOODS[frame.mood]
    strokes: list[Stroke] = []
    for sounding, at, stands in _standing(frame, place):
        length = max(round(stands * mood.held), 1)
        if mood.staggered:
            strokes += _staggered(frame, place, sounding, at, length)
            continue
        for voice, pitch in enumerate(sounding.upper):
            if voice == sounding.late:
                delay = min(suspension_length(frame, sounding.chord), length - 1)
                strokes += [Stroke(at, delay, sounding.leaning, 0.3), Stroke(at + delay, length - delay, pitch, -0.3)]
            else:
                strokes.append(Stroke(at, length, pitch))
    return strokes


def _staggered(frame: Frame, place: Place, sounding: Sonority, at: int, length: int) -> list[Stroke]:
    """The lowest or the highest voice of a chord comes later than the two others, each is as strong as it likes, and one
    goes over the end into what follows: something always comes and something always goes.
    """
    pulse, chance = METRES[frame.metre].groups[0], frame.chance("stagger", place.theme, place.part, place.measure)
    alone = 2 * int(2 * chance.number(0))
    strokes = []
    for voice, pitch in enumerate(sounding.upper):
        delay = min(pulse * (1 + int(3 * chance.number(1))), length // 2) if voice == alone else 0
        strength = 1.6 * chance.number(4 + voice) - 0.9
        strokes.append(Stroke(at + delay, length - delay + (pulse if voice == alone else 0), pitch, strength))
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
    ends = place.measure % PHRASE == PHRASE - 1
    share *= (0.45 if kind == "sparse" else 1.0) * ((0.45 if kind == "strum" else 0.7) if ends else 1.0)
    order = rhythm.order(frame.metre, every, chance_seed(frame, place))
    places = sorted(at for at, needed in order.items() if needed <= share)
    strokes: list[Stroke] = []
    for number, at in enumerate(places):
        sounding = sonority_at(frame, place.theme, place.part, place.measure, at)
        end = places[number + 1] if number + 1 < len(places) else metre.length
        strength, index = metre.weights[at] - 0.5, at // 2
        steps = ladder(sounding.classes, round(centre) - 7, round(centre) + 14)
        if kind == "strum":
            strokes += _strummed(frame, place, sounding, steps, at, end)
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


def _strummed(frame: Frame, place: Place, sounding: Sonority, steps: list[int], at: int, end: int) -> list[Stroke]:
    """A hand over the strings: down on the pulses, all of them and slowly where it is heavy; up between them, quick and few;
    one light place of the bar is the theme's own accent, the least are stopped at once. On the second pulse the highest
    string is a step above its chord and falls back with the next stroke.
    """
    metre, scale = METRES[frame.metre], SCALES[frame.scale]
    down, heavy = at in metre.pulses, metre.weights[at] > 0.75
    chance = frame.chance("strum", place.theme, place.tale)
    light = [one for one in range(2, metre.length, 2) if one not in metre.pulses]
    accent = bool(light) and at == light[int(chance.number(place.measure % 2) * len(light))]
    struck = steps[: 5 if heavy and place.measure % 2 == 0 else 4] if down else steps[1:4] if accent else steps[2:4]
    if down and at == metre.pulses[-1] and len(metre.pulses) > 1 and chance.number(2 + place.measure % PHRASE) < 0.5:
        above = frame.tonic + scale.semitones(scale.nearest(struck[-1] - frame.tonic) + 1)
        struck = [*struck[:-1], above]
    strength = 0.8 if accent else metre.weights[at] - (0.5 if place.measure % 2 == 0 else 0.65)
    length = 1 if at % 2 else end - at
    between = 14 if heavy else 10 if down else 6
    return [
        Stroke(
            at,
            length,
            pitch,
            strength - (0.0 if down else 0.15),
            between * (string if down else len(struck) - 1 - string),
        )
        for string, pitch in enumerate(struck)
    ]


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
    if kind == "heart":
        return _heart(frame, place, intensity, at_(0).bass)
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


def _heart(frame: Frame, place: Place, intensity: float, low: int) -> list[Stroke]:
    """A pedal point that lies under every second bar, and in the bars between the two beats of a heart, which miss where it
    is calm.
    """
    metre = METRES[frame.metre]
    pitch = frame.tonic + 12 * round((low - frame.tonic) / 12)
    if place.measure % 2 == 0:
        return [Stroke(0, metre.length + metre.length // 2, pitch, 0.3 if place.measure % PHRASE else -0.3)]
    if frame.chance("heart", place.theme, place.tale).number(place.measure) > 0.25 + intensity:
        return []
    last = metre.pulses[-1]
    return [Stroke(last, 2, pitch, 0.5), Stroke(last + 2, 2, pitch, -0.3)]


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
    """The tonic, and its fifth where the scale has one, held for two bars. Where it drifts it goes up a step in the third
    quarter of a section, and its fifth comes a pulse after it; it swells with the phrase.
    """
    if place.measure % 2:
        return []
    metre, scale, drifting = METRES[frame.metre], SCALES[frame.scale], MOODS[frame.mood].drifting
    length = 2 * metre.length
    low = frame.tonic + 12 * round((centre - frame.tonic) / 12)
    strength = (-0.4, 0.4, 0.7, -0.1)[place.measure // 2] if drifting else 0.0
    if drifting and place.measure == PHRASE and place.part != "a":
        return [Stroke(0, length, low + scale.tones[1], strength)]
    strokes = [Stroke(0, length, low, strength)]
    if 7 in scale.tones:
        late = metre.groups[0] if drifting else 0
        strokes.append(Stroke(late, length - late, low + 7, strength - 0.4))
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
