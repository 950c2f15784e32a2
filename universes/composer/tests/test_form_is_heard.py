"""What one hears of the form: bands that grow with it, long tones that swell, solos that leave the theme and come back."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest

from audio.synthesis.mixer import render
from audio.synthesis.score import Note, Part, Score
from audio.synthesis.signals import RATE
from universes.composer.form import MOVEMENT, SECTION
from universes.composer.metres import METRES
from universes.composer.parameters import PRESETS, MoodName, Music
from universes.composer.scales import SCALES
from universes.composer.score import Bar, score

SEEDS = range(6)


def section(music: Music, seed: int, turn: int) -> list[Bar]:
    return [score(seed, music, SECTION * turn + bar) for bar in range(SECTION)]


def strength(bars: list[Bar]) -> float:
    """What is played in `bars`, as power of all velocities together."""
    return sum(note.velocity**3 for bar in bars for voice in bar.voices for note in voice.notes)


@pytest.mark.parametrize("name", ["tavern", "electronic"])
def test_a_movement_builds_from_its_first_section_to_its_last(name: MoodName) -> None:
    first, last = (section(PRESETS[name], 1, turn) for turn in (0, 3))
    assert {voice.role for bar in first for voice in bar.voices} < {voice.role for bar in last for voice in bar.voices}
    grown = fmean(
        10 * np.log10(strength(section(PRESETS[name], s, 3)) / strength(section(PRESETS[name], s, 0))) for s in SEEDS
    )
    assert grown > 3.0


def test_long_tones_of_dread_and_ambient_music_swell_and_short_ones_and_others_do_not() -> None:
    for name in ("dread", "ambient"):
        notes = [
            note
            for turn in range(4)
            for bar in section(PRESETS[name], 2, turn)
            for voice in bar.voices
            for note in voice.notes
        ]
        assert max(note.swell for note in notes) > 8.0
        assert all(note.lasts * 60 / PRESETS[name].tempo > 2.4 for note in notes if note.swell)
    assert not any(note.swell for bar in section(PRESETS["calm"], 2, 0) for voice in bar.voices for note in voice.notes)


def test_a_swell_is_heard() -> None:
    def levels(swell: float) -> list[float]:
        held = [Note(0.0, 8.0, 57, 80, swell=swell)]
        sheet = Score([Part("warm_pad", held)], unit="seconds", room="none", length=8.0)
        seconds = render(sheet)[0][: 8 * RATE].reshape(8, RATE)
        return [float(10 * np.log10(np.mean(second**2))) for second in seconds]

    even, swelling = levels(0.0), levels(12.0)
    middle = swelling[4] - even[4]
    assert middle - (swelling[0] - even[0]) > 7 and middle - (swelling[7] - even[7]) > 4
    assert swelling.index(max(swelling)) == 4


def test_a_soloist_leaves_the_theme_each_time_in_another_way_over_the_chords() -> None:
    music = PRESETS["jazz"]
    home = SCALES["dorian"].tones
    notes: list[tuple[int, int]] = []
    pulses = {at / 4 for at in METRES[music.metre].pulses}
    for seed in SEEDS:
        lines = [
            [
                (bar.measure, note.at, note.pitch)
                for bar in bars
                for voice in bar.voices
                if voice.role == "melody"
                for note in voice.notes
            ]
            for bars in (section(music, seed, turn) for turn in (0, 1, 2, 3, 2 * MOVEMENT // SECTION + 1))
        ]
        theme, first, second, again, later = lines
        assert theme == again and len({tuple(line) for line in (theme, first, second, later)}) == 4
        notes.append((len(theme), len(first)))
        assert all((pitch - 10) % 12 in home for line in lines for _measure, _at, pitch in line)
        told = {bar.measure: bar.chords for bar in section(music, seed, 1)}
        on_beat = [
            pitch % 12 in [chord for chord in told[measure] if chord.at <= at + 1e-6][-1].tones
            for measure, at, pitch in first
            if at in pulses
        ]
        assert np.mean(on_beat) > 0.9
    assert fmean(solo for _theme, solo in notes) > 1.1 * fmean(theme for theme, _solo in notes)
