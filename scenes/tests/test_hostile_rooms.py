"""An archive of a room that is hostile, or was changed on its way, stays outside: it is refused before anything is made."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import StoredFile
from config.api.errors import Unprocessable
from config.jobs.worker import run_pending
from config.testing.sounds import tone
from rooms.archive import Packing, preview, written
from rooms.models import Room
from scenes.models import Handout, Scene

ALL = "/api/v1/rooms/import"
Change = Callable[[Any], Any]


@pytest.fixture
def good(table: Any, ben: Any, tmp_path: Path) -> dict[str, bytes]:
    """The members of a sound archive."""
    Scene.objects.filter(room=table.room).exclude(pk=table.things["scene"]).delete()
    Handout.objects.filter(room=table.room).delete()
    table.seat(ben).does("chat.say", text="**Water**: [[2d6+1]]")
    table.seat(ben).does("dice.roll", formula="4d6kh3 + 1")
    table.lead.does("character.create", name="Mira", attributes={"hp": 9})
    content = b"".join(written(Packing(table.lead.viewer, tmp_path, carried=0)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes], *more: tuple[Any, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in (*members.items(), *more):
            file.writestr(name, data)
    return out.getvalue()


def said_of(data: bytes) -> dict[str, Any]:
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def with_manifest(members: dict[str, bytes], change: Change) -> dict[str, bytes]:
    """The manifest is changed, as a JSON object."""
    manifest = json.loads(members["room.json"])
    change(manifest)
    return {**members, "room.json": json.dumps(manifest).encode()}


def with_text(members: dict[str, bytes], name: str, change: Change) -> dict[str, bytes]:
    """A text is changed, and the manifest agrees: only what it says is wrong."""
    said = json.loads(members[name])
    text = json.dumps(change(said) or said).encode()
    return with_manifest({**members, name: text}, lambda manifest: manifest["files"].update({name: said_of(text)}))


def first(page: Any) -> Any:
    return page["messages"][0]


def rolled(page: Any) -> Any:
    return next(one for one in page["messages"] if one.get("roll"))["roll"]


WRONG_MANIFESTS: dict[str, Change] = {
    "another kind of file": lambda said: said.update(schema="dreamtable.universe.archive"),
    "of a later version": lambda said: said.update(version=2),
    "names an owner": lambda said: said.update(owner="me"),
    "makes itself public": lambda said: said["room"].update(is_public=True),
    "wants a quota": lambda said: said["room"].update(file_quota=10**12),
    "no name": lambda said: said["room"].update(name=" "),
    "a universe's room": lambda said: said["room"].update(kind="universe"),
    "a staff member": lambda said: said["people"][0].update(role="staff"),
    "an address": lambda said: said["people"][0].update(email="ada@table.example"),
    "a size below nothing": lambda said: said["files"]["around.json"].update(size=-1),
    "a size that lies": lambda said: said["files"]["around.json"].update(size=1),
    "a hash that lies": lambda said: said["files"]["around.json"].update(sha256="0" * 64),
    "a file that is not there": lambda said: said["files"].update({"maps/1.png": said_of(b"x")}),
}
WRONG_TEXTS: dict[str, tuple[str, Change]] = {
    "more pages than there are": ("around.json", lambda said: said.update(pages=2)),
    "a session without end": ("around.json", lambda said: said.update(sessions=[{"title": "x", "minutes": 10**6}])),
    "an author's id": ("talk/1.json", lambda page: first(page).update(user="1")),
    "markup of its own": ("talk/1.json", lambda page: first(page).update(body=[{"t": "a", "href": "javascript:1"}])),
    "numbers out of order": ("talk/1.json", lambda page: page["messages"].reverse()),
    "a number beyond the log": ("talk/1.json", lambda page: page["messages"][-1].update(seq=10**9)),
    "an answer to the future": ("talk/1.json", lambda page: first(page).update(reply_to=10**6)),
    "a NUL": ("talk/1.json", lambda page: first(page).update(text="a\x00b")),
    "words without end": ("talk/1.json", lambda page: first(page).update(text="a" * 3000)),
    "a time without a zone": ("talk/1.json", lambda page: first(page).update(at="2026-01-01T00:00:00")),
    "a die that is no number": ("talk/1.json", lambda page: rolled(page)["parts"][0]["dice"][0].update(value="x")),
    "dice of another kind": ("talk/1.json", lambda page: rolled(page).update(parts=[{"t": "script", "c": "x"}])),
    "a total without end": ("talk/1.json", lambda page: rolled(page).update(total=1e300)),
    "a wall at infinity": (
        "scenes/1.json",
        lambda said: said["document"].update(walls=[{"x1": 0, "y1": 0, "x2": 1e300, "y2": 0}]),
    ),
    "a character that is none": ("scenes/1.json", lambda said: said.update(played=[[0, 99]])),
    "a folder that climbs": ("scenes/1.json", lambda said: said.update(folder="//")),
    "a list for a scene": ("scenes/1.json", lambda said: [said]),
    "a scene that is not there": ("table.json", lambda said: said.update(active=7)),
    "a token's beginning that is none": (
        "table.json",
        lambda said: said["characters"][0].update(token={"size": -4}),
    ),
    "a pad with a picture for a name": ("audio.json", lambda said: said.update(pads=[{"file": 1, "name": []}])),
}  # fmt: skip


def nested(depth: int) -> bytes:
    return b'{"messages":' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_hostile_stays_outside(good: dict[str, bytes], ada: Any, as_: Any, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("maps/1.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    encrypted, torn = bytearray(packed(good)), bytearray(packed(good, compression=zipfile.ZIP_DEFLATED))
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    begins = torn.index(b"talk/1.json") + len("talk/1.json")
    torn[begins : begins + 20] = b"\xff" * 20
    zeros = b" " * 20_000_000
    bomb = with_manifest({**good, "maps/1.png": zeros}, lambda m: m["files"].update({"maps/1.png": said_of(zeros)}))
    deep = with_manifest(
        {**good, "talk/1.json": nested(100_000)}, lambda m: m["files"].update({"talk/1.json": said_of(nested(100_000))})
    )
    without = {name: data for name, data in good.items() if name != "room.json"}
    ways: dict[str, bytes] = {
        "nothing": b"",
        "no zip": b"not a zip",
        "an empty zip": packed({}),
        "cut off": packed(good)[:-40],
        "no manifest": packed(without),
        "a manifest alone": packed({"room.json": good["room.json"]}),
        "a manifest that is none": packed({**good, "room.json": b"{"}),
        "a way up": packed(good, ("../../evil.py", b"x")),
        "a way from the root": packed(good, ("/etc/evil", b"x")),
        "a drive": packed(good, ("C:\\evil", b"x")),
        "a folder": packed(good, ("maps/", b"")),
        "an archive within": packed(good, ("inner.zip", packed(good))),
        "a program": packed(good, ("maps/1.exe/evil.sh", b"x")),
        "what nobody named": packed(good, ("maps/1.png", b"x")),
        "a link": packed(good, (link, b"/etc/passwd")),
        "one twice": packed(good, ("around.json", good["around.json"])),
        "one twice, in capitals": packed(good, ("Around.json", good["around.json"])),
        "another packing": packed(good, compression=zipfile.ZIP_LZMA),
        "a password": bytes(encrypted),
        "a torn stream": bytes(torn),
        "a bomb": packed(bomb, compression=zipfile.ZIP_DEFLATED),
        "a manifest without end": packed(
            {**good, "room.json": good["room.json"] + zeros}, compression=zipfile.ZIP_DEFLATED
        ),
        "too many members": packed(good, *((f"maps/{n}.png", b"") for n in range(20_000))),
        "brackets without end": packed(deep),
        **{why: packed(with_manifest(good, change)) for why, change in WRONG_MANIFESTS.items()},
        **{why: packed(with_text(good, name, change)) for why, (name, change) in WRONG_TEXTS.items()},
    }
    assert len(ways) >= 50
    path, before = tmp_path / "sent", StoredFile.objects.count()
    path.write_bytes(packed(good))
    assert preview(path).counts["messages"] == 2, "the sound one is taken"
    for why, content in ways.items():
        path.write_bytes(content)
        try:
            preview(path)
        except Unprocessable:
            continue
        pytest.fail(why)
    mine = as_(ada)
    answer = mine.post(ALL, {"archive": SimpleUploadedFile("room.zip", ways["a bomb"])}, format="multipart")
    assert answer.status_code == 422 and "holds more" in answer.json()["error"]
    assert mine.post(ALL, {}, format="multipart").status_code == 400
    assert as_().post(ALL, {}, format="multipart").status_code == 401
    assert StoredFile.objects.count() == before

    # What only the job finds out: a map that is a sound.
    sound = tone("wav", seconds=0.1)
    lying = with_text(
        {**good, "maps/1.png": sound},
        "scenes/1.json",
        lambda said: said["document"]["maps"][0].update(file="maps/1.png"),
    )
    lying = with_manifest(lying, lambda manifest: manifest["files"].update({"maps/1.png": said_of(sound)}))
    upload = SimpleUploadedFile("room.zip", packed(lying))
    job = mine.post(ALL, {"archive": upload}, format="multipart").json()["data"]["job"]
    run_pending()
    ended = mine.get(f"/api/v1/jobs/{job}").json()["data"]
    assert ended["state"] == "failed" and ended["error"]
    assert Room.objects.gatherings().filter(owner=ada).count() == 1
    assert StoredFile.objects.count() == before
