"""Whatever is done to a sound, the server answers with a sound or a 4xx, and keeps nothing of it."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from config.api.errors import Problem, TooLarge, Unprocessable, UnsupportedType
from config.files import sounds
from config.files.tests.conftest import CASES, left_in
from config.files.tests.test_malformed_pictures import damaged
from config.testing.sounds import FORMATS, tone


def refused(content: bytes, kind: sounds.SoundName = "attachment") -> Problem:
    with pytest.raises(Problem) as problem, sounds.reencode(io.BytesIO(content), kind=kind):
        pass
    return problem.value


def wav(samples: bytes, *, rate: int = 8_000, channels: int = 1, claimed: int | None = None) -> bytes:
    size = len(samples) if claimed is None else claimed
    format = struct.pack("<HHIIHH", 1, channels, rate, rate * channels, channels, 8)
    body = b"WAVEfmt " + struct.pack("<I", len(format)) + format + b"data" + struct.pack("<I", size) + samples
    return b"RIFF" + struct.pack("<I", (36 + size) & 0xFFFFFFFF) + body


@pytest.mark.parametrize("format", FORMATS)
def test_damage_is_refused_or_repaired(format: str, scratch: Path, sized: Callable[[int, int], int]) -> None:
    """No exception but a Problem, and nothing left on disk."""
    for broken in damaged(tone(format), sized(16, 340), random.Random(format)):
        try:
            with sounds.reencode(io.BytesIO(broken)) as sound:
                assert 0 < sound.duration < 600
        except Problem as problem:
            assert problem.status in (413, 415, 422), problem.message
        assert left_in(scratch) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a page", b"<!DOCTYPE html><script>alert(1)</script>" * 50),
        ("a page behind a tag", b"\xff\xfe<!DOCTYPE html><script>alert(1)</script>"),
        ("a drawing", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("a list of addresses", b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/secret\n"),
        ("an archive", b"PK\x03\x04" + bytes(200)),
        ("a PDF", b"%PDF-1.7 %%EOF"),
    ],
)
def test_what_is_no_sound_is_unsupported(name: str, content: bytes, scratch: Path) -> None:
    assert isinstance(refused(content), UnsupportedType), name
    assert left_in(scratch) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nothing", b""),
        ("a page in an MP3's tag", b"ID3\x04\x00\x00\x00\x00\x00\x00<html><script>alert(1)</script></html>" * 9),
        ("a list in an MP4's head", b"\x00\x00\x00\x18ftypM4A #EXTM3U\nfile:///etc/passwd\n"),
        ("an MP3's tag of a gigabyte", b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(500)),
        ("a WAV of four claimed gigabytes", wav(bytes(800), claimed=0xF0000000)),
        ("a WAV of no samples", wav(b"")),
        ("a WAV of 200 channels", wav(bytes(4000), channels=200)),
        ("a WAV of one sample a second", wav(bytes(800), rate=1)),
    ],
)
def test_what_lies_about_itself_is_unprocessable(name: str, content: bytes, scratch: Path) -> None:
    assert isinstance(refused(content), Unprocessable), name
    assert left_in(scratch) == []


@pytest.mark.parametrize("name", ["16bit_pcm.wav", "8khz_5s.opus", "composer.ogg", "flac1sMono.flac"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.7])
def test_a_cut_off_sound_is_refused(name: str, part: float, scratch: Path) -> None:
    content = (CASES / "sounds" / name).read_bytes()

    assert isinstance(refused(content[: int(len(content) * part)]), Unprocessable)
    assert left_in(scratch) == []


def test_a_cut_off_mp3_without_a_table_is_a_shorter_one() -> None:
    """Nothing in it says how long it was: its length is what can be heard."""
    content = (CASES / "sounds" / "cbr.mp3").read_bytes()
    with sounds.reencode(io.BytesIO(content[: len(content) // 2])) as sound:
        assert sound.duration == pytest.approx(0.21, abs=0.06)


def test_an_hour_of_silence_in_few_bytes_ends_at_the_limit(scratch: Path) -> None:
    """What it weighs says nothing: it is stopped by the seconds that came out."""
    long = tone("flac", seconds=605, loud_from=9999)
    assert len(long) < 1_000_000

    problem = refused(long, "voice")
    assert isinstance(problem, TooLarge) and "10 minutes" in str(problem.message)
    assert left_in(scratch) == []


def test_a_film_is_no_sound(scratch: Path) -> None:
    out = io.BytesIO()
    with av.open(out, "w", format="webm") as file:
        stream = file.add_stream("libvpx", rate=5)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(3):
            file.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        file.mux(stream.encode(None))

    assert isinstance(refused(out.getvalue()), UnsupportedType)
    assert left_in(scratch) == []


def test_other_codecs_are_out_of_reach(scratch: Path) -> None:
    out = io.BytesIO()
    with av.open(out, "w", format="matroska") as file:
        stream = file.add_stream("ac3", rate=48_000, layout="stereo")
        for _ in range(20):
            frame = av.AudioFrame(format="fltp", layout="stereo", samples=1536)
            frame.sample_rate = 48_000
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))

    assert isinstance(refused(out.getvalue()), UnsupportedType)
    assert left_in(scratch) == []
