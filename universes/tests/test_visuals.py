"""Ada has pictures of her universe drawn into files, of its music, of its bodies and of a sound that she sends; Ben, who
looks on, has his own; Cleo knows of none.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import wave
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from django.utils import timezone
from PIL import Image

from accounts.models import StoredFile
from audio.intake import take_in
from config.jobs.worker import run_pending
from universes import keepsakes, tasks
from universes.visuals.settings import SETTINGS

ALL = "/api/v1/universes"
RATE = 44_100
SMALL = {"width": 160, "height": 90}


def tone(hertz: float, seconds: float) -> bytes:
    times = np.arange(round(RATE * seconds)) / RATE
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((16_000 * np.sin(2 * np.pi * hertz * times)).astype("<i2").tobytes())
    return held.getvalue()


def exported(client: Any, shown: str, **asked: Any) -> tuple[dict[str, Any], Any]:
    """(what the job says, the file)."""
    answer = client.post(f"{shown}/export", asked)
    assert answer.status_code == 202, answer.json()
    run_pending()
    job = client.get(f"/api/v1/jobs/{answer.json()['data']['job']}").json()["data"]
    assert job["state"] == "done", job
    return job, client.get(f"{shown.rpartition('/')[0]}/exports/{job['id']}")


def content(answer: Any) -> bytes:
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)


def saved(moon: Any, kind: str, **fields: Any) -> str:
    made = moon.lead.does("visualization.create", name="What is heard", kind=kind, **fields).made[0]
    return f"{ALL}/{moon.things['universe']}/visualizations/{made.pk}"


def test_pictures_are_drawn_into_files(moon: Any, ada: Any, ben: Any, cleo: Any, as_: Any) -> None:
    mine, his, hers = as_(ada), as_(ben), as_(cleo)
    heard = saved(moon, "spectrum")
    job, file = exported(mine, heard, source={"first": 4, "seconds": 1.2}, fps=10, **SMALL)
    assert (file["Content-Type"], job["result"]["frames"]) == ("image/webp", 12)
    assert 'attachment; filename="what-is-heard.webp"' in file["Content-Disposition"]
    with Image.open(io.BytesIO(content(file))) as image:
        assert (getattr(image, "n_frames", 1), image.size) == (12, (160, 90))
        image.seek(8)
        assert len(image.convert("RGB").getcolors(100_000) or []) > 16

    moon.lead.does("body.create", name="Stone", position=[0.0, 5.0])
    world = saved(moon, "physics", mappings=[{"source": "body.height", "property": "color", "high": 5.0}])
    _, file = exported(mine, world, format="json", duration=1, fps=4)
    told = json.loads(content(file))
    (stone,) = told["frames"][3]["bodies"]
    assert told["kind"] == "physics" and len(told["frames"]) == 4
    # In the middle of the last quarter of a second, as a step of the simulation finds it: y = 5 - g t² / 2.
    assert stone["y"] == pytest.approx(5 - 9.81 / 2 * told["frames"][3]["world_time"] ** 2, abs=0.01)
    assert told["frames"][3]["world_time"] == pytest.approx(0.875, abs=0.02)

    picture, drawn = exported(his, world, format="svg", duration=1, **SMALL)
    assert drawn["Content-Type"] == "image/svg+xml" and "sandbox" in drawn["Content-Security-Policy"]
    assert any(part.tag.endswith("circle") for part in ElementTree.fromstring(content(drawn)).iter())

    exports = heard.rpartition("/")[0] + "/exports"
    for stranger, mined in ((his, job), (mine, picture), (hers, job)):
        assert stranger.get(f"{exports}/{mined['id']}").status_code == 404
    assert mine.get(f"{exports}/{moon.things['universe']}").status_code == 404
    assert hers.post(f"{heard}/export", {}).status_code == hers.post(f"{heard}/generate", {}).status_code == 404
    moon.lead.does("member.remove", member=str(moon.room.members.get(user=ben).pk))
    assert his.get(f"{exports}/{picture['id']}").status_code == 404

    assert tasks.forget_files.call() == 0
    StoredFile.objects.filter(kind=keepsakes.VISUAL).update(created_at=timezone.now() - keepsakes.KEPT - timedelta(1))
    assert tasks.forget_files.call() == 3
    assert mine.get(f"{exports}/{job['id']}").status_code == 404


def test_of_a_sound_of_ones_own(moon: Any, ada: Any, ben: Any, as_: Any, tmp_path: Any) -> None:
    path = tmp_path / "tone.wav"
    path.write_bytes(tone(440, 1.5))
    track = take_in(path, "tone.wav", owner=ada, folder=None, sha256=hashlib.sha256(tone(440, 1.5)).hexdigest())
    source, shown = {"track": str(track.pk), "at": 0.5}, saved(moon, "spectrum")
    _, file = exported(as_(ada), shown, source=source, format="json", fps=8)
    told = json.loads(content(file))
    assert (told["duration"], len(told["frames"])) == (1.0, 8)
    assert all(frame["peak_hz"] == pytest.approx(440, rel=0.005) for frame in told["frames"][:-1])
    late = as_(ada).post(f"{shown}/export", {"source": {**source, "at": 2}})
    assert late.status_code == 400 and "source.at" in late.json()["errors"]
    assert as_(ben).post(f"{shown}/export", {"source": source}).status_code == 404


def test_numbers_of_a_sound_that_is_sent(moon: Any, ada: Any, as_: Any) -> None:
    mine, shown = as_(ada), saved(moon, "spectrum")
    sound = base64.b64encode(tone(440, 1)).decode()
    answer = mine.post(f"{shown}/generate", {"audio_data": sound, "duration": 1, "frame_rate": 10})
    frames = answer.json()["data"]["frames"]
    assert [frame["index"] for frame in frames] == list(range(10))
    assert all(frame["peak_hz"] == pytest.approx(440, rel=0.005) for frame in frames[1:-1])
    strongest = frames[5]["db"].index(max(frames[5]["db"]))
    assert frames[5]["hz"][strongest] * 0.97 <= 440 <= frames[5]["hz"][strongest + 1] * 1.03
    wave = saved(moon, "waveform")
    data = {"audio_data": f"data:audio/wav;base64,{sound}", "duration": 0.5, "frame_rate": 2}
    (frame,) = mine.post(f"{wave}/generate", data).json()["data"]["frames"]
    held = np.frombuffer(tone(440, 1)[44:], "<i2")[frame["from"] : frame["to"]] / 32_768
    assert max(high for _low, high in frame["envelope"]) == pytest.approx(held.max(), abs=1e-4)
    for wrong, status in (
        ({"audio_data": "no sound"}, 400),
        ({"audio_data": base64.b64encode(b"no sound at all").decode()}, 415),
        ({"audio_data": sound[:200]}, 422),
        ({"duration": 61}, 400),
        ({"duration": 60, "frame_rate": 60}, 400),
        ({"frame_rate": 0}, 400),
    ):
        asked = {"audio_data": sound, "duration": 1, **wrong}
        assert mine.post(f"{shown}/generate", asked).status_code == status, wrong


def test_what_cannot_be_drawn_is_refused(moon: Any, ada: Any, ben: Any, as_: Any) -> None:
    mine, shown = as_(ada), saved(moon, "spectrum")
    for wrong, field in (
        ({"format": "avif"}, "format"),
        ({"width": 9}, "width"),
        ({"fps": 61}, "fps"),
        ({"duration": 601}, "duration"),
        ({"duration": 600, "fps": 31}, "duration"),
        ({"duration": 600, "fps": 30, "width": 1920, "height": 1080}, "duration"),
        ({"source": {"bars": 4, "seconds": 4}}, "seconds"),
        ({"source": {"smell": 4}}, "smell"),
    ):
        answer = mine.post(f"{shown}/export", wrong)
        assert answer.status_code == 400 and field in answer.json()["errors"], (wrong, answer.json())
    unknown = moon.things["universe"]
    assert mine.post(f"{shown}/export", {"source": {"track": unknown}}).status_code == 404
    assert mine.post(f"{shown.rpartition('/')[0]}/{unknown}/export", {}).status_code == 404


def test_the_table_of_kinds_says_what_there_is(
    moon: Any, ada: Any, as_: Any, django_assert_max_num_queries: Any
) -> None:
    mine = as_(ada)
    kinds = {one["kind"]: one for one in mine.get("/api/v1/visualization-kinds").json()["data"]}
    assert set(kinds) == set(SETTINGS)
    for kind, told in kinds.items():
        made = mine.post(
            f"{ALL}/{moon.things['universe']}/visualizations",
            {"name": kind, "kind": kind, "mappings": told["mappings"]},
        ).json()["data"]
        assert made["settings"] == {row["name"]: row["default"] for row in told["settings"]}
        assert ("body.speed" in told["sources"]) == (kind == "physics")
    with django_assert_max_num_queries(12):
        mine.get(f"{ALL}/{moon.things['universe']}/visualizations")
