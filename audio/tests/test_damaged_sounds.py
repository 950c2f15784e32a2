"""Whatever is uploaded, the answer is a sound or a 4xx, and nothing is kept of what is refused."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from mutagen.id3 import APIC, ID3, TIT2

from audio.models import Track
from audio.tests.conftest import CASES, case, upload
from config.api.errors import Problem
from config.files import tracks
from config.files.tests.test_malformed_pictures import damaged
from config.files.tests.test_malformed_sounds import wav
from config.testing.sounds import tone

RECORDED = tone("webm")
NAMES = sorted(path.name for path in CASES.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("name", NAMES)
def test_cut_at_every_sixteenth_and_with_bits_flipped(
    name: str, tmp_path: Path, left_behind: Callable[[], list[str]], sized: Callable[[int, int], int]
) -> None:
    file = tmp_path / "given"
    whole: list[float] = []
    for broken in (case(name), *damaged(case(name), sized(4, 300), random.Random(name))):
        file.write_bytes(broken)
        try:
            with tracks.inspect(file) as found:
                whole.append(found.duration)
                assert 0 < found.duration <= whole[0] * 1.5 + 1
        except Problem as problem:
            assert problem.status in (413, 415, 422), problem.message
        assert left_behind() == ["given"]


def test_lies_are_refused_in_words(as_ada: Client, left_behind: Callable[[], list[str]]) -> None:
    page = b"<!DOCTYPE html><script>alert(1)</script>" * 50
    for content, name, status in (
        (page, "song.mp3", 415),
        (b"PK\x03\x04" + bytes(200), "song.ogg", 415),
        (b"#EXTM3U\nhttp://127.0.0.1/secret\n", "song.mp3", 415),
        (RECORDED, "song.ogg", 415),
        (b"ID3\x04\x00\x00\x00\x00\x00\x00" + page, "song.mp3", 422),
        (wav(bytes(800), claimed=0xF0000000), "song.wav", 422),
        (wav(b""), "song.wav", 422),
        (case("composer.ogg")[:2000], "song.ogg", 422),
        (b"", "song.mp3", 422),
    ):
        answer = upload(as_ada, content, name)
        assert (answer.status_code, answer.json()["success"]) == (status, False), (name, content[:20])
        assert answer.json()["error"]
        assert ("send it in the chat" in answer.json()["error"]) == (content == RECORDED)
    assert (Track.objects.exists(), left_behind()) == (False, [])


def test_a_wav_that_was_being_written_says_four_gigabytes(as_ada: Client) -> None:
    """0xFFFFFFFF stands for not known; the length is what is there."""
    content = bytearray(wav(bytes(8_000), claimed=0xFFFFFFFF))
    content[4:8] = b"\xff" * 4
    assert upload(as_ada, bytes(content), "take.wav").json()["data"]["duration"] == pytest.approx(1.0, abs=0.06)


def test_a_picture_of_33_megabytes_does_not_hide_the_sound(as_ada: Client, tmp_path: Path) -> None:
    """Its tag is too long to be read; the sound behind it is heard."""
    file = tmp_path / "huge.mp3"
    file.write_bytes(tone("mp3"))
    tag = ID3()
    tag.add(TIT2(encoding=3, text="A song"))
    tag.save(file)
    small = upload(as_ada, file.read_bytes()).json()["data"]
    tag.add(APIC(encoding=0, mime="image/png", type=3, desc="", data=b"\x89PNG\r\n\x1a\n" + bytes(33 * 1024 * 1024)))
    tag.save(file)
    with tracks.inspect(file) as large:
        assert (large.duration, large.cover) == (small["duration"], None)
        assert (small["title"], large.words["title"]) == ("A song", "")


def test_it_ends_at_its_bounds(
    as_ada: Client, left_behind: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracks, "MAX_BYTES", 4000)
    assert upload(as_ada, case("cbr.mp3")).status_code == 413
    assert left_behind() == []
