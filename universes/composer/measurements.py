"""What can be counted in bars of music: the quantities that the mapping moves and that tell the presets apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from math import log2
from statistics import fmean, pstdev

from msgspec import Struct

from universes.composer.score import Bar, Note

# How consonant two notes are, by the semitones between them within an octave (inversions alike): the order of all
# textbooks, as numbers. Unison and octave, semitone, whole tone, minor third, major third, fourth and fifth, tritone.
CONSONANCE = (1.0, 0.0, 0.35, 0.75, 0.8, 0.95, 0.25)
# The voices that carry the harmony; figures repeat what these say.
STRUCTURE = ("melody", "harmony", "bass")


class Measures(Struct, frozen=True):
    """`register` and `spread` in semitones (mean MIDI number of the voices; from the lowest to the highest), `note_length` in
    quarter notes, `step_share` the part of the melody's intervals that are a whole tone or less, `consonance` 0 to 1 of what
    begins together, `density` moments at which something begins for each quarter note, `dynamics` and `contrast` the mean
    and the deviation of what falls on the first beat, in velocity steps, `brightness` in octaves above 100 Hz at which
    overtones end, `reverberance` what is sent into the room, `tempo` in quarter notes a minute, `width` the mean distance from
    the middle, `voices` how many play. What no bar had any of is 0.
    """

    register: float
    spread: float
    note_length: float
    step_share: float
    consonance: float
    density: float
    dynamics: float
    contrast: float
    brightness: float
    reverberance: float
    tempo: float
    width: float
    voices: float


def measured(bars: Iterable[Bar]) -> Measures:
    """Measures `bars` together; a melody is followed into the next bar where that is the next of the piece and it goes on."""
    known = list(bars)
    registers, spreads, lengths, steps, accords, first, onsets = [], [], [], [], [], [], 0
    before: tuple[int, int] | None = None
    for bar in known:
        roles: dict[str, list[Note]] = {voice.role: voice.notes for voice in bar.voices if voice.role != "drums"}
        means = {role: fmean(note.pitch for note in notes) for role, notes in roles.items()}
        structure = [means[role] for role in STRUCTURE if role in means]
        if structure:
            registers.append(fmean(structure))
            pitches = [note.pitch for notes in roles.values() for note in notes]
            spreads.append(max(pitches) - min(pitches))
        melody = sorted(roles.get("melody", ()), key=_at)
        line = [note.pitch for note in melody]
        if line and before is not None and before[0] == bar.number - 1:
            line.insert(0, before[1])
        steps += [abs(one - other) <= 2 for one, other in pairwise(line)]
        before = (bar.number, line[-1]) if line else None
        together = [note for role in STRUCTURE for note in roles.get(role, ())]
        lengths += [note.lasts for note in together]
        accords += _accords(together)
        struck = [note.velocity for note in together if note.at == 0.0]
        if struck:
            first.append(fmean(struck))
        onsets += len({note.at for voice in bar.voices for note in voice.notes})
    seats = [voice for bar in known for voice in bar.voices]
    return Measures(
        register=_mean(registers),
        spread=_mean(spreads),
        note_length=_mean(lengths),
        step_share=_mean(steps),
        consonance=_mean(accords),
        density=onsets / sum(bar.beats for bar in known),
        dynamics=_mean(first),
        contrast=pstdev(first) if first else 0.0,
        brightness=_mean([log2(bar.cutoff / 100.0) for bar in known]),
        reverberance=_mean([bar.wet * voice.send for bar in known for voice in bar.voices]),
        tempo=_mean([bar.tempo for bar in known]),
        width=_mean([abs(voice.pan) for voice in seats]),
        voices=len(seats) / len(known),
    )


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0


def _at(note: Note) -> float:
    return note.at


def _accords(notes: list[Note]) -> list[float]:
    """For each moment at which two notes or more begin how consonant they are, in the mean of all pairs."""
    moments: dict[float, list[int]] = {}
    for note in notes:
        moments.setdefault(note.at, []).append(note.pitch)
    found = []
    for pitches in moments.values():
        if len(pitches) > 1:
            pairs = [abs(one - other) % 12 for one, other in combinations(pitches, 2)]
            found.append(fmean(CONSONANCE[min(pair, 12 - pair)] for pair in pairs))
    return found
