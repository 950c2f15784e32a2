"""When notes sound: the tempo map in seconds, and the small unevenness of people."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from audio.synthesis.score import Note, Score

Clock = Callable[[float | NDArray[np.float64]], NDArray[np.float64]]
# A good player is off by a few milliseconds and a few steps of velocity; never more than this.
LATE_SECONDS, MOST_LATE, STEPS, MOST_STEPS = 0.007, 0.018, 5.0, 12.0


def seconds_of(score: Score) -> Clock:
    """What turns the score's times into seconds."""
    if score.unit == "seconds":
        return lambda time: np.asarray(time, dtype=np.float64)
    beats = np.array([tempo.at for tempo in score.tempo])
    each = np.array([60.0 / tempo.bpm for tempo in score.tempo])
    started = np.concatenate([[0.0], np.cumsum(np.diff(beats) * each[:-1])])

    def clock(time: float | NDArray[np.float64]) -> NDArray[np.float64]:
        piece = np.maximum(np.searchsorted(beats, time, side="right") - 1, 0)
        return np.asarray(started[piece] + (np.asarray(time) - beats[piece]) * each[piece])

    return clock


def beats_of(score: Score) -> Clock:
    """The other way, for writers that count in beats: the score's times as beats of its tempo map."""
    if score.unit == "beats":
        return lambda time: np.asarray(time, dtype=np.float64)
    beats = np.array([tempo.at for tempo in score.tempo])
    each = np.array([60.0 / tempo.bpm for tempo in score.tempo])
    started = np.concatenate([[0.0], np.cumsum(np.diff(beats) * each[:-1])])

    def count(time: float | NDArray[np.float64]) -> NDArray[np.float64]:
        piece = np.maximum(np.searchsorted(started, time, side="right") - 1, 0)
        return np.asarray(beats[piece] + (np.asarray(time) - started[piece]) / each[piece])

    return count


def played(score: Score, notes: list[Note], chance: np.random.Generator) -> tuple[NDArray[np.float64], ...]:
    """For each note when it begins and how long it is held, in seconds, and its velocity from 1 to 127, as one player
    would: (n,), (n,), (n,). With `human` 0 exactly what is written.
    """
    clock = seconds_of(score)
    at = np.array([note.at for note in notes])
    start = clock(at)
    held = clock(at + np.array([note.lasts for note in notes])) - start
    velocity = np.array([note.velocity for note in notes], dtype=np.float64)
    late = np.clip(chance.standard_normal(len(notes)) * LATE_SECONDS, -MOST_LATE, MOST_LATE) * score.human
    steps = np.clip(chance.standard_normal(len(notes)) * STEPS, -MOST_STEPS, MOST_STEPS) * score.human
    return np.maximum(start + late, 0.0), held, np.clip(velocity + steps, 1.0, 127.0)
