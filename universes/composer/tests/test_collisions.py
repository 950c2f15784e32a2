"""A collision is a note of the harmony: heavy is low, hard is loud, left is left."""

from __future__ import annotations

import pytest

from universes.composer.collisions import Collision, heard
from universes.composer.parameters import PRESETS, Music
from universes.composer.scales import SCALES, classes
from universes.composer.score import score


def met(**asked: object) -> Collision:
    return Collision(**{"mass_a": 1.0, "mass_b": None, "impulse": 1.0, "x": 0.0, "width": 40.0, **asked})


@pytest.mark.parametrize("scale", SCALES)
def test_it_is_a_tone_of_the_chord_of_its_moment(scale: str) -> None:
    for number in range(16):
        music = Music(scale=scale, key="E")
        bar = score(8, music, number)
        for mass in (0.01, 0.3, 1.0, 7.0, 900.0):
            sound = heard(met(mass_a=mass, beat=2.5), bar)
            assert sound is not None
            assert sound.note.pitch % 12 in classes("E", scale)
            assert bar.chords[0].at == 0.0 and all(chord.root in chord.tones for chord in bar.chords)
            assert sound.note.pitch % 12 in [chord for chord in bar.chords if chord.at <= 2.5][-1].tones


def test_heavy_is_low_hard_is_loud_and_left_is_left() -> None:
    bar = score(8, PRESETS["calm"], 0)
    pitches = [heard(met(mass_a=mass), bar).note.pitch for mass in (0.05, 0.5, 1.0, 8.0, 64.0)]
    assert pitches == sorted(pitches, reverse=True) and pitches[0] - pitches[-1] > 24
    blows = [heard(met(impulse=impulse), bar).note.velocity for impulse in (0.01, 0.1, 1.0, 10.0, 1e6)]
    assert blows == sorted(set(blows)) and blows[0] >= 1 and blows[-1] <= 127
    assert [heard(met(x=x), bar).pan for x in (-99.0, -10.0, 0.0, 10.0, 20.0)] == [-1.0, -0.5, 0.0, 0.5, 1.0]
    # Of two bodies the lighter one rings; two walls are low.
    assert heard(met(mass_a=64.0, mass_b=0.05), bar).note.pitch == pitches[0]
    assert heard(met(mass_a=None), bar).note.pitch <= 40


@pytest.mark.parametrize("impulse", [0.0, 0.001, float("nan")])
def test_what_only_touches_is_silent(impulse: float) -> None:
    assert heard(met(impulse=impulse), score(8, Music(), 0)) is None
