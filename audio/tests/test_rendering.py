"""Ada has the server make sound: presets come into her library, a score becomes a track or a MIDI file, and a score that
cannot be played is refused by the field that is wrong. (What it sounds like is tested in audio/synthesis.)
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import Any

import av
import msgspec
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from audio.models import Track
from audio.presets import PRESETS
from audio.rendering import presets as rendered
from audio.rendering.words import NAMES
from audio.synthesis.tests.scores import clicks
from config.jobs import progress_changed
from config.jobs.worker import run_pending

JSON = "application/json"


def score(**changed: Any) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(clicks(120.0, 4, length=4.0, loop=True))
    return {**made, **changed}


def ask(client: Client, body: dict[str, Any], path: str = "renders") -> Any:
    return client.post(f"/api/v1/audio/{path}", {"name": "Clicks", **body}, JSON)


def test_a_score_becomes_a_track_while_progress_is_told(
    as_ada: Client, as_cleo: Client, ada: User, left_behind: Callable[[], list[str]]
) -> None:
    heard: list[float] = []
    progress_changed.subscribe(listen := lambda run: heard.append(run.progress) if "render" in run.name else None)
    try:
        answer = ask(as_ada, {"score": score(), "kind": "loop"})
        assert answer.status_code == 202, answer.content
        run_pending()
    finally:
        progress_changed.unsubscribe(listen)
    job = as_ada.get(f"/api/v1/jobs/{answer.json()['data']['job']}").json()["data"]
    assert job["state"] == "done", job
    assert len(heard) > 1 and heard == sorted(heard)
    made = as_ada.get(f"/api/v1/tracks/{job['result']['track']}").json()["data"]
    assert (made["name"], made["origin"], made["kind"], made["format"]) == ("Clicks", "rendered", "loop", "flac")
    assert made["duration"] == 2.0 and made["measuring"] == "done"
    assert made["loudness"] == pytest.approx(-19.0, abs=1.0) and made["true_peak"] < -1.0
    with av.open(io.BytesIO(b"".join(as_ada.get(made["stream"]).streaming_content))) as file:
        assert sum(frame.samples for frame in file.decode(audio=0)) == 2 * 44_100
    assert as_cleo.get(f"/api/v1/tracks/{made['id']}").status_code == 404
    assert as_cleo.get(f"/api/v1/jobs/{job['id']}").status_code == 404
    # The same score again is the same bytes, and the job's second attempt makes no second track.
    again = ask(as_ada, {"score": score(), "name": "Once more"}).json()["data"]["job"]
    run_pending()
    first, second = Track.objects.order_by("created_at")
    assert first.content_sha256 == second.content_sha256 and str(second.pk) == again
    # Equal bytes of one person lie there once.
    assert len(left_behind()) == 1


def test_a_score_as_midi(as_ada: Client) -> None:
    answer = ask(as_ada, {"score": score()}, "midi")
    assert answer["Content-Type"] == "audio/midi" and answer.content.startswith(b"MThd")
    assert answer["Content-Disposition"] == 'attachment; filename="clicks.mid"'


HARP = {"instrument": "harp", "notes": [{"at": 0, "lasts": 1, "pitch": 60}]}
BAD: list[tuple[dict[str, Any], str]] = [
    ({"parts": [{**HARP, "instrument": "kazoo"}]}, "score.parts[0].instrument"),
    ({"parts": [{**HARP, "notes": [{"at": 0, "lasts": 1, "pitch": 128}]}]}, "score.parts[0].notes[0].pitch"),
    ({"parts": [{**HARP, "notes": [{"at": 0, "lasts": 0, "pitch": 60}]}]}, "score.parts[0].notes[0].lasts"),
    ({"parts": [{**HARP, "notes": [{"at": 5, "lasts": 1, "pitch": 60}]}]}, "score.parts[0].notes"),
    ({"parts": [{**HARP, "notes": []}]}, "score.parts"),
    ({"parts": []}, "score.parts"),
    ({"tempo": [{"at": 1, "bpm": 100}]}, "score.tempo"),
    ({"tempo": [{"at": 0, "bpm": 1000}]}, "score.tempo[0].bpm"),
    ({"length": 9000}, "score.length"),
    ({"loudness": 0}, "score.loudness"),
    ({"room": "bathroom"}, "score.room"),
    ({"volume": 11}, "volume"),
]


def test_a_bad_score_is_refused_by_its_field(as_ada: Client) -> None:
    for changed, field in BAD:
        for path in ("renders", "midi"):
            answer = ask(as_ada, {"score": score(**changed)}, path)
            assert answer.status_code == 400, answer.content
            assert field in answer.json()["errors"], answer.json()
    assert not Track.objects.exists()


def test_presets_come_into_the_library_once_and_are_rendered_once(
    as_ada: Client, as_cleo: Client, ada: User, cleo: User, monkeypatch: pytest.MonkeyPatch, tmp_path: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    with django_assert_max_num_queries(5):
        listed = as_ada.get("/api/v1/audio/presets").json()["data"]
    assert [preset["id"] for preset in listed] == list(PRESETS) == list(NAMES)
    assert {preset["track"] for preset in listed} == {None}
    assert as_ada.post("/api/v1/audio/presets", {"presets": ["opera"]}, JSON).status_code == 400
    wanted = {"presets": ["dice", "dice", "heartbeat"]}
    answer = as_ada.post("/api/v1/audio/presets", wanted, JSON)
    assert answer.status_code == 202, answer.content
    run_pending()
    result = as_ada.get(f"/api/v1/jobs/{answer.json()['data']['job']}").json()["data"]["result"]["tracks"]
    dice, heart = (Track.objects.get(pk=result[id]) for id in ("dice", "heartbeat"))
    assert (dice.name, dice.kind, dice.origin, heart.kind) == ("Dice", "one_shot", "preset", "loop")
    assert heart.duration == pytest.approx(8.0, abs=0.1)

    kept = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "presets").iterdir()}
    assert sorted(kept) == ["dice-1.flac", "heartbeat-1.flac"]
    # Cleo has them from what is kept; the child is not asked again. Ada's stay one, also by the command.
    monkeypatch.setattr(rendered, "in_child", lambda *_args, **_named: pytest.fail("rendered twice"))
    call_command("add_presets", "cleo", "dice")
    call_command("add_presets", "ADA", "dice", "heartbeat")
    assert Track.objects.filter(owner=cleo).get().content_sha256 == dice.content_sha256
    assert Track.objects.filter(owner=ada).count() == 2
    listed = as_ada.get("/api/v1/audio/presets").json()["data"]
    assert {preset["id"]: preset["track"] for preset in listed if preset["track"]} == result
    with pytest.raises(CommandError, match="nobody"):
        call_command("add_presets", "zoe")
    with pytest.raises(CommandError, match="opera"):
        call_command("add_presets", "ada", "opera")
    with override("en"):
        assert all(str(name) for name in NAMES.values())
