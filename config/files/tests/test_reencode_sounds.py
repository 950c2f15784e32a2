"""Whatever a recorder or a collection gives becomes an MP3 without tags, with its true length and its peaks."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest

from config.files import sounds
from config.files.tests.conftest import CASES, left_in
from config.testing.sounds import FORMATS, tone

# The seconds really decodable.
COLLECTED = {
    "16bit_pcm.wav": 0.1,
    "8khz_5s.opus": 5.0,
    "cbr.mp3": 0.444,
    "classical.m4a": 0.534,
    "composer.ogg": 3.682,
    "flac1sMono.flac": 1.0,
}


def taken(content: bytes, kind: sounds.SoundName = "voice") -> tuple[sounds.Sound, bytes]:
    with sounds.reencode(io.BytesIO(content), kind=kind) as sound:
        return sound, sound.path.read_bytes()


def seconds_of(content: bytes) -> float:
    with av.open(io.BytesIO(content), format="mp3") as file:
        return sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0))


@pytest.mark.parametrize("name", COLLECTED)
def test_collected_sounds_keep_their_length(name: str) -> None:
    sound, content = taken((CASES / "sounds" / name).read_bytes(), "attachment")

    assert sound.duration == pytest.approx(COLLECTED[name], abs=0.06)
    assert seconds_of(content) == pytest.approx(sound.duration, abs=0.1)
    assert sound.size == len(content)


@pytest.mark.parametrize("format", FORMATS)
def test_what_recorders_make_becomes_mp3(format: str, scratch: Path) -> None:
    sound, content = taken(tone(format, seconds=2.5))

    assert (sound.format, sound.content_type, sound.extension) == ("mp3", "audio/mpeg", "mp3")
    assert sound.duration == pytest.approx(2.5, abs=0.06)
    assert seconds_of(content) == pytest.approx(2.5, abs=0.1)
    assert left_in(scratch) == []


def test_peaks_show_where_it_is_loud() -> None:
    sound, _ = taken(tone("webm", seconds=2, loud_from=1))

    assert len(sound.peaks) == 200
    assert max(sound.peaks[:90]) < 5
    assert min(sound.peaks[110:195]) > 60
    assert max(sound.peaks) == 100


def test_silence_has_no_peaks() -> None:
    sound, _ = taken(tone("wav", seconds=1, loud_from=9))

    assert sound.peaks == [0] * 200


def test_a_voice_is_one_channel_and_music_stays_two() -> None:
    stereo = tone("flac", channels=2)

    assert taken(stereo, "voice")[0].channels == 1
    assert taken(stereo, "attachment")[0].channels == 2


@pytest.mark.parametrize("name", ["cbr.mp3", "classical.m4a", "composer.ogg", "flac1sMono.flac"])
def test_tags_are_dropped(name: str) -> None:
    source = (CASES / "sounds" / name).read_bytes()
    _, content = taken(source)

    for words in (b"Basshunter", b"some title", b"A Title", b"track", b"ID3", b"TAG"):
        assert words not in content
    with av.open(io.BytesIO(content), format="mp3") as file:
        assert set(file.metadata) <= {"encoder"}
