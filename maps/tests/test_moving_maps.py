"""Moving pictures stay moving, videos become maps that browsers play, and both say that they are whole for everybody."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from django.test import Client
from PIL import Image

from accounts.models import StoredFile, User
from maps.tests.conftest import upload


def film(path: Path, codec: str = "libx264", *, pixels: str = "yuv420p", sound: bool = False, size: int = 96) -> bytes:
    """Half a second of growing light, with tags."""
    with av.open(str(path), "w") as file:
        file.metadata["title"] = "CANARY:title"
        stream = file.add_stream(codec, rate=12)
        stream.width, stream.height, stream.pix_fmt = size, 64, pixels
        voice = file.add_stream("aac", rate=44_100) if sound else None
        for number in range(6):
            light = np.full((64, size, 3), number * 40, dtype=np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(light, format="rgb24")):
                file.mux(packet)
        for packet in stream.encode():
            file.mux(packet)
        if voice is not None:
            hush = av.AudioFrame.from_ndarray(np.zeros((1, 1024), dtype=np.float32), format="fltp", layout="mono")
            hush.sample_rate = 44_100
            for packet in [*voice.encode(hush), *voice.encode()]:
                file.mux(packet)
    return path.read_bytes()


@pytest.mark.parametrize(("name", "codec", "type"), [("a.mp4", "libx264", "video/mp4"), ("a.webm", "libvpx-vp9", "video/webm")])  # fmt: skip
def test_it_works(as_ada: Client, tmp_path: Path, name: str, codec: str, type: str) -> None:
    content = film(tmp_path / name, codec, sound=name == "a.mp4")
    assert b"CANARY" in content
    made = upload(as_ada, content, "Waterfall [12x8].mov").json()["data"]
    assert (made["media"], made["animated"], made["width"], made["height"]) == ("video", True, 96, 64)
    assert made["grid"]["size"] == 8
    part = as_ada.get(made["picture"], headers={"range": "bytes=0-99"})
    assert (part.status_code, part["Content-Type"]) == (206, type)
    stored = b"".join(as_ada.get(made["picture"]).streaming_content)
    assert b"CANARY" not in stored
    with av.open(io.BytesIO(stored)) as played:
        assert [stream.type for stream in played.streams] == ["video"]
        assert len(list(played.decode(video=0))) == 6
    small = Image.open(io.BytesIO(b"".join(as_ada.get(made["thumbnail"]).streaming_content)))
    assert (small.format, small.size) == ("WEBP", (96, 64))


def test_what_browsers_do_not_play_is_refused(as_ada: Client, ada: User, tmp_path: Path) -> None:
    whole = film(tmp_path / "a.mp4")
    answers = {
        "half": upload(as_ada, whole[: len(whole) // 2]),
        "no index": upload(as_ada, whole[:60] + b"\0" * 2000),
        "old codec": upload(as_ada, film(tmp_path / "b.mp4", "mpeg4")),
        "deep colours": upload(as_ada, film(tmp_path / "c.mp4", pixels="yuv444p")),
        "too wide": upload(as_ada, film(tmp_path / "d.mp4", size=4100)),
    }
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "half": 422,
        "no index": 422,
        "old codec": 415,
        "deep colours": 415,
        "too wide": 413,
    }
    ada.refresh_from_db()
    assert (StoredFile.objects.exists(), ada.storage_used) == (False, 0)


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_moving_pictures_stay_moving(as_ada: Client, format: str) -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("#ff0000", "#0000ff", "#00ff00")]
    frames[0].save(out, format, save_all=True, append_images=frames[1:], duration=200, loop=0)
    made = upload(as_ada, out.getvalue(), "Torch.gif").json()["data"]
    assert (made["media"], made["animated"], made["tiling"]) == ("animated", True, "none")
    shown: Any = Image.open(io.BytesIO(b"".join(as_ada.get(made["picture"]).streaming_content)))
    assert shown.n_frames == 3
