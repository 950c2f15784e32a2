"""A bar of music as a pure function of (seed, parameters, number of the bar).

Any bar can be asked for without those before it: a section is planned from the seed alone, and what was planned is
remembered. Parameters that are changed take effect in the bar that is asked for with them; the form, the motifs and every
decision they do not concern stay as they are, so that the piece goes on.
"""

from __future__ import annotations

import math

from msgspec import Struct

from audio.synthesis.instruments import InstrumentName
from audio.synthesis.reverb import RoomName
from universes.composer import drums, voices
from universes.composer.chance import Chance
from universes.composer.form import PHRASE, SCORING, Place, place
from universes.composer.harmony import Frame, frame
from universes.composer.improvising import solo
from universes.composer.melody import Tone, tune
from universes.composer.metres import METRES
from universes.composer.moods import MOODS, ROLES, Player, RoleName
from universes.composer.parameters import Music
from universes.composer.scales import SCALES
from universes.composer.voices import Stroke
from universes.composer.voicing import sonorities, sonority_at

# Where a voice may be moved to by the register: the middle of its range stays between these MIDI numbers.
LOWEST, HIGHEST = 33, 86
# Semitones by which tension moves the melody up; the bass goes down (`voicing`).
HIGHER = 6.0
LOUDER: dict[RoleName, int] = {
    "melody": 6, "counter": -4, "harmony": -6, "figure": -5, "bass": 0, "drone": -6, "drums": 0,
}  # fmt: skip
# How uneven people are, in velocity steps and thousandths of a second; drummers keep time.
UNEVEN, LATE, LATE_DRUMS = 4.0, 9.0, 4.0
# The sections of a movement in which an improviser leaves the theme.
SOLOS = (1, 2)
# Who swells on a note that is held for so many seconds or more.
SWELLING: tuple[RoleName, ...] = ("harmony", "drone", "bass", "counter", "figure")
LONG = 2.5
# The room that is left without resonance: nobody plays in no place at all.
DRIEST = 0.1
# The cymbals beside the drums: dB, and how much of them goes into the room.
METAL, METAL_SEND = -5.0, 0.6
# How a phrase breathes where time is free: its first bar lingers on its beginning, its last is held back.
BREATH = (0.7, -0.2, 0.3, -1.0)
# How much of a stroke's length is held when notes are shortest; chords and drones keep more of theirs.
SHORTEST: dict[RoleName, float] = {"harmony": 0.6, "drone": 0.8, "counter": 0.5}


class Note(Struct, frozen=True):
    """`at` and `lasts` in quarter notes, `at` from the bar's beginning; it may sound on over the bar line. `pitch` is a MIDI
    number, `late` the thousandths of a second by which this player is not a machine; it may be negative. `swell` is how many
    dB softer a long one begins and ends than it is in between.
    """

    at: float
    lasts: float
    pitch: int
    velocity: int
    late: int = 0
    swell: float = 0.0


class Voice(Struct, frozen=True):
    """One role in one bar. `volume` in dB, `pan` -1 to 1, `send` 0 to 1 into the room."""

    role: RoleName
    instrument: InstrumentName
    volume: float
    pan: float
    send: float
    notes: list[Note]


class ChordName(Struct, frozen=True):
    """A chord from beat `at` on: its root and its tones as pitch classes (0 is C). A bar's first is at 0, new or standing on."""

    at: float
    root: int
    tones: list[int]


class Bar(Struct, frozen=True):
    """Bar `number`: `measure` (0 to 7) of a section `letter` of the form. `beats` quarter notes at `tempo` a minute; all
    pitches are to be moved by `tuning` semitones. `cutoff` in Hz is where overtones end, `wet` how loud the room is.
    """

    number: int
    letter: str
    theme: int
    measure: int
    key: str
    scale: str
    metre: str
    beats: float
    tempo: float
    tuning: float
    volume: float
    cutoff: float
    room: RoomName
    wet: float
    chords: list[ChordName]
    voices: list[Voice]

    @property
    def seconds(self) -> float:
        return self.beats * 60.0 / self.tempo


def score(seed: int, music: Music, bar: int) -> Bar:
    """Bar number `bar`, from 0, of the piece that `seed` and `music` are. The same three give the same bar."""
    where, planned, mood, metre = place(bar), frame(seed, music), MOODS[music.mood], METRES[music.metre]
    scored = _scored(music, where)
    found = []
    for role in ROLES:
        player = seated(music, role)
        if player is None or (player.enters > 0.0 and scored < player.enters):
            continue
        if role == "melody" and where.part == "b" and mood.alternates and music.instruments.melody is None:
            player = _alternating(music, player)
        strokes = _strokes(planned, music, where, role, player)
        if role == "drums" and music.instruments.drums is None:
            struck = drums.metal(planned, where, music.intensity)
            if struck:
                notes = _played(seed, music, where, role, struck)
                found.append(Voice(role, "cymbals", METAL + mood.level, _pan(music, player), METAL_SEND, notes))
        if strokes:
            notes = _played(seed, music, where, role, strokes)
            found.append(
                Voice(role, player.instrument, _volume(music, role, player), _pan(music, player), player.send, notes)
            )
    return Bar(
        number=bar, letter=where.letter, theme=where.theme, measure=where.measure, key=music.key, scale=music.scale,
        metre=music.metre, beats=metre.beats, tempo=music.tempo, tuning=tuning(music), volume=music.volume,
        cutoff=cutoff(music), room=mood.room, wet=round(mood.wet * (DRIEST + (1.0 - DRIEST) * music.resonance), 4),
        chords=_chords(planned, where),
        voices=found,
    )  # fmt: skip


def _chords(planned: Frame, where: Place) -> list[ChordName]:
    struck = sonorities(planned, where.theme, where.part)[where.measure]
    scale = SCALES[planned.scale]
    if not struck or struck[0].chord.at > 0:
        struck = (sonority_at(planned, where.theme, where.part, where.measure, 0), *struck)
    return [
        ChordName(
            at=one.chord.at / 4 if number else 0.0,
            root=(planned.tonic + scale.semitones(one.chord.degree)) % 12,
            tones=sorted(one.classes),
        )
        for number, one in enumerate(struck)
    ]


def _scored(music: Music, where: Place) -> float:
    """The intensity of this section: a movement grows from its first to its last, as far as the mood builds."""
    return music.intensity + MOODS[music.mood].build * SCORING[where.turn]


def tuning(music: Music) -> float:
    """Semitones by which the base frequency moves everything; 440 Hz moves nothing."""
    return round(12.0 * math.log2(music.base_frequency / 440.0), 6)


def cutoff(music: Music) -> float:
    """Hz: five and a half octaves from 400 Hz on."""
    return round(400.0 * 2.0 ** (5.5 * music.brightness), 1)


def seated(music: Music, role: RoleName) -> Player | None:
    """Who plays `role`, if anybody: the mood's player, with another instrument where one is asked for."""
    wanted = getattr(music.instruments, role)
    usual = MOODS[music.mood].players.get(role)
    if wanted == "silent" or (wanted is None and usual is None):
        return None
    if wanted is None:
        return usual
    # Asked for in a mood that has no such role: it sits in the middle and plays along from the start.
    seat = usual or Player(wanted, 0.0, {"bass": 40.0, "drone": 50.0}.get(role, 64.0), -5.0)
    return Player(wanted, seat.enters, seat.centre, seat.volume, seat.pan, seat.send)


def _alternating(music: Music, player: Player) -> Player:
    """The counter-voice's player with the melody, midway between their registers."""
    other = seated(music, "counter")
    if other is None:
        return player
    centre = (player.centre + other.centre) / 2
    return Player(other.instrument, player.enters, centre, player.volume - 1.0, -other.pan, other.send)


def _strokes(planned: Frame, music: Music, where: Place, role: RoleName, player: Player) -> list[Stroke]:
    density = min(max(0.05 + 0.75 * music.activity + 0.4 * (music.intensity - 0.5), 0.05), 1.0)
    moved = _moved(planned, where, role, player.centre)
    if role == "harmony":
        return voices.chords(planned, where, music.intensity)
    if role == "figure":
        return _up(voices.figure(planned, where, density, player.centre), moved)
    if role == "bass":
        return _up(voices.bass(planned, where, music.intensity), moved)
    if role == "drone":
        return _up(voices.drone(planned, where, player.centre), moved)
    if role == "drums":
        return drums.drums(planned, where, density, music.intensity, player.instrument)
    if role == "melody":
        return _up(_sung(_line(planned, music, where, player.centre)[where.measure]), moved)
    line: tuple[tuple[Tone, ...], ...] = ((),) * 8
    singer = seated(music, "melody")
    if singer is not None and _scored(music, where) >= singer.enters:
        line = _line(planned, music, where, singer.centre)
    return _up(voices.counter(planned, where, line, player.centre), moved)


def _line(planned: Frame, music: Music, where: Place, centre: float) -> tuple[tuple[Tone, ...], ...]:
    if MOODS[music.mood].improvises and where.turn in SOLOS:
        chorus = 4 * where.movement + where.turn
        return solo(planned, where.theme, where.part, chorus, music.leaps, centre + HIGHER * music.tension)
    return tune(planned, where.theme, where.part, music.leaps, centre + HIGHER * music.tension)


def _sung(tones: tuple[Tone, ...]) -> list[Stroke]:
    return [Stroke(tone.at, tone.length, tone.pitch, 0.3 if tone.heavy else -0.2) for tone in tones]


def _up(strokes: list[Stroke], octaves: int) -> list[Stroke]:
    if not octaves:
        return strokes
    return [Stroke(one.at, one.length, one.pitch + 12 * octaves, one.strength, one.late) for one in strokes]


def _moved(planned: Frame, where: Place, role: RoleName, centre: float) -> int:
    """The octaves by which a voice is moved in this section: as many sections of a piece are moved as come nearest to what
    its register asks for, so that a line is never broken and the mean is right.
    """
    octaves = math.floor(planned.register / 12.0 + planned.chance("octaves", role, where.theme, where.tale).number())
    while octaves < 0 and centre + 12 * octaves < LOWEST:
        octaves += 1
    while octaves > 0 and centre + 12 * octaves > HIGHEST:
        octaves -= 1
    return octaves


def _volume(music: Music, role: RoleName, player: Player) -> float:
    leading = 6.0 if role in ("melody", "counter") else -6.0
    return round(player.volume + MOODS[music.mood].level + leading * 2.0 * (music.balance - 0.5), 3)


def _pan(music: Music, player: Player) -> float:
    return round(max(-1.0, min(1.0, player.pan * music.width / 0.7)), 4)


def _played(seed: int, music: Music, where: Place, role: RoleName, strokes: list[Stroke]) -> list[Note]:
    """Strokes as this player plays them: lengths, dynamics, swing, and a hand that is not a machine's."""
    mood, metre, chance = MOODS[music.mood], METRES[music.metre], Chance(seed, "hand", role, where.bar)
    whim = Chance(seed, "rubato", where.bar).number()
    bend = mood.rubato * (0.6 * BREATH[where.measure % PHRASE] + 0.8 * (whim - 0.5))
    least = SHORTEST.get(role, 0.3)
    held = least + (1.05 - least) * music.articulation
    # From piano pianissimo to fortissimo; a phrase swells about that by as much again as the contrast wants.
    level = 31.0 + 64.0 * music.dynamics + 34.0 * music.contrast * where.swell(mood.build) + LOUDER[role]
    notes = []
    for number, stroke in enumerate(strokes):
        swung = mood.swing * 2.0 / 3.0 if stroke.at % 4 == 2 and mood.swing else 0.0
        swung += mood.lilt if metre.groups[0] == 6 and stroke.at % 6 == 2 else 0.0
        begins = _bent(stroke.at + swung, metre.length, bend)
        ends = _bent(stroke.at + stroke.length, metre.length, bend)
        velocity = level + 12.0 * stroke.strength + UNEVEN * (2.0 * chance.number(2 * number) - 1.0)
        most = mood.free * (LATE_DRUMS if role == "drums" else LATE)
        late = most * (chance.number(2 * number + 1) + chance.number(2 * number + 501) - 1.0)
        lasts = round(max((ends - begins + swung) * held / 4, 0.05), 6)
        swells = role in SWELLING and lasts * 60.0 / music.tempo >= LONG
        notes.append(
            Note(
                at=round(begins / 4, 6),
                lasts=lasts,
                pitch=stroke.pitch,
                velocity=max(1, min(127, round(velocity))),
                late=round(late) + stroke.late,
                swell=round(mood.swells * 2.0 * music.contrast, 2) if swells else 0.0,
            )
        )
    return notes


def _bent(at: float, length: int, bend: float) -> float:
    """Where the sixteenth `at` of a bar is heard when the bar's middle comes `bend` of the bar late: time goes by on a smooth
    curve that touches the even one at both bar lines, so that tempo never jumps. Beyond the bar nothing is moved.
    """
    if not 0.0 < at < length:
        return at
    part = at / length
    return at + 16.0 * bend * length * (part * (1.0 - part)) ** 2
