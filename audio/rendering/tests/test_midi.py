"""A MIDI file says what the score says, to a reader that was written from the standard alone."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from audio.rendering import midi
from audio.synthesis.checking import BadScore
from audio.synthesis.score import Note, Part, Score, Tempo
from audio.synthesis.tests.scores import song

Event = tuple[int, int, bytes]


def read(data: bytes) -> tuple[int, int, list[list[Event]]]:
    """Format, ticks a beat, and for each track its (tick, status, data); meta events have the status 0xFF."""
    kind, length, format, count, ticks = struct.unpack(">4sIHHH", data[:14])
    assert kind == b"MThd" and length == 6
    place, tracks = 14, []
    for _track in range(count):
        kind, length = struct.unpack(">4sI", data[place : place + 8])
        assert kind == b"MTrk"
        tracks.append(events(data[place + 8 : place + 8 + length]))
        place += 8 + length
    assert place == len(data)
    return format, ticks, tracks


def events(data: bytes) -> list[Event]:
    found: list[Event] = []
    place = tick = status = 0

    def number() -> int:
        nonlocal place
        value = 0
        while True:
            byte = data[place]
            place += 1
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value

    while place < len(data):
        tick += number()
        if data[place] >= 0x80:
            status = data[place]
            place += 1
        if status == 0xFF:
            kind = data[place]
            place += 1
            length = number()
            found.append((tick, 0xFF, bytes([kind]) + data[place : place + length]))
        else:
            length = 1 if status & 0xF0 in (0xC0, 0xD0) else 2
            found.append((tick, status, data[place : place + length]))
        place += length
    return found


def notes(track: list[Event]) -> list[tuple[int, int, int, int]]:
    """(tick, length, key, velocity)."""
    sounding: dict[int, tuple[int, int]] = {}
    found = []
    for tick, status, data in track:
        if status & 0xF0 == 0x90 and data[1]:
            assert data[0] not in sounding
            sounding[data[0]] = (tick, data[1])
        elif status & 0xF0 in (0x80, 0x90):
            start, velocity = sounding.pop(data[0])
            found.append((start, tick - start, data[0], velocity))
    assert not sounding
    return sorted(found)


def test_the_notes_the_tempo_and_the_metre_are_the_scores(tmp_path: Path) -> None:
    score = song(name="Söng")
    midi.write(tmp_path / "a.mid", score)
    midi.write(tmp_path / "b.mid", song(name="Söng"))
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()
    format, ticks, (conductor, *tracks) = read((tmp_path / "a.mid").read_bytes())
    assert format == 1 and len(tracks) == len(score.parts)
    assert (0, 0xFF, b"\x58\x04\x02\x18\x08") in conductor
    assert (0, 0xFF, b"\x03" + "Söng".encode()) in conductor
    tempi = [(tick / ticks, int.from_bytes(data[1:])) for tick, _status, data in conductor if data[0] == 0x51]
    assert tempi == [(0.0, 600_000), (4.0, 500_000)]
    for part, track in zip(score.parts, tracks, strict=True):
        written = sorted(
            (round(note.at * ticks), round(note.lasts * ticks), round(note.pitch), note.velocity) for note in part.notes
        )
        assert notes(track) == written
    channels = {status & 0x0F for track in tracks for _tick, status, _data in track if status < 0xF0}
    assert channels == {0, 1, 2, 9}  # the frame drum is on the channel of percussion


def test_times_in_seconds_become_beats_and_pitches_between_keys_bend(tmp_path: Path) -> None:
    score = Score(
        [Part("harp", [Note(2.5, 0.25, 60.5, 90)])], unit="seconds", tempo=[Tempo(0.0, 60.0), Tempo(2.0, 120.0)]
    )
    midi.write(tmp_path / "a.mid", score)
    _format, ticks, (_conductor, track) = read((tmp_path / "a.mid").read_bytes())
    assert notes(track) == [(3 * ticks, ticks // 2, 60, 90)]
    (bend,) = [data for _tick, status, data in track if status & 0xF0 == 0xE0]
    assert (bend[0] | bend[1] << 7) - 8192 == 2048


def test_a_score_that_cannot_be_played_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(BadScore) as bad:
        midi.write(tmp_path / "a.mid", Score([Part("harp", [])]))
    assert bad.value.field == "parts" and not (tmp_path / "a.mid").exists()
