"""The files decode to what was rendered, and equal seeds give equal bytes."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np
import pytest

from audio.rendering import files
from audio.synthesis import mixer
from audio.synthesis.signals import RATE, Samples
from audio.synthesis.tests.scores import song


def decoded(path: Path) -> Samples:
    """(2, n) by PyAV."""
    with av.open(str(path)) as file:
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
        blocks = [made.to_ndarray() for frame in file.decode(audio=0) for made in resampler.resample(frame)]
    return np.concatenate(blocks, axis=1)


def test_the_same_score_gives_the_same_file_whatever_the_format(tmp_path: Path) -> None:
    first, second = mixer.render(song()), mixer.render(song())
    assert first.tobytes() == second.tobytes()
    other = mixer.render(song(room="small_room"))
    assert other.shape != first.shape or not np.array_equal(other, first)
    for format in ("wav", "flac", "ogg", "mp3"):
        paths = [tmp_path / f"{number}.{format}" for number in (1, 2)]
        for path, sound in zip(paths, (first, second), strict=True):
            files.write(path, sound, format, seed=11, name="Song")
        if format in ("wav", "flac"):
            assert paths[0].read_bytes() == paths[1].read_bytes()
        back = decoded(paths[0])
        assert np.array_equal(back, decoded(paths[1]))
        # MP3 may have silence of its encoder around it; Ogg ends with the last whole packet.
        slack = {"mp3": 2500, "ogg": 128}.get(format, 0)
        assert abs(back.shape[-1] - first.shape[-1]) <= slack
        if format in ("wav", "flac"):
            assert np.abs(back - first).max() < 2.5 / 32768
        else:
            assert float(np.sqrt(np.mean(back**2))) == pytest.approx(float(np.sqrt(np.mean(first**2))), rel=0.05)


def test_a_wav_file_is_what_another_reader_expects_and_silence_is_silent(tmp_path: Path) -> None:
    sound = np.zeros((2, 1000), np.float32)
    sound[0, 500], sound[1, 600] = 1.0, -1.0
    files.write(tmp_path / "a.wav", sound, "wav", seed=1)
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()) == (2, 2, RATE, 1000)
        samples = np.frombuffer(file.readframes(1000), "<i2").reshape(-1, 2)
    assert samples[500, 0] > 32_760 and samples[600, 1] < -32_760
    assert np.count_nonzero(samples) == 2
