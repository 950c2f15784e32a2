"""What music can be asked to be: the one table of its parameters, and the presets.

REST, the live events, the page's panels and the documents read `Music` and `ROWS`. Bounds stand in the type alone.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from audio.synthesis.instruments import InstrumentName
from universes.composer.scales import KeyName, ScaleName

MoodName = Literal[
    "default", "calm", "travel", "mystery", "dread", "combat", "triumph", "grief", "tavern",
    "ambient", "classical", "electronic", "jazz",
]  # fmt: skip
MetreName = Literal["2/4", "3/4", "4/4", "5/4", "6/4", "5/8", "6/8", "7/8", "9/8", "12/8"]
Chair = InstrumentName | Literal["silent"] | None
Share = Annotated[float, Meta(ge=0.0, le=1.0)]


def _(text: str) -> str:
    """Marks a text that people read for translation; who shows it translates it. This package knows no Django."""
    return text


class Instruments(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who plays which role: None is the one that the mood brings, "silent" nobody."""

    melody: Chair = None
    counter: Chair = None
    harmony: Chair = None
    figure: Chair = None
    bass: Chair = None
    drone: Chair = None
    drums: Chair = None


class Music(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a piece is asked to be; together with a seed it is the whole piece. ROWS says what each field does."""

    mood: MoodName = "default"
    key: KeyName = "C"
    scale: ScaleName = "major"
    tempo: Annotated[float, Meta(ge=40.0, le=240.0)] = 120.0
    metre: MetreName = "4/4"
    instruments: Instruments = field(default_factory=Instruments)
    intensity: Share = 0.5
    tension: Share = 0.0
    complexity: Annotated[float, Meta(ge=1.0, le=10.0)] = 4.0
    harmony_scale: Annotated[float, Meta(ge=0.0, le=2.0)] = 1.0
    dissonance: Share = 0.0
    resonance: Share = 1.0
    balance: Share = 0.5
    volume: Share = 0.7
    base_frequency: Annotated[float, Meta(ge=110.0, le=1760.0)] = 440.0
    register: Annotated[float, Meta(ge=-12.0, le=12.0)] = 0.0
    articulation: Share = 0.7
    leaps: Share = 0.3
    activity: Share = 0.4
    dynamics: Share = 0.5
    contrast: Share = 0.5
    brightness: Share = 0.7
    width: Share = 0.7


class Row(Struct, frozen=True):
    """One parameter: its name in `Music`, what people call it and what it does, its unit ("" where it has none), and from
    the type its bounds or its choices and its default.
    """

    name: str
    words: str
    help: str
    unit: str
    least: float | None
    most: float | None
    choices: tuple[str, ...]
    default: Any


_WORDS: dict[str, tuple[str, str, str]] = {
    "mood": (_("Mood"), _("The character: its figures, its band, its room"), ""),
    "key": (_("Key"), _("The note that is home"), ""),
    "scale": (_("Scale"), _("The notes it may use"), ""),
    "tempo": (_("Tempo"), _("Quarter notes a minute, in every metre"), "bpm"),
    "metre": (_("Metre"), _("How many beats a bar has"), ""),
    "instruments": (_("Instruments"), _("Who plays what; what is left open the mood decides"), ""),
    "intensity": (_("Intensity"), _("Adds and removes voices and notes"), ""),
    "tension": (_("Tension"), _("From rest to unrest: harsher chords, higher and lower voices"), ""),
    "complexity": (_("Complexity"), _("More changes of chord, more syncopation, more variation"), ""),
    "harmony_scale": (_("Harmony"), _("From bare fifths over triads to sevenths and ninths"), ""),
    "dissonance": (_("Dissonance"), _("Notes that rub in the chords, and suspensions"), ""),
    "resonance": (_("Resonance"), _("How much of the room is heard"), ""),
    "balance": (_("Balance"), _("From accompaniment in front to melody in front"), ""),
    "volume": (_("Volume"), _("How loud it is played back"), ""),
    "base_frequency": (_("Base frequency"), _("The A above middle C; all notes follow it"), "Hz"),
    "register": (_("Register"), _("How high the voices lie"), "semitones"),
    "articulation": (_("Note length"), _("From short and dry to held over"), ""),
    "leaps": (_("Leaps"), _("How often the melody leaps instead of walking"), ""),
    "activity": (_("Activity"), _("How many notes accompany"), ""),
    "dynamics": (_("Dynamics"), _("From very soft to very loud playing"), ""),
    "contrast": (_("Contrast"), _("How far a phrase swells and fades"), ""),
    "brightness": (_("Brightness"), _("How far up the overtones are let through"), ""),
    "width": (_("Width"), _("How far apart the players sit"), ""),
}


def _row(found: msgspec.inspect.Field) -> Row:
    words, help, unit = _WORDS[found.name]
    kind = found.type
    bounds = (kind.ge, kind.le) if isinstance(kind, msgspec.inspect.FloatType) else (None, None)
    choices = _CHOICES.get(found.name, ())
    default = getattr(Music(), found.name)
    return Row(found.name, words, help, unit, bounds[0], bounds[1], choices, default)


# In the order in which a list is to be read; what inspect gives is sorted by the alphabet.
_CHOICES: dict[str, tuple[str, ...]] = {
    "mood": MoodName.__args__,  # type: ignore[attr-defined]
    "key": KeyName.__args__,  # type: ignore[attr-defined]
    "scale": ScaleName.__args__,  # type: ignore[attr-defined]
    "metre": MetreName.__args__,  # type: ignore[attr-defined]
}
_INSPECTED = msgspec.inspect.type_info(Music)
assert isinstance(_INSPECTED, msgspec.inspect.StructType)
ROWS: dict[str, Row] = {found.name: _row(found) for found in _INSPECTED.fields}

# The eight of a table's soundtrack, then the older styles.
PRESETS: dict[MoodName, Music] = {
    "calm": Music(
        mood="calm", key="F", scale="lydian", tempo=68.0, intensity=0.5, complexity=3.0, activity=0.3,
        articulation=0.85, leaps=0.2, dynamics=0.35, brightness=0.6, width=0.8,
    ),
    "travel": Music(
        mood="travel", key="D", scale="dorian", tempo=98.0, metre="6/8", activity=0.5, articulation=0.7, leaps=0.25,
        dynamics=0.5, brightness=0.7,
    ),
    "mystery": Music(
        mood="mystery", key="E", scale="phrygian", tempo=66.0, tension=0.25, complexity=5.0, dissonance=0.3,
        activity=0.15, articulation=0.9, leaps=0.35, dynamics=0.3, brightness=0.65, width=0.9,
    ),
    "dread": Music(
        mood="dread", key="C", scale="octatonic", tempo=50.0, tension=0.6, complexity=3.0, dissonance=0.7,
        activity=0.1, articulation=1.0, leaps=0.2, dynamics=0.5, contrast=0.8, brightness=0.45, width=0.9,
    ),
    "combat": Music(
        mood="combat", key="D", scale="harmonic_minor", tempo=140.0, intensity=0.7, tension=0.3, complexity=5.0,
        dissonance=0.15, resonance=0.8, activity=0.8, articulation=0.5, leaps=0.2, dynamics=0.8, brightness=0.9,
    ),
    "triumph": Music(
        mood="triumph", key="Bb", scale="mixolydian", tempo=114.0, intensity=0.7, activity=0.5, articulation=0.75,
        leaps=0.2, dynamics=0.75, brightness=0.9, width=0.8,
    ),
    "grief": Music(
        mood="grief", key="A", scale="aeolian", tempo=58.0, metre="3/4", intensity=0.4, tension=0.1, complexity=3.0,
        dissonance=0.2, activity=0.15, articulation=0.95, leaps=0.2, dynamics=0.35, contrast=0.7, brightness=0.5,
    ),
    "tavern": Music(
        mood="tavern", key="G", scale="mixolydian", tempo=118.0, metre="6/8", intensity=0.6, resonance=0.7,
        activity=0.65, articulation=0.5, leaps=0.2, dynamics=0.6, contrast=0.65, brightness=0.8, width=0.5,
    ),
    "default": Music(),
    "ambient": Music(
        mood="ambient", key="D", scale="pentatonic", tempo=60.0, intensity=0.4, complexity=2.0, harmony_scale=1.5,
        activity=0.2, articulation=1.0, leaps=0.3, dynamics=0.3, brightness=0.55, width=1.0,
    ),
    "classical": Music(
        mood="classical", key="G", scale="major", tempo=108.0, metre="3/4", complexity=5.0, activity=0.6,
        articulation=0.65, leaps=0.25, dynamics=0.5,
    ),
    "electronic": Music(
        mood="electronic", key="A", scale="minor", tempo=122.0, intensity=0.7, activity=0.8, resonance=0.7,
        articulation=0.4, leaps=0.3, dynamics=0.65, contrast=0.5, brightness=0.85, width=0.9,
    ),
    "jazz": Music(
        mood="jazz", key="Bb", scale="dorian", tempo=132.0, complexity=7.0, harmony_scale=2.0, dissonance=0.1,
        resonance=0.6, activity=0.5, articulation=0.6, leaps=0.3, dynamics=0.5, brightness=0.65,
    ),
}  # fmt: skip

# What older systems called the instruments.
OLDER_NAMES: dict[str, InstrumentName] = {
    "piano": "soft_keys", "pad": "warm_pad", "bass": "sub_bass", "drums": "drum_kit", "synth": "drone",
}  # fmt: skip
