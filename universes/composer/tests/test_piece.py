"""Bars become a score that can be rendered, and a MIDI file in which a stranger reads what was asked for."""

from __future__ import annotations

from pathlib import Path

import mido
import msgspec
import numpy as np
import pytest

from audio.rendering import midi
from audio.synthesis import mixer
from audio.synthesis.checking import check
from audio.synthesis.loudness import integrated
from audio.synthesis.signals import RATE
from audio.synthesis.timing import seconds_of
from universes.composer.parameters import PRESETS, Instruments, Music
from universes.composer.piece import bars_in, piece
from universes.composer.scales import classes
from universes.composer.score import score

replace = msgspec.structs.replace
ALONE = Instruments(
    melody="soft_keys", counter="silent", harmony="silent", figure="silent", bass="silent", drums="silent"
)


@pytest.mark.parametrize(
    ("mood", "key", "scale", "tempo", "metre", "signature"),
    [("combat", "F#", "harmonic_minor", 143.0, "7/8", "F#m"), ("tavern", "Bb", "mixolydian", 118.0, "6/8", "Bb"),
     ("jazz", "Eb", "dorian", 240.0, "5/4", "Ebm"), ("calm", "C#", "lydian", 40.0, "3/4", "C#")],
)  # fmt: skip
def test_tempo_key_and_metre_are_read_back(
    tmp_path: Path, mood: str, key: str, scale: str, tempo: float, metre: str, signature: str
) -> None:
    music = replace(PRESETS[mood], key=key, scale=scale, tempo=tempo, metre=metre, base_frequency=432.0)
    midi.write(tmp_path / "a.mid", piece(9, music, 0, 16, exact=True))
    file = mido.MidiFile(tmp_path / "a.mid")
    conductor = {message.type: message for message in file.tracks[0]}
    assert mido.tempo2bpm(conductor["set_tempo"].tempo) == pytest.approx(tempo, abs=0.01)
    assert conductor["key_signature"].key == signature
    assert f"{conductor['time_signature'].numerator}/{conductor['time_signature'].denominator}" == metre
    notes = [one for track in file.tracks for one in track if one.type == "note_on" and one.channel != 9]
    assert {note.note % 12 for note in notes} <= classes(key, scale)
    assert len(notes) > 30
    # Counted from the notes alone: at every bar line of the metre something begins, and nothing comes after the last bar.
    begun = set()
    for track in file.tracks:
        ticks = 0
        for message in track:
            ticks += message.time
            if message.type == "note_on" and message.velocity:
                begun.add(ticks)
    numerator, denominator = (int(part) for part in metre.split("/"))
    bar = file.ticks_per_beat * 4 * numerator // denominator
    assert sum(number * bar in begun for number in range(16)) >= 14
    assert 15 * bar <= max(begun) < 16 * bar


def test_a_minute_of_every_preset_can_be_rendered_and_lasts_a_minute() -> None:
    for name, music in PRESETS.items():
        written = piece(2, music, seconds=60.0)
        check(written)
        assert float(seconds_of(written)(written.length)) == pytest.approx(60.0), name
        assert len(written.parts) >= 3
        assert written.loudness == pytest.approx(-19.0)
    assert bars_in(Music(tempo=120.0), 60.0) == 30


def test_what_is_so_many_seconds_long_comes_to_an_end_and_what_is_so_many_bars_is_what_a_table_hears() -> None:
    music = Music(tempo=120.0)
    ended = piece(3, music, 5, seconds=31.0)
    bass = next(part for part in ended.parts if part.name == "bass")
    assert max(note.at for note in bass.notes) < 60.0 < ended.length == 62.0
    assert bass.notes[-1].pitch % 12 in (0, 7)
    bars = [score(3, music, number) for number in (5, 6)]
    written = piece(3, music, 5, 2, exact=True)
    assert sum(len(part.notes) for part in written.parts) == sum(
        len(voice.notes) for bar in bars for voice in bar.voices
    )
    assert piece(3, music, seconds=33.0, loop=True).length == 16 * 4.0
    for shortest in (0.2, 1.0, 3.0):
        check(piece(3, music, seconds=shortest))


def test_a_loop_turns_at_its_bar_line_and_a_faster_tempo_only_brings_it_closer() -> None:
    slow, fast = (piece(4, Music(tempo=tempo), 0, 8, loop=True, exact=True) for tempo in (60.0, 120.0))
    assert slow.length == fast.length == 32.0
    assert [note.at for part in slow.parts for note in part.notes] == [
        note.at for part in fast.parts for note in part.notes
    ]
    onsets = [
        np.diff(seconds_of(score)(np.array([note.at for note in score.parts[0].notes]))) for score in (slow, fast)
    ]
    assert onsets[0] == pytest.approx(2.0 * onsets[1])


def test_the_base_frequency_is_the_a_that_is_heard_and_brightness_ends_overtones() -> None:
    def heard(**asked: float) -> tuple[float, float, np.ndarray]:
        music = replace(Music(instruments=ALONE, key="A", tempo=60.0), **asked)
        written = piece(1, music, 7, 1)
        # The period's last note is its tonic.
        last = written.parts[0].notes[-1:]
        sound = mixer.render(
            replace(written, parts=[replace(written.parts[0], notes=[replace(last[0], at=0.0)])], room="none")
        )
        power = np.abs(np.fft.rfft(sound[0] * np.hanning(sound.shape[1]))) ** 2
        hertz = np.fft.rfftfreq(sound.shape[1], 1 / RATE)
        return float(hertz[power.argmax()]), float((hertz * power).sum() / power.sum()), sound

    pitch, centre, sound = heard()
    assert pitch / 440.0 == pytest.approx(2.0 ** round(np.log2(pitch / 440.0)), rel=0.005)
    lower, _centre, _sound = heard(base_frequency=415.0)
    assert lower / pitch == pytest.approx(415.0 / 440.0, rel=0.005)
    assert heard(brightness=0.1)[1] < 0.95 * centre
    assert integrated(sound) == pytest.approx(-19.0, abs=0.6)
