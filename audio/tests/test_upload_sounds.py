"""A sound is what its content says: its true length, the words of its tags, how loud it is; and what some browser cannot
play gets an MP3 beside it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import av
import pytest
from django.test import Client
from mutagen.flac import FLAC, Picture
from mutagen.mp3 import MP3
from PIL import Image

from accounts.models import StoredFile, User
from audio.models import Track
from audio.tasks import give_up_measuring, measure_track
from audio.tests.conftest import CASES, case, upload, uploaded
from config.jobs.worker import run_pending
from config.testing.sounds import tone

EXPECTED = {name: told for name, told in json.loads((CASES / "expected.json").read_text()).items() if name != "note"}
FORMATS = {"ogg": "audio/ogg", "opus": "audio/ogg", "m4a": "audio/mp4"}


def test_length_and_words_are_those_of_the_file(as_ada: Client) -> None:
    for name, told in EXPECTED.items():
        # The name lies, and so does the type that the browser sends.
        made = upload(as_ada, case(name), "notes.txt").json()["data"]
        assert made["duration"] == pytest.approx(told["duration"], abs=0.06), name
        assert made["format"] == name.rsplit(".", 1)[1]
        words = {word: told.get(word, "") for word in ("title", "artist", "album", "genre")}
        assert {word: made[word] for word in words} == words, name
        assert len(made["peaks"]) == 200 and made["measuring"] == "waiting"
        assert (made["name"], made["cover"], made["uses"], made["duplicate_of"]) == ("notes", None, 0, None)


def test_it_is_measured_and_made_playable(as_ada: Client, ada: User, left_behind: Callable[[], list[str]]) -> None:
    """Ada hears of it as of any job; where a browser may fail at the file, it is given an MP3 unless it asks."""
    loud = upload(as_ada, tone("wav", seconds=2), "Horn.wav").json()["data"]
    ogg = upload(as_ada, tone("ogg", seconds=2), "Hum loop.ogg").json()["data"]
    assert (loud["kind"], ogg["kind"], ogg["twin"]) == ("one_shot", "loop", False)
    run_pending()
    loud, ogg = (as_ada.get(f"/api/v1/tracks/{one['id']}").json()["data"] for one in (loud, ogg))
    # A sine of 0.8 is -1.94 dBFS; K-weighting leaves 440 Hz nearly as it is, and a mean square is 3.01 dB below the peak.
    assert loud["measuring"] == ogg["measuring"] == "done"
    assert loud["loudness"] == pytest.approx(-5.6, abs=1.0) and loud["true_peak"] == pytest.approx(-1.94, abs=0.3)
    assert (loud["twin"], ogg["twin"]) == (False, True)
    twin: Any = as_ada.get(ogg["stream"])
    assert twin["Content-Type"] == "audio/mpeg"
    heard: Any = b"".join(twin.streaming_content)
    with av.open(io.BytesIO(heard), "r") as file:
        assert sum(frame.samples for frame in file.decode(audio=0)) / 48_000 == pytest.approx(2.0, abs=0.06)
    assert as_ada.get(ogg["stream"] + "?original=1")["Content-Type"] == "audio/ogg"
    ada.refresh_from_db()
    assert ada.storage_used == sum(StoredFile.objects.values_list("size", flat=True))
    assert len(left_behind()) == 3

    Track.objects.filter(pk=loud["id"]).update(measuring="waiting", updated_at="2020-01-01T00:00Z")
    assert give_up_measuring.call() == 1
    assert as_ada.post(f"/api/v1/tracks/{loud['id']}/measure").status_code == 202
    run_pending()
    assert as_ada.post(f"/api/v1/tracks/{loud['id']}/measure").json()["data"] == {"measuring": "done"}
    gone = "00000000-0000-0000-0000-000000000000"
    assert measure_track.call(track=gone) == {"track": gone, "measured": False}


def covered(picture: bytes, title: str) -> bytes:
    """A FLAC with a title and a front cover."""
    out = io.BytesIO(tone("flac"))
    file = FLAC(out)
    front = Picture()
    front.type, front.data, front.mime = 3, picture, "image/png"
    file.add_picture(front)
    file["title"] = title
    out.seek(0)
    file.save(out)
    return out.getvalue()


def test_a_cover_is_made_anew_or_left_out(as_ada: Client, as_cleo: Client) -> None:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "#345678").save(out, "PNG")
    made = upload(as_ada, covered(out.getvalue(), "A\x1b[31m title\u202e" + "x" * 300), "a.flac").json()["data"]
    assert made["title"] == ("A[31m title" + "x" * 300)[:200]
    shown: Any = as_ada.get(made["cover"])
    assert (shown["Content-Type"], shown.status_code) == ("image/webp", 200)
    assert Image.open(io.BytesIO(b"".join(shown.streaming_content))).size == (512, 341)
    assert as_cleo.get(made["cover"]).status_code == 404
    for broken in (out.getvalue()[:200], b"<svg onload=alert(1)>", b"\xff" * 3_000_000):
        again = upload(as_ada, covered(broken, "B"), "b.flac")
        assert (again.status_code, again.json()["data"]["cover"]) == (201, None)
        assert as_ada.get(f"/api/v1/tracks/{again.json()['data']['id']}/cover").status_code == 404


def test_a_long_one_is_a_job_and_comes_once(as_ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audio.api.tracks.SLOW_BYTES", 1000)
    first = uploaded_later(as_ada, case("cbr.mp3"), kind="loop", name="Dance")
    made = as_ada.get(f"/api/v1/tracks/{first['track']}").json()["data"]
    assert (made["name"], made["kind"], made["artist"]) == ("Dance", "loop", "Basshunter")
    assert uploaded_later(as_ada, case("cbr.mp3"))["duplicate_of"] == first["track"]
    assert not StoredFile.objects.filter(kind="incoming").exists()
    assert [one["id"] for one in as_ada.get("/api/v1/tracks?duplicates=1&order=new").json()["data"]][1] == first[
        "track"
    ]


def uploaded_later(client: Client, content: bytes, **fields: Any) -> dict[str, Any]:
    answer = upload(client, content, **fields)
    assert answer.status_code == 202, answer.content
    run_pending()
    told: dict[str, Any] = client.get(f"/api/v1/jobs/{answer.json()['data']['job']}").json()["data"]["result"]
    return told


def test_a_lying_length_is_corrected(as_ada: Client) -> None:
    """The tables of an MP3 that say how long it is are not asked."""
    out = io.BytesIO(tone("mp3", seconds=1))
    head = bytearray(out.getvalue())
    place = head.find(b"Xing") if b"Xing" in head else head.find(b"Info")
    assert place > 0
    head[place + 8 : place + 12] = (1_000_000).to_bytes(4, "big")
    claimed: Any = MP3(io.BytesIO(bytes(head))).info
    assert claimed.length > 3600
    made = upload(as_ada, bytes(head)).json()["data"]
    assert made["duration"] == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("fields", [{"kind": "song"}, {"name": "x" * 121}, {"folder": "nowhere"}])
def test_what_is_said_of_it_is_looked_at(as_ada: Client, fields: dict[str, str]) -> None:
    assert upload(as_ada, case("16bit_pcm.wav"), **fields).status_code == 400
    assert as_ada.post("/api/v1/tracks", {"folder": ""}).status_code == 400
    assert uploaded(as_ada, "16bit_pcm.wav")["kind"] == "one_shot"
