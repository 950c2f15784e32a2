"""What a collision sounds like: a note in the harmony that the music has at that moment.

Heavy bodies sound low, as long bars and wide skins do: the pitch of a body of one shape and matter goes with its linear
size inversely, so eight times the mass is an octave. Loudness is the impulse's, place is where on the world it happened.
"""

from __future__ import annotations

from math import log2, log10

from msgspec import Struct

from audio.synthesis.instruments import InstrumentName
from universes.composer.score import Bar, Note

# A body of one kilogram is heard about this MIDI number; notes stay between these.
ONE_KILOGRAM, LOWEST, HIGHEST = 72.0, 36, 96
# Newton seconds that are a whisper and a blow.
SOFTEST, HARDEST = 0.01, 100.0
RINGS = 1.0


class Collision(Struct, frozen=True, kw_only=True):
    """Two bodies met: their masses in kg (None is what does not move, such as a wall), the impulse in N s, and where, in
    metres, in a world that is `width` metres wide about its middle. `beat` is when, in quarter notes
    from its bar's beginning, from 0 on.
    """

    mass_a: float | None
    mass_b: float | None
    impulse: float
    x: float
    width: float
    beat: float = 0.0


class Sound(Struct, frozen=True):
    """The note of a collision, who plays it, and where it is heard from -1, left, to 1."""

    note: Note
    instrument: InstrumentName
    pan: float


def heard(collision: Collision, bar: Bar, instrument: InstrumentName = "celesta") -> Sound | None:
    """`collision` as a note of the chord that `bar` has at its beat; None where it is too soft to be heard."""
    if not collision.impulse >= SOFTEST:
        return None
    masses = [mass for mass in (collision.mass_a, collision.mass_b) if mass is not None and mass > 0]
    # Of two bodies the lighter one rings.
    wanted = ONE_KILOGRAM - 4.0 * log2(min(masses)) if masses else float(LOWEST)
    sounding = [chord for chord in bar.chords if chord.at <= collision.beat + 1e-9][-1]
    candidates = [pitch for pitch in range(LOWEST, HIGHEST + 1) if pitch % 12 in sounding.tones]
    pitch = min(candidates, key=lambda one: (abs(one - wanted), one))
    blow = (log10(collision.impulse) - log10(SOFTEST)) / (log10(HARDEST) - log10(SOFTEST))
    velocity = round(20 + 100 * min(blow, 1.0))
    side = max(-1.0, min(1.0, 2.0 * collision.x / collision.width)) if collision.width > 0 else 0.0
    return Sound(Note(at=collision.beat, lasts=RINGS, pitch=pitch, velocity=velocity), instrument, round(side, 4))
