"""Notes sound when the tempo map says, as long as asked, and people are a little uneven."""

from __future__ import annotations

import numpy as np
import pytest

from audio.synthesis import mixer
from audio.synthesis.score import Note, Part, Score, Tempo
from audio.synthesis.signals import RATE, Samples
from audio.synthesis.tests.scores import clicks, held, song
from audio.synthesis.timing import beats_of, played, seconds_of


def onsets(sound: Samples) -> list[float]:
    """Where the energy of 3 ms jumps, in seconds."""
    hop = RATE // 333
    power = np.add.reduceat(sound[0].astype(np.float64) ** 2, np.arange(0, sound.shape[-1] - hop, hop))
    jumps = power[1:] > 6 * power[:-1] + power.max() * 0.01
    found = np.flatnonzero(np.concatenate([[power[0] > power.max() * 0.01], jumps]))
    return [
        float(place * hop / RATE) for index, place in enumerate(found) if index == 0 or place - found[index - 1] > 30
    ]


@pytest.mark.parametrize("bpm", [60.0, 120.0, 240.0])
def test_onsets_come_at_the_asked_tempo(bpm: float) -> None:
    heard = onsets(mixer.render(clicks(bpm, 5)))
    assert heard == pytest.approx([beat * 60.0 / bpm for beat in range(5)], abs=0.01)


def test_a_tempo_map_is_followed_both_ways() -> None:
    score = Score([Part("lute", [Note(0, 1, 60)])], tempo=[Tempo(0, 60), Tempo(4, 120), Tempo(8, 40)])
    clock = seconds_of(score)
    assert [float(clock(beat)) for beat in (0, 2, 4, 6, 8, 9)] == [0, 2, 4, 5, 6, 7.5]
    spoken = Score(score.parts, tempo=score.tempo, unit="seconds")
    assert [float(beats_of(spoken)(time)) for time in (0, 2, 5, 7.5)] == [0, 2, 6, 9]


def test_people_are_a_few_milliseconds_off_and_the_same_ones_each_time() -> None:
    score = clicks(120.0, 40)
    notes = score.parts[0].notes
    exact, uneven = played(score, notes, np.random.default_rng(1)), played(song(), notes, np.random.default_rng(1))
    assert exact[0].tolist() == [beat * 0.5 for beat in range(40)]
    assert set(exact[2]) == {90.0}
    human = Score(score.parts, tempo=score.tempo, human=1.0)
    start, _held, velocity = played(human, notes, np.random.default_rng(1))
    assert 0.002 < np.std(start - exact[0]) < 0.012 and np.abs(start - exact[0]).max() < 0.02
    assert 2 < np.std(velocity) < 8
    assert (played(human, notes, np.random.default_rng(1))[0] == start).all()
    assert len(uneven[0]) == 40


def test_a_piece_is_as_long_as_asked() -> None:
    assert mixer.render(held("harp", 60, length=2.5)).shape == (2, round(2.5 * RATE))
    assert mixer.render(clicks(120.0, 4, loop=True, length=4.0)).shape == (2, 2 * RATE)
    # Without a length it ends when nothing is heard any more.
    free = mixer.render(held("lute", 60, 0.5))
    assert 0.5 * RATE < free.shape[-1] < 3.6 * RATE
    assert np.abs(free[:, -50:]).max() < 1e-4


def test_what_rings_at_the_end_of_a_loop_is_heard_at_its_beginning() -> None:
    last = Score([Part("harp", [Note(3.9, 0.1, 60, 100)])], unit="seconds", length=4.0, loop=True, human=0.0)
    sound = mixer.render(last)
    begins = float(np.sqrt(np.mean(sound[:, : RATE // 4] ** 2)))
    assert begins > 0.5 * float(np.sqrt(np.mean(sound[:, int(3.95 * RATE) :] ** 2)))
    assert np.abs(sound[:, 0] - sound[:, -1]).max() < 2 * np.abs(np.diff(sound)).max()
