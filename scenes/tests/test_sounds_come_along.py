"""What sounds in a scene comes along with it: into a copy, a saved document, and into another person's library, where what
is there already is not stored twice and what is missing is told.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from audio.models import Playlist, Track
from audio.testing import a_track
from config.testing.sounds import tone
from rooms.live.testing import Table
from scenes.models import Scene


def real(owner: Any, name: str, seconds: float) -> Track:
    """A sound that can be decoded."""
    content = tone("wav", seconds=seconds)
    track = a_track(owner, name, kind="loop", duration=seconds)
    file = track.file
    file.key = default_storage.save(f"track/real/{name}.wav", ContentFile(content))
    file.size, file.sha256, file.content_type = len(content), hashlib.sha256(content).hexdigest(), "audio/wav"
    file.save()
    return track


@pytest.fixture
def scene(table: Any, ada: Any) -> Scene:
    """A fire, soft and through walls, a fall that is turned off, and a playlist that begins with it."""
    lead = table.lead
    fire, fall = real(ada, "Fire", 0.5), real(ada, "Fall", 0.25)
    made: Scene = lead.does("scene.create", name="Crypt").made[0]
    here = {"scene": str(made.pk), "y": 35.0}
    lead.does("emitter.create", **here, track=str(fire.pk), x=35.0, radius=12.5, volume=0.4, walls=False)
    lead.does("emitter.create", **here, track=str(fall.pk), x=70.0, on=False)
    listed = lead.does("playlist.create", name="Below", tracks=[str(fall.pk), str(fire.pk)], crossfade=4.0).made
    lead.does("playlist.entry", entry=str(listed[1].pk), volume=0.5)
    lead.does("scene.update", scene=str(made.pk), playlist=str(listed[0].pk))
    made.refresh_from_db()
    return made


def sounds(scene: Scene) -> list[tuple[Any, ...]]:
    rows = scene.emitters.select_related("track").order_by("x")
    return [(one.track.name, one.x, one.y, one.radius, one.volume, one.walls, one.on) for one in rows]


def listed(scene: Scene) -> tuple[Any, ...]:
    assert scene.playlist
    playlist = Playlist.objects.get(pk=scene.playlist, room=scene.room)
    entries = [(one.track.name, one.volume) for one in playlist.entries.select_related("track")]
    return (playlist.name, playlist.crossfade, entries)


SOUNDS = [("Fire", 35.0, 35.0, 12.5, 0.4, False, True), ("Fall", 70.0, 35.0, 30.0, 1.0, True, False)]
LISTED = ("Below", 4.0, [("Fall", 0.5), ("Fire", 1.0)])


def brought(client: Any, table: Any, content: bytes, name: str) -> tuple[Scene, list[dict[str, Any]]]:
    """The scene that a file became, and what was left out of it."""
    address = f"/api/v1/rooms/{table.room.pk}/imports"
    looked = client.post(address, {"file": SimpleUploadedFile(name, content)}, "multipart").json()["data"]
    made = client.post(f"{address}/{looked['id']}", {"confirm": True})
    assert made.status_code == 201, made.content
    assert made.json()["data"]["report"] == looked["report"]
    assert looked["counts"]["emitters"] == 2
    return Scene.objects.get(pk=made.json()["data"]["scene"]["id"]), looked["report"]


def test_into_a_copy_and_a_saved_document(table: Any, as_: Any, ada: Any, scene: Scene) -> None:
    """In the same room its tracks and its playlist are at hand: nothing is made anew but the sources."""
    copy = table.lead.does("scene.duplicate", scene=str(scene.pk)).made[0]
    me = as_(ada)
    saved = me.get(f"/api/v1/scenes/{scene.pk}/document").json()["data"]
    made = me.post(f"/api/v1/rooms/{table.room.pk}/scenes", {"name": "Again", "document": saved})
    again = Scene.objects.get(pk=made.json()["data"]["id"])
    for one in (copy, again):
        one.refresh_from_db()
        assert (sounds(one), listed(one), one.playlist) == (SOUNDS, LISTED, scene.playlist)
        assert one.sound_key, "what is heard there is looked for"
    assert (Playlist.objects.count(), Track.objects.count()) == (1, 2)
    saved["emitters"][0]["radius"] = -1
    assert me.post(f"/api/v1/rooms/{table.room.pk}/scenes", {"name": "x", "document": saved}).status_code == 400
    table.deliver()
    table.is_level()


def test_into_another_library(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any, scene: Scene) -> None:
    """Without the sounds they are left out and told; with them they are stored once, and found by what they are."""
    hers, elsewhere, address = as_(cleo), Table(cleo, name="Another table"), f"/api/v1/scenes/{scene.pk}/export"
    content = b"".join(as_(ada).get(address).streaming_content)
    plain = b"".join(as_(ada).get(f"{address}?format=json").streaming_content)
    assert [as_(who).get(address).status_code for who in (ben, cleo)] == [404, 404], "nobody else takes it home"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == ["scene.json", "sounds/1.wav", "sounds/2.wav"]
        words = archive.read("scene.json").decode()
    for secret in (str(scene.playlist), *(str(track.pk) for track in Track.objects.all()), "track/real", ada.email):
        assert secret not in words

    silent, report = brought(hers, elsewhere, plain, "crypt.json")
    assert (sounds(silent), silent.playlist, [one["count"] for one in report]) == ([], None, [2])
    assert report[0]["text"] == "2 sounds, which are neither in the file nor in your library"

    loud, report = brought(hers, elsewhere, content, "crypt.zip")
    assert (sounds(loud), listed(loud), report) == (SOUNDS, LISTED, [])
    assert sorted(Track.objects.owned_by(cleo).values_list("name", "kind")) == [("Fall", "loop"), ("Fire", "loop")]
    Track.objects.owned_by(cleo).get(name="Fall").remove()
    elsewhere.deliver()
    some, report = brought(hers, elsewhere, plain, "crypt.json")
    assert (sounds(some), [one["count"] for one in report]) == (SOUNDS[:1], [1])
    again, report = brought(hers, elsewhere, content, "crypt.zip")
    assert (sounds(again), report) == (SOUNDS, [])
    assert Track.objects.owned_by(cleo).count() == 2, "what was there is not stored twice"


def test_what_only_calls_itself_a_sound_comes_into_no_library(table: Any, as_: Any, ada: Any, scene: Scene) -> None:
    """A clear refusal, and nothing is left behind; no member goes by another name either."""
    me, rooms = as_(ada), f"/api/v1/rooms/{table.room.pk}/imports"
    content = b"".join(me.get(f"/api/v1/scenes/{scene.pk}/export").streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = json.loads(archive.read("scene.json"))
    lies = b"<script>alert(1)</script>"
    lie = {"size": len(lies), "sha256": hashlib.sha256(lies).hexdigest()}
    before, scenes = Track.objects.count(), Scene.objects.count()
    for name, told in (("sounds/1.wav", 201), ("sounds/../../x.wav", 422), ("sounds/1.html", 422)):
        written, out = {**document, "files": {name: lie}, "sounds": {}}, io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("scene.json", json.dumps(written))
            archive.writestr(name, lies)
        looked = me.post(rooms, {"file": SimpleUploadedFile("x.zip", out.getvalue())}, "multipart")
        assert looked.status_code == told, looked.content
        if told == 201:
            confirmed = me.post(f"{rooms}/{looked.json()['data']['id']}", {"confirm": True})
            assert confirmed.status_code in (415, 422)
    assert (Track.objects.count(), Scene.objects.count()) == (before, scenes)
