"""What is rendered: a score. A composer writes it, the mixer and the MIDI writer read it.

    Score(parts=[Part(instrument="harp", notes=[Note(at=0, lasts=1, pitch=60, velocity=80)])], tempo=[Tempo(0, 96)])

Every bound is checked where a score comes in (`msgspec.convert`), and `checking.check` says what a type cannot.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from audio.synthesis.instruments import InstrumentName
from audio.synthesis.reverb import RoomName

MAX_SECONDS = 600.0
MAX_NOTES = 20_000
MAX_PARTS = 24

Beat = Annotated[float, Meta(ge=0.0, le=10_000.0)]
Signed = Annotated[float, Meta(ge=-1.0, le=1.0)]
Part01 = Annotated[float, Meta(ge=0.0, le=1.0)]
# As Standard MIDI Files know them.
KeySignature = Literal[
    "C", "G", "D", "A", "E", "B", "F#", "C#", "F", "Bb", "Eb", "Ab", "Db", "Gb", "Cb",
    "Am", "Em", "Bm", "F#m", "C#m", "G#m", "D#m", "A#m", "Dm", "Gm", "Cm", "Fm", "Bbm", "Ebm", "Abm",
]  # fmt: skip


class Note(Struct, frozen=True, forbid_unknown_fields=True):
    """A note: when it begins and how long it is held (in the score's unit), MIDI number, velocity. `swell` is how many dB
    softer it begins and ends than it is in between; MIDI does not know it.
    """

    at: Beat
    lasts: Annotated[float, Meta(gt=0.0, le=1_000.0)]
    pitch: Annotated[float, Meta(ge=0.0, le=127.0)]
    velocity: Annotated[int, Meta(ge=1, le=127)] = 80
    pan: Signed = 0.0
    swell: Annotated[float, Meta(ge=0.0, le=40.0)] = 0.0


class Tempo(Struct, frozen=True, forbid_unknown_fields=True):
    """From `at` (a beat) on there are `bpm` beats a minute."""

    at: Beat
    bpm: Annotated[float, Meta(ge=20.0, le=300.0)]


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """One voice. `volume` in dB; `pan` is where it stands, and a note's own pan is added; `send` is how much of it goes
    into the room.
    """

    instrument: InstrumentName
    notes: Annotated[list[Note], Meta(max_length=MAX_NOTES)]
    name: Annotated[str, Meta(max_length=60)] = ""
    volume: Annotated[float, Meta(ge=-60.0, le=12.0)] = 0.0
    pan: Signed = 0.0
    send: Part01 = 0.5


class Score(Struct, frozen=True, forbid_unknown_fields=True):
    """A piece. `unit` says what times are; `tempo` counts beats also where times are seconds (MIDI needs it).

    `length`, in the score's unit, is where a loop turns, or where a piece ends at the latest; None is after the last
    note. A `loop` folds what still rings at its end into its beginning. `human` 0 to 1 is how uneven the players are,
    `loudness` the target in LUFS, `seed` decides everything that is left to chance. `cutoff` in Hz is where a low-pass over
    the whole ends the overtones; None leaves them. `key` is what a MIDI file says beside the metre.
    """

    parts: Annotated[list[Part], Meta(min_length=1, max_length=MAX_PARTS)]
    unit: Literal["beats", "seconds"] = "beats"
    tempo: Annotated[list[Tempo], Meta(min_length=1, max_length=500)] = field(
        default_factory=lambda: [Tempo(0.0, 120.0)]
    )
    metre: tuple[Annotated[int, Meta(ge=1, le=32)], Literal[1, 2, 4, 8, 16]] = (4, 4)
    key: KeySignature | None = None
    length: Annotated[float, Meta(gt=0.0, le=10_000.0)] | None = None
    loop: bool = False
    room: RoomName = "hall"
    wet: Part01 = 1.0
    cutoff: Annotated[float, Meta(ge=100.0, le=20_000.0)] | None = None
    loudness: Annotated[float, Meta(ge=-40.0, le=-9.0)] = -19.0
    human: Part01 = 0.5
    seed: Annotated[int, Meta(ge=0, le=2**53)] = 0
    name: Annotated[str, Meta(max_length=120)] = ""
