"""A whole universe goes out as one archive and comes in again; what is hostile, or was changed on its way, stays outside."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import StoredFile
from audio.models import Track
from config.jobs.models import JobRun
from config.jobs.worker import run_pending
from universes import progress
from universes.models import Universe

ALL = "/api/v1/universes"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """What passes at the universe's page."""
    heard: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(progress, "tell", lambda room, sights, type, data: heard.append((type, data)))
    return heard


def done(client: Any, answer: Any) -> dict[str, Any]:
    """The job, after the worker has been at it."""
    assert answer.status_code == 202, answer.json()
    run_pending()
    return client.get(f"/api/v1/jobs/{answer.json()['data']['job']}").json()["data"]  # type: ignore[no-any-return]


def fetched(client: Any, universe: str, **asked: Any) -> bytes:
    job = done(client, client.post(f"{ALL}/{universe}/exports", asked))
    assert job["state"] == "done", job
    answer = client.get(f"{ALL}/{universe}/exports/{job['id']}")
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


def sent(client: Any, archive: bytes) -> Any:
    return client.post(
        f"{ALL}/import/archive", {"archive": SimpleUploadedFile("moon.zip", archive)}, format="multipart"
    )


def opened(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(members: Any, compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in members:
            file.writestr(name, data)
    return out.getvalue()


def test_it_goes_out_whole_and_comes_in_again(moon: Any, ada: Any, ben: Any, cleo: Any, as_: Any, told: Any) -> None:
    mine, his, hers = as_(ada), as_(ben), as_(cleo)
    for thing in ("constraint", "story_point", "visualization", "comment"):
        moon.thing(thing)
    moon.lead.does("physics.set", gravity=9.806649999999999)
    id, out = moon.things["universe"], io.BytesIO()
    Image.new("RGB", (20, 10), "navy").save(out, "PNG")
    picture = SimpleUploadedFile("x.png", out.getvalue(), "image/png")
    mine.put(f"{ALL}/{id}/picture", {"picture": picture}, format="multipart")
    given = {"bars": 1, "format": "ogg", "name": "A bar of it", "preset": "jazz", "music": {"tempo": 200}}
    track = done(mine, mine.post(f"{ALL}/{id}/generate", given))["result"]["track"]
    shown = mine.get(f"/api/v1/tracks/{track}").json()["data"]
    assert (shown["origin"], shown["universe"]) == ("rendered", id)
    ready = dict(told)["generation.ready"]
    assert (ready["by"], ready["format"], ready["progress"]) == (str(ada.pk), "ogg", 1.0)
    assert track not in json.dumps([data for _type, data in told if data["job"] != track]), "no ids of a library"

    archive = fetched(mine, id)
    assert dict(told)["export.ready"]["format"] == "archive"
    members = opened(archive)
    manifest = json.loads(members["manifest.json"])
    assert [one["name"] for one in manifest["renders"]] == ["A bar of it"]
    for name, member in manifest["files"].items():
        assert member == {"size": len(members[name]), "sha256": hashlib.sha256(members[name]).hexdigest()}
    assert members["universe.json"] == mine.get(f"{ALL}/{id}/export").content == fetched(mine, id, format="json")
    assert fetched(his, id, format="midi", bars=2)[:4] == b"MThd"
    assert "renders/1.ogg" not in opened(fetched(his, id)), "what others rendered is theirs"
    assert fetched(his, id, format="audio", seconds=1)[:4] == b"RIFF"

    came = done(hers, sent(hers, archive))
    again = came["result"]["universe"]
    assert hers.get(f"{ALL}/{again}").json()["data"]["visibility"] == "private"
    assert hers.get(f"{ALL}/{again}/export").content == members["universe.json"], "to the last digit"
    [heard] = Track.objects.filter(owner=cleo)
    assert (heard.name, heard.made_by["universe"], heard.file.sha256) == (
        "A bar of it", again, manifest["files"]["renders/1.ogg"]["sha256"]
    )  # fmt: skip
    assert hers.get(f"{ALL}/{again}/picture").status_code == 200
    assert done(hers, sent(hers, archive))["result"]["universe"] != again
    assert Track.objects.filter(owner=cleo).count() == 1, "the very same sound is there already"
    assert not StoredFile.objects.filter(kind="incoming").exists()
    job = JobRun.objects.filter(name__endswith="exports.export", owner=ada.pk)[0]
    for client in (his, hers):
        assert client.get(f"{ALL}/{id}/exports/{job.pk}").status_code == 404
    assert hers.post(f"{ALL}/{id}/exports", {}).status_code == 404
    assert as_().post(f"{ALL}/{id}/exports", {}).status_code == 401


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_hostile_stays_outside(moon: Any, ada: Any, as_: Any) -> None:
    mine = as_(ada)
    good = opened(fetched(mine, moon.things["universe"]))
    manifest, document = good["manifest.json"], good["universe.json"]
    said = json.loads(manifest)

    def with_files(**more: Any) -> bytes:
        return json.dumps({**said, "files": {**said["files"], **more}}).encode()

    link = zipfile.ZipInfo("renders/1.ogg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = {"size": 3, "sha256": hashlib.sha256(b"abc").hexdigest()}
    whole = [("manifest.json", manifest), ("universe.json", document)]
    twice = packed([*whole, ("universe.json", document)])
    encrypted = bytearray(packed(whole))
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    zeros = b" " * 20_000_000
    ways: tuple[bytes, ...] = (
        b"",
        b"not a zip",
        packed([]),
        packed(whole[1:]),
        packed(whole[:1]),
        packed([("manifest.json", b"{"), whole[1]]),
        packed([*whole, ("../../evil.py", b"x")]),
        packed([*whole, ("/etc/evil", b"x")]),
        packed([*whole, ("C:\\evil", b"x")]),
        packed([*whole, ("renders/", b"")]),
        packed([*whole, ("inner.zip", packed(whole))]),
        packed([*whole, ("renders/1.ogg", b"abc")]),
        packed([("manifest.json", with_files(**{"renders/1.ogg": file})), whole[1], ("renders/1.ogg", b"abc")]),
        packed([("manifest.json", with_files(**{"renders/1.ogg": file})), whole[1], (link, b"abc")]),
        packed([whole[0], ("universe.json", document.replace(b"Moon", b"Noom"))]),
        packed([("manifest.json", manifest + zeros), whole[1]], zipfile.ZIP_DEFLATED),
        packed([whole[0], ("universe.json", zeros)], zipfile.ZIP_DEFLATED),
        twice,
        bytes(encrypted),
    )
    for number, content in enumerate(ways):
        assert sent(mine, content).status_code == 422, number
    forged = document.replace(b'"version": 1', b'"version": 9')
    member = {"size": len(forged), "sha256": hashlib.sha256(forged).hexdigest()}
    for text, wrong in (
        (forged, with_files(**{"universe.json": member})),
        (document, json.dumps({**said, "version": 2}).encode()),
        (document, json.dumps({**said, "owner": "me"}).encode()),
        (document, with_files(**{"universe.json": {"size": -1, "sha256": "x"}})),
    ):
        answer = sent(mine, packed([("manifest.json", wrong), ("universe.json", text)]))
        assert answer.status_code == 400 and answer.json()["errors"], wrong
    assert mine.post(f"{ALL}/import/archive", {}, format="multipart").status_code == 400

    # A sound that is none, which only the job finds out.
    listed = {**said, "renders": [{"file": "renders/1.ogg", "name": "x"}]}
    listed["files"] = {**said["files"], "renders/1.ogg": file}
    lying = packed([("manifest.json", json.dumps(listed)), whole[1], ("renders/1.ogg", b"abc")])
    job = done(mine, sent(mine, lying))
    assert job["state"] == "failed" and job["error"]
    assert Universe.objects.count() == 1 and not Track.objects.exists()
    assert not StoredFile.objects.filter(kind="incoming").exists()
