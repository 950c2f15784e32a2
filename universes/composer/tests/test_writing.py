"""The rules of the craft: chords that lead into each other, lines that sing, phrases that breathe, players who are human."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean

import msgspec

from universes.composer.harmony import frame, tones
from universes.composer.melody import tune
from universes.composer.parameters import PRESETS, Instruments, Music
from universes.composer.piece import piece
from universes.composer.score import score
from universes.composer.voicing import parallels, sonorities

SEEDS = range(30)


def section(seed: int, music: Music, part: str = "a") -> list:
    return [sounding for bar in sonorities(frame(seed, music), 0, part) for sounding in bar]


def test_voices_move_little_and_almost_never_in_parallel_fifths_or_octaves() -> None:
    moved, parallel, changes = [], 0, 0
    for name in ("default", "calm", "travel", "triumph", "classical", "tavern"):
        for seed in SEEDS:
            for one, other in pairwise(section(seed, PRESETS[name])):
                moved += [abs(here - there) for here, there in zip(one.upper, other.upper, strict=True)]
                parallel += len(list(parallels((one.bass, *one.upper), (other.bass, *other.upper))))
                changes += 1
    assert fmean(moved) < 2.6
    assert parallel / changes < 0.01


def test_tonal_periods_open_on_the_dominant_side_and_close_at_home() -> None:
    for seed in SEEDS:
        bars = sonorities(frame(seed, Music()), 0, "a")
        assert bars[0][0].chord.degree == 0
        assert bars[3][0].chord.degree == 4
        assert bars[7][-1].chord.degree == 0 and bars[7][-1].bass % 12 == 0
        assert [one.chord.degree for one in bars[6]][-1] == 4


def test_a_suspension_is_prepared_and_falls_by_step() -> None:
    found, music = 0, msgspec.structs.replace(PRESETS["grief"], dissonance=0.0, tension=0.0)
    for seed in SEEDS:
        for one, other in pairwise(section(seed, music)):
            if other.late is not None:
                found += 1
                assert other.leaning in one.upper
                assert 1 <= other.leaning - other.upper[other.late] <= 3
                assert other.leaning % 12 not in other.classes
    assert found > 10


def test_every_scale_has_five_tones_to_a_chord_on_each_degree() -> None:
    assert tones("major", 4) == (4, 6, 8, 10, 12)
    assert tones("chromatic", 0) == (0, 4, 7, 10, 14)
    assert tones("whole_tone", 0)[:3] == (0, 2, 3)
    assert tones("octatonic", 0)[:3] == (0, 3, 5)


def test_melodies_go_mostly_by_step_turn_back_from_leaps_and_rest() -> None:
    steps, leaps, turned, sung = [], 0, 0, []
    for name in ("default", "travel", "grief", "classical", "triumph", "tavern"):
        music = PRESETS[name]
        for seed in SEEDS:
            planned = frame(seed, music)
            bars = tune(planned, 0, "a", music.leaps, 72.0)
            line = [tone.pitch for bar in bars for tone in bar]
            moves = [there - here for here, there in pairwise(line)]
            steps += [abs(move) <= 2 for move in moves]
            assert max(line) - min(line) <= 21
            for one, other in pairwise(moves):
                if abs(one) > 4:
                    leaps += 1
                    turned += one * other <= 0
            length = 12 if music.metre in ("6/8", "3/4") else 16
            sung.append(sum(tone.length for bar in bars for tone in bar) / (8 * length))
    assert fmean(steps) > 0.55
    assert turned / leaps > 0.85
    assert 0.5 < fmean(sung) < 0.95


def test_a_motif_is_answered_in_its_own_rhythm() -> None:
    for seed in SEEDS:
        bars = tune(frame(seed, PRESETS["travel"]), 0, "a", 0.3, 72.0)
        rhythms = [[(tone.at, tone.length) for tone in bar] for bar in bars]
        assert rhythms[0] == rhythms[4]
        assert rhythms[0] in rhythms[1:3] or rhythms[2] != rhythms[1]


def test_bass_and_low_drums_meet_and_nobody_is_a_machine() -> None:
    for seed in SEEDS:
        bar = score(seed, PRESETS["combat"], 9)
        voices = {voice.role: voice.notes for voice in bar.voices}
        low = {note.at for note in voices["drums"] if note.pitch < 40}
        assert {note.at for note in voices["bass"]} <= low
        assert len({note.velocity for note in voices["drums"]}) > 2
        assert {note.late for voice in bar.voices for note in voice.notes} != {0}


def test_a_section_swells_towards_its_seventh_bar() -> None:
    loud = [
        fmean(note.velocity for seed in SEEDS for voice in score(seed, Music(), bar).voices for note in voice.notes)
        for bar in range(8)
    ]
    assert loud.index(max(loud)) == 6 and loud.index(min(loud)) == 0


def test_where_time_is_free_everybody_bends_it_alike_and_bar_lines_stand() -> None:
    bent = 0
    for seed in range(6):
        for bar in range(8):
            there = score(seed, PRESETS["mystery"], bar)
            starts = {note.at for voice in there.voices for note in voice.notes}
            assert all(0.0 <= at < there.beats for at in starts)
            # Notes that belong together on the sixteenths' grid are not torn apart, nor do they change places.
            ordered = sorted(starts)
            assert all(later - earlier > 0.1 for earlier, later in pairwise(ordered))
            bent += any(abs(4 * at - round(4 * at)) > 0.05 for at in starts)
    assert bent > 10
    assert all((8 * note.at).is_integer() for voice in score(1, PRESETS["triumph"], 3).voices for note in voice.notes)


def test_cymbals_lead_from_section_to_section_and_go_when_the_drums_do() -> None:
    def cymbals(bar: int, music: Music = PRESETS["combat"]) -> list[int]:
        return [
            note.pitch for voice in score(2, music, bar).voices if voice.instrument == "cymbals" for note in voice.notes
        ]

    assert cymbals(8)[0] == 49 and 59 in cymbals(7) and not cymbals(2)
    silent = msgspec.structs.replace(PRESETS["combat"], instruments=Instruments(drums="silent"))
    assert not cymbals(8, silent) and not cymbals(8, PRESETS["calm"])


def test_comping_has_another_rhythm_in_each_bar_and_pushes_into_the_next_chord() -> None:
    rhythms, pushed = set(), 0
    for seed in range(6):
        for bar in range(8):
            there = score(seed, PRESETS["jazz"], bar)
            chords = next(voice.notes for voice in there.voices if voice.role == "harmony")
            rhythms.add(tuple(sorted({note.at for note in chords})))
            last = [note.pitch % 12 for note in chords if note.at > 3.4]
            following = score(seed, PRESETS["jazz"], bar + 1).chords[0].tones
            pushed += bool(last) and bar < 7 and set(last) <= set(following)
    assert len(rhythms) >= 6 and pushed > 2


def test_drums_keep_their_keys_when_the_tuning_moves() -> None:
    music = msgspec.structs.replace(PRESETS["electronic"], base_frequency=880.0)
    written = piece(3, music, 8, 2)
    drums = next(part for part in written.parts if part.instrument == "drum_kit")
    assert {note.pitch for note in drums.notes} <= {36, 39, 42, 46}
    usual = piece(3, PRESETS["electronic"], 8, 2)
    assert written.parts[0].notes[0].pitch == usual.parts[0].notes[0].pitch + 12.0
