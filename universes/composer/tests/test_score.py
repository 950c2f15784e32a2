"""A bar is a function of seed, parameters and number: always the same, askable alone, within its scale and its metre."""

from __future__ import annotations

import msgspec
import pytest

from universes.composer import harmony, melody, voicing
from universes.composer.metres import METRES
from universes.composer.parameters import PRESETS, Instruments, Music
from universes.composer.scales import KEYS, SCALES, classes
from universes.composer.score import Bar, score

replace = msgspec.structs.replace


def forgotten(seed: int, music: Music, bar: int) -> bytes:
    for planned in (harmony.progression, voicing.sonorities, melody.tune):
        planned.cache_clear()
    return msgspec.json.encode(score(seed, music, bar))


def melody_of(bar: Bar) -> list[tuple[float, int]]:
    return [(note.at, note.pitch) for voice in bar.voices if voice.role == "melody" for note in voice.notes]


def test_a_bar_is_the_same_bytes_whenever_and_in_whatever_order_it_is_asked_for() -> None:
    music = PRESETS["travel"]
    in_order = [msgspec.json.encode(score(11, music, number)) for number in range(12)]
    assert [forgotten(11, music, number) for number in reversed(range(12))] == in_order[::-1]
    assert forgotten(11, music, 1_000) == msgspec.json.encode(score(11, music, 1_000))
    assert forgotten(12, music, 3) != in_order[3]


@pytest.mark.parametrize("scale", SCALES)
def test_every_scale_is_reached_and_every_pitched_note_lies_in_it(scale: str) -> None:
    used: set[int] = set()
    for number, (mood, preset) in enumerate(PRESETS.items()):
        key = list(KEYS)[(number * 5) % 12]
        music = replace(preset, scale=scale, key=key, intensity=1.0, tension=0.8, dissonance=0.6, activity=0.9)
        allowed = classes(key, scale)
        for bar in (score(number, music, 3 * number), score(number, music, 16 + number)):
            pitches = {note.pitch for voice in bar.voices if voice.role != "drums" for note in voice.notes}
            assert {pitch % 12 for pitch in pitches} <= allowed, (mood, bar.number)
            assert all(0 <= pitch <= 127 for pitch in pitches)
            used |= {(pitch - KEYS[key]) % 12 for pitch in pitches}
    assert len(used) >= min(5, SCALES[scale].size)


@pytest.mark.parametrize("metre", METRES)
def test_every_metre_is_kept(metre: str) -> None:
    for seed, preset in enumerate(PRESETS.values()):
        bar = score(seed, replace(preset, metre=metre, intensity=0.9), seed)
        assert bar.beats == METRES[metre].numerator * 4 / METRES[metre].denominator
        notes = [note for voice in bar.voices for note in voice.notes]
        assert all(0 <= note.at < bar.beats and note.lasts > 0 and 1 <= note.velocity <= 127 for note in notes)
        assert all(abs(note.late) <= 50 for note in notes)
        assert bar.seconds == pytest.approx(bar.beats * 60 / preset.tempo)


def test_the_theme_returns_after_what_lay_between() -> None:
    music = Music()
    for seed in range(2):
        bars = [score(seed, music, number) for number in range(96)]
        assert "".join(bar.letter[0] for bar in bars[::8]) == "AABA" * 3
        told = [[melody_of(bar) for bar in bars[first : first + 8]] for first in range(0, 96, 8)]
        # A A' B A: A' begins as A does and is varied, B is something else, A returns; the rondo's theme after an episode.
        assert told[0] == told[3] == told[8]
        # Only the note that leads over may know already that it goes on differently.
        assert told[0][0][:-1] == told[1][0][:-1] and told[0] != told[1]
        assert told[2][0] != told[0][0] and told[4] != told[0]
        # Within the theme the second phrase begins like the first and ends at home.
        rhythm = [[at for at, _pitch in bar] for bar in told[0]]
        assert rhythm[0] == rhythm[4]
        assert told[0][7][-1][1] % 12 == 0


def test_a_change_of_parameters_leaves_the_piece_where_it_is() -> None:
    music = Music()
    for number in range(16, 24):
        before, after = score(5, music, number), score(5, replace(music, tempo=90.0, dynamics=0.9, width=0.1), number)
        assert melody_of(before) == melody_of(after)
        higher = score(5, replace(music, key="D"), number)
        assert [at for at, _pitch in melody_of(higher)] == [at for at, _pitch in melody_of(before)]
        shadow = score(5, replace(music, scale="minor"), number)
        assert [at for at, _pitch in melody_of(shadow)] == [at for at, _pitch in melody_of(before)]


def test_instruments_asked_for_play_and_silent_ones_do_not() -> None:
    asked = Instruments(melody="lute", bass="silent", drone="drone")
    bars = [score(3, Music(instruments=asked), number) for number in range(24)]
    seats = {(voice.role, voice.instrument) for bar in bars for voice in bar.voices}
    assert {("melody", "lute"), ("drone", "drone")} <= seats
    assert {instrument for role, instrument in seats if role == "melody"} == {"lute"}
    assert "bass" not in {role for role, _instrument in seats}


@pytest.mark.parametrize("instrument", ["frame_drum", "toms", "snare", "drum_kit", "harp"])
def test_any_drum_plays_any_beat_and_calm_has_one_where_it_is_asked_for(instrument: str) -> None:
    keys = {
        "frame_drum": {50, 62},
        "toms": {38, 45, 52},
        "snare": {60},
        "drum_kit": {36, 38, 39, 42, 46, 51},
        "harp": {50},
    }
    for mood in ("calm", "combat", "electronic", "jazz", "triumph"):
        music = replace(PRESETS[mood], key="D", intensity=1.0, instruments=Instruments(drums=instrument))
        beats = [voice for number in range(3) for voice in score(6, music, number).voices if voice.role == "drums"]
        assert len(beats) == 3 and {voice.instrument for voice in beats} == {instrument}
        assert {note.pitch for voice in beats for note in voice.notes} <= keys[instrument]
