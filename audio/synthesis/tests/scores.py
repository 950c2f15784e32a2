"""Small pieces for the tests."""

from __future__ import annotations

from typing import Any

from audio.synthesis.score import Note, Part, Score, Tempo


def clicks(bpm: float, beats: int = 8, *, instrument: Any = "lute", **rest: Any) -> Score:
    """A short note on every beat, dry and exact."""
    notes = [Note(float(beat), 0.4, 69.0, 90) for beat in range(beats)]
    return Score([Part(instrument, notes)], tempo=[Tempo(0.0, bpm)], room="none", human=0.0, **rest)


def held(instrument: Any, pitch: float, seconds: float = 1.2, **rest: Any) -> Score:
    """One dry note."""
    return Score([Part(instrument, [Note(0.0, seconds, pitch, 90)])], unit="seconds", room="none", human=0.0, **rest)


def song(**rest: Any) -> Score:
    """Two bars for four players, in a hall."""
    harp = [Note(beat / 2, 1.0, 57 + [0, 4, 7, 12, 16, 12, 7, 4][beat % 8], 64 + beat % 5 * 8) for beat in range(16)]
    return Score(
        [
            Part("harp", harp, pan=-0.3),
            Part("warm_pad", [Note(0, 4, 57, 70), Note(0, 4, 64, 70), Note(4, 4, 59, 70)], volume=-3.0),
            Part("cello", [Note(0, 3, 45.0, 80), Note(4, 4, 43.0, 84)], pan=0.3, name="Cello"),
            Part("frame_drum", [Note(float(beat), 0.5, 48 if beat % 2 else 64, 80) for beat in range(8)]),
        ],
        tempo=[Tempo(0.0, 100.0), Tempo(4.0, 120.0)],
        metre=(4, 4),
        seed=11,
        **rest,
    )  # fmt: skip
