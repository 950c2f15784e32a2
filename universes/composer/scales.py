"""Keys and scales: which keys of the keyboard a piece may use, and what its chords are for.

A note is counted in degrees: 0 is the tonic, one more is the scale's next tone, below it are negative numbers, and an
octave has as many degrees as the scale has tones.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import Literal

from msgspec import Struct

KeyName = Literal["C", "G", "D", "A", "E", "B", "F#", "C#", "F", "Bb", "Eb", "Ab"]
KEYS: dict[str, int] = {
    "C": 0, "G": 7, "D": 2, "A": 9, "E": 4, "B": 11, "F#": 6, "C#": 1, "F": 5, "Bb": 10, "Eb": 3, "Ab": 8,
}  # fmt: skip

ScaleName = Literal[
    "major", "minor", "harmonic_minor", "melodic_minor", "pentatonic", "minor_pentatonic", "blues", "chromatic",
    "ionian", "dorian", "phrygian", "lydian", "mixolydian", "aeolian", "locrian", "whole_tone", "octatonic",
]  # fmt: skip


class Scale(Struct, frozen=True, dict=True):
    """`tones` are semitones above the tonic. `home`, `away` and `leading` are the degrees whose chords rest, move off and
    want to return: tonic, subdominant and dominant where the scale is tonal (Riemann's functions), what takes their place
    in a mode or in a symmetrical scale where it is not.
    """

    tones: tuple[int, ...]
    home: tuple[int, ...]
    away: tuple[int, ...]
    leading: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.tones)

    def semitones(self, degree: int) -> int:
        """Semitones of `degree` above the tonic, negative below it."""
        octave, place = divmod(degree, len(self.tones))
        return 12 * octave + self.tones[place]

    @cached_property
    def _nearest(self) -> tuple[int, ...]:
        around = range(-1, len(self.tones) + 1)
        return tuple(min(around, key=lambda one: (abs(self.semitones(one) - tone), one)) for tone in range(12))

    def nearest(self, semitones: int) -> int:
        """The degree nearest to so many semitones above the tonic; of two equally near the lower one."""
        octave, place = divmod(semitones, 12)
        return octave * len(self.tones) + self._nearest[place]


_MAJOR = Scale((0, 2, 4, 5, 7, 9, 11), home=(0, 5, 2), away=(3, 1, 5), leading=(4, 4, 6))
_MINOR = Scale((0, 2, 3, 5, 7, 8, 10), home=(0, 5, 2), away=(3, 5, 2), leading=(6, 4, 6))

SCALES: dict[str, Scale] = {
    "major": _MAJOR,
    "minor": _MINOR,
    "harmonic_minor": Scale((0, 2, 3, 5, 7, 8, 11), home=(0, 5, 0), away=(3, 5, 1), leading=(4, 4, 6)),
    "melodic_minor": Scale((0, 2, 3, 5, 7, 9, 11), home=(0, 0, 2), away=(3, 1, 3), leading=(4, 4, 6)),
    "pentatonic": Scale((0, 2, 4, 7, 9), home=(0, 4, 0), away=(4, 1, 4), leading=(3, 1, 3)),
    "minor_pentatonic": Scale((0, 3, 5, 7, 10), home=(0, 1, 0), away=(2, 1, 2), leading=(4, 3, 4)),
    "blues": Scale((0, 3, 5, 6, 7, 10), home=(0, 0, 0), away=(2, 2, 5), leading=(4, 5, 4)),
    "chromatic": Scale(tuple(range(12)), home=(0, 8, 4), away=(5, 8, 3), leading=(7, 1, 11)),
    "ionian": _MAJOR,
    "dorian": Scale((0, 2, 3, 5, 7, 9, 10), home=(0, 2, 0), away=(3, 6, 3), leading=(6, 4, 1)),
    "phrygian": Scale((0, 1, 3, 5, 7, 8, 10), home=(0, 5, 2), away=(3, 5, 6), leading=(1, 6, 1)),
    "lydian": Scale((0, 2, 4, 6, 7, 9, 11), home=(0, 5, 2), away=(1, 5, 4), leading=(1, 4, 1)),
    "mixolydian": Scale((0, 2, 4, 5, 7, 9, 10), home=(0, 5, 0), away=(3, 1, 3), leading=(6, 4, 6)),
    "aeolian": _MINOR,
    "locrian": Scale((0, 1, 3, 5, 6, 8, 10), home=(0, 0, 2), away=(5, 2, 3), leading=(1, 4, 6)),
    "whole_tone": Scale((0, 2, 4, 6, 8, 10), home=(0, 2, 4), away=(1, 3, 2), leading=(5, 1, 3)),
    "octatonic": Scale((0, 1, 3, 4, 6, 7, 9, 10), home=(0, 4, 2), away=(6, 2, 4), leading=(1, 5, 7)),
}


def key_signature(key: str, scale: str) -> str:
    """`key` as Standard MIDI Files name it: its tonic, and "m" where the scale's third is minor. They know no modes."""
    tones = SCALES[scale].tones
    return f"{key}m" if 3 in tones and 4 not in tones else key


@cache
def classes(key: str, scale: str) -> frozenset[int]:
    """The pitch classes (0 is C) that `scale` in `key` is made of."""
    return frozenset((KEYS[key] + tone) % 12 for tone in SCALES[scale].tones)
