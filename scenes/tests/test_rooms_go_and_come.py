"""A whole room goes out as one file, with what its owner may read, and comes in again as a room of whoever brings it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from PIL import Image

from accounts.models import StoredFile
from audio.models import Pad, Playlist, RoomMix, SharedTrack, Track
from audio.testing import a_track
from config.jobs.models import JobRun
from config.jobs.worker import run_pending
from config.testing.sounds import tone
from maps.models import Map
from rooms import archive
from rooms.archive import jobs
from rooms.live import perform, snapshot
from rooms.live.replay import state_at
from rooms.models import Attachment, Message, Room
from rooms.viewer import Viewer
from scenes.archive.writing import document_of
from scenes.models import Character, Handout, Scene, Token
from scenes.testing import a_map, a_picture

WHISPER = "CANARY:whisper:of_two"
ALL = "/api/v1/rooms"


def drawn(colour: str, size: tuple[int, int] = (90, 60)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def real(row: StoredFile, content: bytes, content_type: str, extension: str) -> None:
    """Gives a stored file of the tests real content."""
    row.key = default_storage.save(f"real/{row.pk.hex}.{extension}", ContentFile(content))
    row.size, row.content_type, row.sha256 = len(content), content_type, hashlib.sha256(content).hexdigest()
    row.save()


def done(client: Any, answer: Any) -> dict[str, Any]:
    assert answer.status_code == 202, answer.json()
    run_pending()
    return client.get(f"/api/v1/jobs/{answer.json()['data']['job']}").json()["data"]  # type: ignore[no-any-return]


def sent(client: Any, content: bytes) -> Any:
    return client.post(f"{ALL}/import", {"archive": SimpleUploadedFile("room.zip", content)}, "multipart")


def talk(table: Any, ada: Any, ben: Any, as_: Any) -> None:
    """Words, dice, a file, an answer, traces; whispers of two others and one with who leads."""
    lead, seat = table.lead, table.seat(ben)
    third = table.seat(table.third)
    first = seat.does("chat.say", text="**Water**, @Ada: [[2d6+1]] [[1d4]]").made[0]
    seat.does("dice.roll", formula="{4d6kh3, 2d8!}kh1 + floor(1d20 / 2)", label="Luck")
    seat.does("chat.say", text=WHISPER, to=[str(third.viewer.user.pk)])
    seat.does("chat.say", text="/w Ada I have the key")
    file = SimpleUploadedFile("Cave.png", drawn("#345678", (300, 200)))
    upload = as_(ben).post(f"{ALL}/{table.room.pk}/files", {"file": file}, format="multipart")
    seat.does("chat.say", text="Look", files=[upload.json()["data"]["id"]], reply_to=str(first.pk))
    gone = seat.does("chat.say", text="Said too much").made[0]
    seat.does("chat.delete", message=str(gone.pk))
    seat.does("chat.react", message=str(first.pk), emoji="🎲")
    lead.does("chat.pin", message=str(first.pk), pinned=True)
    lead.does("session.schedule", title="The third stair", starts_at="2099-10-02T19:00:00Z")


def lay(table: Any, ada: Any, ben: Any) -> None:
    """Two scenes with all that scenes hold, the second one on the table; a character; sounds."""
    lead = table.lead
    portrait = StoredFile.objects.get(pk=a_picture(ada, "token"))
    real(portrait, drawn("#774422", (50, 50)), "image/png", "png")
    mira = lead.does("character.create", name="Mira", attributes={"hp": 9}, token={"darkvision": 60.0}).made[0]
    Character.objects.filter(pk=mira.pk).update(portrait=portrait, owner=ben)
    track = a_track(ada, "Fire", kind="loop", duration=0.5)
    real(track.file, tone("wav", seconds=0.5), "audio/wav", "wav")
    Track.objects.filter(pk=track.pk).update(format="wav")
    for name in ("Crypt", "Stair"):
        map = a_map(ada, name=name, width=90, height=60)
        real(map.picture, drawn("#223344" if name == "Crypt" else "#442233"), "image/png", "png")
        id = str(lead.does("scene.create", name=name, folder="Below/Deeper").made[0].pk)
        lead.does("scene.update", scene=id, vision="party", darkness=0.75, fog=True, grid={"size": 30.0})
        lead.does("map.place", scene=id, map=str(map.pk), x=10.0, hidden=False)
        line = {"x1": 0.0, "y1": 0.0, "x2": 70.0, "y2": 0.0}
        lead.does("wall.create", scene=id, walls=[line, {**line, "kind": "door", "y2": 70.0}])
        lead.does("light.create", scene=id, x=35.0, y=35.0, bright=10.0, dim=30.0)
        lead.does("fog.paint", scene=id, mode="reveal", kind="rect", points=[[0.0, 0.0], [50.0, 50.0]])
        lead.does("note.create", scene=id, x=1.0, y=2.0, title="Trap", gm_notes="DC 15", shared="all")
        token = lead.does("token.create", scene=id, character=str(mira.pk), x=1.0, y=2.0).made[0]
        fight = str(lead.does("encounter.start", scene=id, name="Rats").made[0].pk)
        lead.does("encounter.add", encounter=fight, combatants=[{"token": str(token.pk), "initiative": "12"}])
        lead.does("emitter.create", scene=id, track=str(track.pk), x=35.0, y=35.0)
    listed = lead.does("playlist.create", name="Under", tracks=[str(track.pk)], crossfade=4.0).made[0]
    lead.does("scene.update", scene=id, playlist=str(listed.pk))
    lead.does("pad.create", track=str(track.pk), name="Thunder", hotkey="t")
    lead.does("mix.set", master=0.5)
    lead.does("scene.activate", scene=id)
    files = {name: a_picture(ada, name) for name in ("picture", "preview")}
    real(StoredFile.objects.get(pk=files["picture"]), drawn("#998877"), "image/png", "png")
    letter = perform(lead.viewer, "handout.create", {"name": "Letter", "width": 4, "height": 3, **files}, internal=True)
    lead.does("handout.share", handout=str(letter.made[0].pk), shared="all")


def described(scene: Scene) -> dict[str, Any]:
    """All of a scene but the names of its files, and who plays its tokens."""
    found: dict[str, Any] = msgspec.to_builtins(
        document_of(scene, lambda thing: f"{type(thing).__name__} {getattr(thing, 'name', '')}", at_home=True)
    )
    return found


@pytest.fixture
def played(table: Any, ada: Any, ben: Any, cleo: Any, as_: Any) -> Any:
    from config.testing.cast import person

    table.third = person("dana", email="dana@table.example")
    for scene in Scene.objects.filter(room=table.room):
        scene.delete()  # their pictures are no pictures
    Handout.objects.filter(room=table.room).delete()
    Token.objects.all().delete()
    Character.objects.filter(room=table.room).delete()
    talk(table, ada, ben, as_)
    lay(table, ada, ben)
    return table


def test_it_goes_out_whole_and_comes_in_again(
    played: Any, ada: Any, ben: Any, cleo: Any, as_: Any, tmp_path: Path
) -> None:
    room, mine, hers = Room.objects.get(pk=played.room.pk), as_(ada), as_(cleo)
    job = done(mine, mine.post(f"{ALL}/{room.pk}/archives"))
    assert job["state"] == "done", job
    assert job["result"]["left_out"] == 0
    answer = mine.get(f"{ALL}/{room.pk}/archives/{job['id']}")
    assert "the-lich-and-his-tomb.room.zip" in answer["Content-Disposition"]
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        words = b"\n".join(file.read(name) for name in file.namelist()).decode(errors="replace")
        manifest = json.loads(file.read("room.json"))
        for name, member in manifest["files"].items():
            data = file.read(name)
            assert member == {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert [one["name"] for one in manifest["people"]] == ["Ada", "Ben", "Dana"]
    for secret in (WHISPER, ada.email, ben.email, str(ben.pk), str(room.pk), ada.password, room.dice_seed, "none/"):
        assert secret not in words, secret
    for who, status in ((ben, 403), (cleo, 404), (None, 401)):
        assert as_(who).post(f"{ALL}/{room.pk}/archives").status_code == status
        assert as_(who).get(f"{ALL}/{room.pk}/archives/{job['id']}").status_code == status

    came = done(hers, sent(hers, content))
    assert came["state"] == "done", came
    again = Room.objects.get(pk=came["result"]["room"])
    assert (again.owner, again.is_public, again.members.get().user) == (cleo, False, cleo)
    assert as_(ada).get(f"{ALL}/{again.pk}").status_code == 404
    said = {one.seq: one for one in Message.objects.filter(room=room)}
    here = list(Message.objects.filter(room=again).order_by("seq"))
    assert len(here) == len(said) - 1, "all but the whisper of two others"
    for one in here:
        was = said[one.seq]
        kept = ("name", "colour", "kind", "text", "speaker", "audience", "roll", "pinned", "deleted_by", "created_at")
        assert [getattr(one, name) for name in kept] == [getattr(was, name) for name in kept]
        assert (one.user, one.mentions) == (None, [])
        assert [row.user for row in one.readers.all()] == ([cleo] if one.audience == "named" else [])
    first = next(one for one in here if one.text.startswith("**Water**"))
    dice = [token for token in first.body[0]["c"] if isinstance(token, dict) and token["t"] == "roll"]
    assert dice == [token for token in said[first.seq].body[0]["c"] if isinstance(token, dict) and token["t"] == "roll"]
    look = next(one for one in here if one.text == "Look")
    assert look.reply_to == first
    (attached,) = look.files.all()
    assert (attached.name, attached.width, attached.user, again.file_used) == ("Cave.webp", 300, cleo, attached.size)
    assert again.sessions.filter(title="The third stair").count() == 1

    for scene in Scene.objects.filter(room=room):
        copy = Scene.objects.get(room=again, name=scene.name)
        assert described(copy) == described(scene)
        assert (copy.folder, copy.active) == (scene.folder, scene.active)
        token = copy.tokens.get()
        assert token.character is not None and token.character.portrait is not None
        assert (token.character.room, token.character.attributes, token.owner_ids) == (again, {"hp": 9}, [])
        assert token.character.portrait.owner == cleo
        assert copy.emitters.get().track.owner == cleo
    assert Handout.objects.get(room=again).shared == "all"
    under = Playlist.objects.get(room=again)
    assert Scene.objects.get(room=again, active=True).playlist == under.pk
    assert (under.crossfade, under.entries.get().track.name) == (4.0, "Fire")
    assert (Pad.objects.get(room=again).hotkey, RoomMix.objects.get(room=again).master) == ("t", 0.5)
    assert not SharedTrack.objects.filter(room=again).exists()

    # It is a table like any other: what is said next comes behind, the past can be looked at, a newcomer hears no whisper.
    viewer = Viewer.entering(again, cleo)
    assert viewer is not None
    outcome = perform(viewer, "chat.say", {"text": "Welcome"})
    assert outcome.seq > here[-1].seq
    assert len(snapshot(viewer)["things"]["message"]) == len(here) + 1
    assert len(state_at(viewer, outcome.seq - 1)["things"]["message"]) == len(here)
    again.change(open_history=True)
    perform(Viewer.joining(again, ben), "member.join", {"role": "player"}, internal=True)
    newcomer = Viewer.entering(again, ben)
    assert newcomer is not None
    heard = snapshot(newcomer)["things"]["message"]
    assert len(heard) == len(here), "but for what was whispered to who leads"

    # Who brings it back has its files already, but for what belongs to one message or token alone.
    maps, tracks = Map.objects.filter(owner=ada).count(), Track.objects.filter(owner=ada).count()
    back = done(mine, sent(mine, content))["result"]
    assert back["name"] == "The Lich and His Tomb (2)"
    assert (Map.objects.filter(owner=ada).count(), Track.objects.filter(owner=ada).count()) == (maps, tracks)

    # The same by commands.
    target, out = tmp_path / "room.zip", io.StringIO()
    call_command("export_room", str(room.pk), into=target, json=True, stdout=out)
    assert json.loads(out.getvalue())["files"] == job_files(manifest)
    assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="already"):
        call_command("export_room", str(room.pk), into=target)
    out = io.StringIO()
    call_command("import_room", str(target), owner="ben", json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert Room.objects.get(pk=told["room"]).owner == ben
    assert (told["counts"]["messages"], told["counts"]["scenes"]) == (len(here), 2)
    with pytest.raises(CommandError, match="no room"):
        call_command("export_room", "Nowhere", into=tmp_path / "x")


def job_files(manifest: dict[str, Any]) -> int:
    return sum(not name.endswith(".json") for name in manifest["files"])


def test_what_fails_leaves_nothing(
    played: Any, ada: Any, cleo: Any, as_: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a failure on the way nor a server that was killed leaves a room that is half there."""
    mine, hers = as_(ada), as_(cleo)
    job = done(mine, mine.post(f"{ALL}/{played.room.pk}/archives"))
    content = b"".join(mine.get(f"{ALL}/{played.room.pk}/archives/{job['id']}").streaming_content)
    part = archive.PARTS[-1]
    monkeypatch.setattr(type(part), "build", lambda self, arriving: 1 / 0)
    before = StoredFile.objects.count()
    path = tmp_path / "room.zip"
    path.write_bytes(content)
    with pytest.raises(ZeroDivisionError):
        archive.read_room(path, cleo)
    assert not Room.objects.filter(owner=cleo).exists()
    assert not Attachment.objects.filter(user=cleo).exists()
    assert StoredFile.objects.count() == before
    monkeypatch.undo()
    run = jobs.import_soon(cleo, SimpleUploadedFile("room.zip", content))
    # Killed in the middle: the next attempt begins anew, and finds what is complete.
    Room.objects.create(id=run.pk, owner=cleo, name="Half")
    run_pending()
    done_once = Room.objects.get(pk=run.pk)
    assert (done_once.name, done_once.members.count()) == (played.room.name, 1)
    # Killed each time: it is taken away.
    left = Room.objects.create(owner=cleo, name="Half")
    JobRun.objects.create(id=left.pk, owner=cleo.pk, name=jobs.import_room.module_path, state=JobRun.State.FAILED)
    assert jobs.forget_unfinished() == 1
    assert Room.objects.filter(owner=cleo).count() == 1
    assert hers.get(f"{ALL}/{done_once.pk}").status_code == 200
