"""The characters: for each mood the band and its room, and the figures it plays. What a preset sets as parameters is in
`parameters.PRESETS`; what no parameter says is here.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from audio.synthesis.instruments import InstrumentName
from audio.synthesis.reverb import RoomName

RoleName = Literal["melody", "counter", "harmony", "figure", "bass", "drone", "drums"]
ROLES: tuple[RoleName, ...] = ("melody", "counter", "harmony", "figure", "bass", "drone", "drums")
Cadence = Literal["authentic", "plagal", "open"]
Figure = Literal["arpeggio", "ostinato", "strum", "alberti", "sparse"]
BassLine = Literal["long", "pedal", "heart", "fifths", "groove", "walk"]
Beat = Literal["none", "frame", "toms", "march", "kit", "four", "swing"]
Metal = Literal["none", "battle", "festive"]
Counter = Literal["answer", "shadow", "descant"]
Chords = Literal["hold", "pulse", "comp"]


class Player(Struct, frozen=True):
    """Who plays a role by default: `enters` is the intensity from which it is heard, `centre` the MIDI number its notes lie
    about, `volume` in dB, `pan` -1 to 1 and `send` into the room 0 to 1.
    """

    instrument: InstrumentName
    enters: float
    centre: float
    volume: float = 0.0
    pan: float = 0.0
    send: float = 0.5


class Mood(Struct, frozen=True, kw_only=True):
    """`pace` is how busy the melody is, 0 long notes to 1 sixteenths. `phrases` are how phrases of four bars are sung: x
    motif, c cadence, - rest. `chord_bars` is how long a chord stands, `suspensions` and `swing` (0 even to 1 two to one)
    are shares, `sixteenths` lets figures and drums go that fast. Where a mood `alternates`, the player of the counter-voice
    has the melody of the middle section. Chords are `held` for that share of their time: silence between them is music too.
    `span` is how far the upper voices lie apart, in semitones; over a `pedal` point phrases begin; `free` is how much freer
    than usual the players are with time. `level` in dB is how far the band is turned down so that all presets are equally loud
    where nothing measures and levels them, as on a page that plays bars while they come.

    `rubato` is how far a bar's middle may be moved, as a share of the bar: all linger or hurry on together and meet again at
    the bar line. `lilt` is by how many sixteenths the second of three eighths comes late, as in a jig. `staggered` chords
    enter and leave voice by voice and swell; a `drifting` drone goes up a step and comes back. `metal` are the cymbals that
    join the drums. A movement `build`s so many times as far as usual: who enters when, and how loud. Long tones of the
    accompaniment begin and end by `swells` dB softer, at the usual contrast. Who `improvises` leaves the theme in the second and
    third section of a movement.
    """

    players: dict[RoleName, Player]
    room: RoomName
    wet: float = 1.0
    pace: float = 0.5
    phrases: tuple[str, ...] = ("xxxc",)
    cadence: Cadence = "authentic"
    chord_bars: int = 1
    chords: Chords = "hold"
    figure: Figure = "arpeggio"
    bass: BassLine = "long"
    beat: Beat = "none"
    counter: Counter = "answer"
    suspensions: float = 0.15
    swing: float = 0.0
    sixteenths: bool = False
    held: float = 1.0
    span: float = 9.0
    pedal: bool = False
    free: float = 1.0
    alternates: bool = True
    level: float = 0.0
    rubato: float = 0.0
    lilt: float = 0.0
    staggered: bool = False
    drifting: bool = False
    metal: Metal = "none"
    build: float = 1.0
    swells: float = 0.0
    improvises: bool = False


MOODS: dict[str, Mood] = {
    "default": Mood(
        players={
            "melody": Player("soft_keys", 0.1, 72, 0.0, -0.1, 0.45),
            "counter": Player("strings", 0.6, 65, -7.0, 0.35, 0.6),
            "harmony": Player("warm_pad", 0.0, 60, -7.0, 0.0, 0.6),
            "figure": Player("harp", 0.4, 64, -6.0, 0.45, 0.6),
            "bass": Player("sub_bass", 0.25, 40, -3.0, 0.0, 0.1),
            "drums": Player("drum_kit", 0.75, 40, -9.0, 0.0, 0.25),
        },
        level=-6.4,
        room="hall", wet=0.8, beat="kit", bass="fifths",
    ),
    "calm": Mood(
        players={
            "melody": Player("soft_keys", 0.2, 73, 0.0, -0.15, 0.6),
            "counter": Player("celesta", 0.7, 79, -9.0, 0.4, 0.8),
            "harmony": Player("warm_pad", 0.0, 59, -5.0, 0.0, 0.7),
            "figure": Player("harp", 0.35, 63, -5.0, 0.4, 0.7),
            "bass": Player("sub_bass", 0.3, 40, -9.0, 0.0, 0.1),
        },
        level=-1.5,
        room="wide_hall", pace=0.2, phrases=("xxc-", "xxxc"), cadence="plagal", chord_bars=2, suspensions=0.2, span=14.0,
        rubato=0.02,
    ),
    "travel": Mood(
        players={
            "melody": Player("fiddle", 0.3, 71, -3.0, -0.25, 0.55),
            "counter": Player("cello", 0.65, 55, -6.0, 0.35, 0.55),
            "harmony": Player("strings", 0.15, 59, -5.0, 0.1, 0.6),
            "figure": Player("lute", 0.0, 62, -2.0, 0.4, 0.4),
            "bass": Player("harp", 0.2, 43, -3.0, -0.1, 0.35),
            "drums": Player("frame_drum", 0.4, 50, -8.0, 0.15, 0.4),
        },
        level=-7.1,
        room="outdoors", pace=0.5, phrases=("xxxc", "xxc-"), cadence="open", figure="ostinato", bass="fifths",
        beat="frame",
    ),
    "mystery": Mood(
        players={
            "melody": Player("celesta", 0.15, 81, 3.0, -0.3, 0.85),
            "counter": Player("bell", 0.7, 74, -9.0, 0.5, 0.9),
            "harmony": Player("strings", 0.3, 55, -7.0, 0.15, 0.75),
            "figure": Player("harp", 0.6, 67, -8.0, 0.5, 0.85),
            "bass": Player("cello", 0.4, 40, -11.0, -0.15, 0.6),
            "drone": Player("breath", 0.0, 52, -5.0, 0.0, 0.8),
        },
        level=-1.8,
        room="wide_hall", pace=0.25, phrases=("xc--", "x-c-", "xxc-"), cadence="open", chord_bars=2, figure="sparse",
        suspensions=0.3, held=0.6, free=2.0, rubato=0.07,
    ),
    "dread": Mood(
        players={
            "melody": Player("cello", 0.4, 46, -9.0, -0.2, 0.8),
            "counter": Player("brass", 0.8, 48, -10.0, 0.4, 0.9),
            "harmony": Player("bowed_metal", 0.2, 60, -1.0, 0.0, 0.9),
            "figure": Player("breath", 0.35, 67, -4.0, 0.5, 0.9),
            "bass": Player("sub_bass", 0.1, 33, -4.0, 0.0, 0.15),
            "drone": Player("drone", 0.0, 38, -5.0, 0.0, 0.7),
        },
        level=-4.0,
        room="cavern", pace=0.1, phrases=("x-c-", "xc--", "xxc-"), cadence="open", chord_bars=2, figure="sparse",
        bass="heart", counter="shadow", suspensions=0.4, alternates=False, staggered=True, drifting=True, rubato=0.03,
        swells=9.0,
    ),
    "combat": Mood(
        players={
            "melody": Player("trumpet", 0.4, 67, 0.0, -0.15, 0.5),
            "counter": Player("strings", 0.65, 77, 1.0, 0.3, 0.5),
            "harmony": Player("brass", 0.3, 60, -7.0, 0.2, 0.45),
            "figure": Player("strings", 0.0, 48, 1.0, -0.25, 0.35),
            "bass": Player("sub_bass", 0.1, 36, -10.0, 0.0, 0.1),
            "drums": Player("toms", 0.2, 43, -8.0, 0.0, 0.35),
        },
        level=-12.1,
        room="close_room", pace=0.55, phrases=("xxxc", "xxc-"), chords="pulse", figure="ostinato", bass="groove",
        beat="toms", counter="descant", sixteenths=True, pedal=True, metal="battle",
    ),
    "triumph": Mood(
        players={
            "melody": Player("trumpet", 0.1, 68, -2.0, -0.1, 0.6),
            "counter": Player("strings", 0.45, 78, 0.0, 0.35, 0.65),
            "harmony": Player("brass", 0.0, 61, -6.0, 0.15, 0.6),
            "figure": Player("harp", 0.6, 67, -6.0, 0.45, 0.6),
            "bass": Player("cello", 0.2, 41, -8.0, -0.15, 0.5),
            "drums": Player("snare", 0.4, 60, -13.0, 0.15, 0.5),
        },
        level=-12.4,
        room="hall", pace=0.45, cadence="plagal", bass="fifths", beat="march", counter="descant", sixteenths=True,
        metal="festive",
    ),
    "grief": Mood(
        players={
            "melody": Player("cello", 0.0, 60, 0.0, -0.1, 0.65),
            "counter": Player("strings", 0.3, 55, -4.0, 0.3, 0.75),
            "harmony": Player("warm_pad", 0.15, 57, -3.0, 0.0, 0.7),
            "figure": Player("soft_keys", 0.65, 67, -8.0, 0.3, 0.7),
            "bass": Player("sub_bass", 0.35, 38, -10.0, 0.0, 0.2),
        },
        level=-7.4,
        room="hall", pace=0.3, phrases=("xxxc", "xxc-"), figure="sparse", counter="shadow", suspensions=0.6, alternates=False,
        rubato=0.035,
    ),
    "tavern": Mood(
        players={
            "melody": Player("fiddle", 0.2, 74, -2.0, -0.3, 0.35),
            "counter": Player("lute", 0.7, 67, -3.0, 0.5, 0.35),
            "harmony": Player("lute", 0.85, 62, -8.0, 0.1, 0.35),
            "figure": Player("lute", 0.0, 60, -4.0, 0.3, 0.35),
            "bass": Player("lute", 0.25, 43, 0.0, -0.1, 0.25),
            "drone": Player("strings", 0.35, 55, -9.0, 0.0, 0.4),
            "drums": Player("frame_drum", 0.4, 50, -7.0, 0.1, 0.3),
        },
        level=-9.7,
        room="small_room", pace=0.85, cadence="open", figure="strum", bass="fifths", beat="frame", sixteenths=True,
        suspensions=0.0, lilt=0.35, build=3.0,
    ),
    "ambient": Mood(
        players={
            "melody": Player("celesta", 0.25, 76, -3.0, -0.3, 0.9),
            "counter": Player("soft_keys", 0.3, 67, -5.0, 0.35, 0.85),
            "harmony": Player("warm_pad", 0.0, 60, -5.0, 0.0, 0.8),
            "figure": Player("harp", 0.2, 67, -4.0, 0.5, 0.85),
            "bass": Player("sub_bass", 0.3, 38, -8.0, 0.0, 0.1),
            "drone": Player("drone", 0.1, 50, -9.0, 0.0, 0.7),
        },
        room="wide_hall", pace=0.2, phrases=("xc--", "x-c-", "xxc-"), cadence="open", chord_bars=2, bass="pedal",
        span=14.0, staggered=True, drifting=True, rubato=0.03, swells=12.0,
    ),
    "classical": Mood(
        players={
            "melody": Player("fiddle", 0.0, 74, -2.0, -0.3, 0.5),
            "counter": Player("cello", 0.5, 57, -5.0, 0.35, 0.5),
            "harmony": Player("strings", 0.35, 61, -5.0, 0.1, 0.55),
            "figure": Player("soft_keys", 0.0, 60, -4.0, 0.15, 0.45),
            "bass": Player("cello", 0.2, 41, -9.0, 0.3, 0.45),
        },
        level=-6.7,
        room="hall", wet=0.7, pace=0.55, figure="alberti", suspensions=0.3,
    ),
    "electronic": Mood(
        players={
            "melody": Player("celesta", 0.35, 74, -2.0, -0.2, 0.6),
            "counter": Player("soft_keys", 0.6, 67, -5.0, 0.4, 0.5),
            "harmony": Player("warm_pad", 0.0, 60, -3.0, 0.0, 0.5),
            "figure": Player("soft_keys", 0.2, 64, -5.0, 0.35, 0.4),
            "bass": Player("sub_bass", 0.1, 38, -1.0, 0.0, 0.05),
            "drums": Player("drum_kit", 0.4, 40, -4.0, 0.0, 0.15),
        },
        level=-7.3,
        room="close_room", pace=0.5, phrases=("xxc-", "xxxc"), cadence="open", figure="ostinato", bass="groove",
        beat="four", sixteenths=True, suspensions=0.1, free=0.3, build=3.5,
    ),
    "jazz": Mood(
        players={
            "melody": Player("soft_keys", 0.1, 72, 0.0, -0.2, 0.35),
            "counter": Player("fiddle", 0.75, 67, -8.0, 0.35, 0.4),
            "harmony": Player("soft_keys", 0.2, 60, -3.0, 0.25, 0.35),
            "figure": Player("lute", 0.7, 62, -8.0, 0.45, 0.35),
            "bass": Player("lute", 0.0, 40, -1.0, 0.0, 0.2),
            "drums": Player("drum_kit", 0.3, 40, 1.0, -0.1, 0.3),
        },
        level=-7.8,
        room="small_room", pace=0.6, phrases=("xxxc", "xxc-"), chords="comp", figure="sparse", bass="walk",
        beat="swing", suspensions=0.0, swing=0.85, free=1.5, improvises=True,
    ),
}  # fmt: skip
