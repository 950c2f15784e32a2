"""A scene is copied, saved, and taken home with everything in it, and comes back the same."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import StoredFile
from rooms.live import perform
from scenes.archive.writing import document_of
from scenes.models import Character, Combatant, Encounter, Explored, Scene, Token
from scenes.testing import a_map, a_picture

CASES = Path(__file__).parents[2] / "maps" / "tests" / "cases"
UVTT = sorted(path.name for path in CASES.glob("*vtt") if "path" not in path.name)


def described(scene: Scene) -> dict[str, Any]:
    """All of a scene but for its name and the names of its files."""
    found: dict[str, Any] = msgspec.to_builtins(document_of(scene, lambda thing: type(thing).__name__))
    found["scene"]["name"] = found["library"] = None
    return found


@pytest.fixture
def scene(table: Any, ada: Any, ben: Any) -> Scene:
    """One with something of each kind."""
    made: Scene = table.lead.does("scene.create", name="Crypt", folder="Below").made[0]
    id, lead = str(made.pk), table.lead
    lead.does("scene.update", scene=id, vision="party", darkness=0.75, night=0.2, coverage="any", grid={"size": 70.0})
    lead.does("map.place", scene=id, map=str(a_map(ada, name="Crypt").pk), x=10.0, rotation=90.0, scale=1.5)
    line = {"x1": 0.0, "y1": 0.0, "x2": 70.0, "y2": 0.0}
    lead.does(
        "wall.create",
        scene=id,
        walls=[line, {**line, "kind": "door", "y2": 70.0}, {**line, "y1": 70.0, "kind": "window"}],
    )
    lead.does("light.create", scene=id, x=35.0, y=35.0, bright=10.0, dim=30.0, angle=60.0)
    lead.does("fog.paint", scene=id, mode="hide", kind="rect", points=[[0.0, 0.0], [50.0, 50.0]])
    lead.does("area.create", scene=id, shape="cone", x=1.0, y=2.0, size=15.0, label="Fire", revealed=False)
    lead.does("drawing.create", scene=id, kind="text", points=[[1.0, 2.0]], text="Here")
    lead.does("note.create", scene=id, x=1.0, y=2.0, title="Trap", gm_notes="DC 15", shared="all")
    token = lead.does("token.create", scene=id, name="Mira", x=1.0, y=2.0, gm_notes="doomed").made[0]
    Token.objects.filter(pk=token.pk).update(
        owner_ids=[str(ben.pk)],
        picture=a_picture(ada, "token"),
        bars=[{"name": "HP", "value": 3.0, "max": 9.0, "show": "all"}],
    )
    fight = Encounter.objects.create(scene=made, name="Rats", round=2, active=True)
    fighter = Combatant.objects.create(encounter=fight, scene=made, token=token, name="Mira", hp=3, hp_max=9)
    Encounter.objects.filter(pk=fight.pk).update(turn=fighter.pk)
    files = {name: a_picture(ada, name) for name in ("picture", "preview")}
    letter = {"scene": id, "name": "Letter", "width": 4, "height": 3, **files}
    handout = perform(lead.viewer, "handout.create", letter, internal=True).made[0]
    lead.does("handout.share", handout=str(handout.pk), shared="all")
    Explored.objects.create(scene=made, sight="watch", mask="x", revision=3)
    made.refresh_from_db()
    return made


def test_a_copy_has_everything_and_is_its_own(
    table: Any, as_: Any, ada: Any, ben: Any, cleo: Any, scene: Scene
) -> None:
    address = f"/api/v1/scenes/{scene.pk}/copy"
    answer = as_(ada).post(address, {})
    assert answer.status_code == 201, answer.content
    copy = Scene.objects.get(pk=answer.json()["data"]["id"])
    assert (copy.name, copy.folder, copy.active) == ("Crypt (copy)", "Below", False)
    assert described(copy) == described(scene)
    token, original = copy.tokens.get(), scene.tokens.get()
    assert (token.owner_ids, token.pk == original.pk) == ([str(ben.pk)], False)
    assert (token.picture.key, token.picture_id == original.picture_id) == (original.picture.key, False)
    fight = copy.encounters.get()
    assert (fight.turn, fight.combatants.get().token) == (fight.combatants.get().pk, token)
    assert copy.handouts.get().shared == "none"
    assert not Explored.objects.filter(scene=copy, sight="watch").exists()
    table.deliver()
    table.is_level()

    again = table.lead.does("scene.duplicate", scene=str(scene.pk), name="Other", explored=True).made[0]
    assert Explored.objects.get(scene=again, sight="watch").revision == 3
    assert {as_(who).post(address, {}).status_code for who in (ben, cleo)} == {404}
    shown = f"/api/v1/scenes/{table.things['scene']}/copy"
    assert [as_(who).post(shown, {}).status_code for who in (ben, cleo, None)] == [403, 404, 401]


def test_what_is_saved_is_loaded_with_its_markers_and_its_fog(
    table: Any, as_: Any, ada: Any, ben: Any, scene: Scene
) -> None:
    """The older system lost both."""
    me, address = as_(ada), f"/api/v1/scenes/{scene.pk}/document"
    saved = me.get(address).json()["data"]
    assert str(ben.pk) not in json.dumps(saved)
    made = me.post(f"/api/v1/rooms/{table.room.pk}/scenes", {"name": "Again", "document": saved})
    assert made.status_code == 201, made.content
    again = Scene.objects.get(pk=made.json()["data"]["id"])
    assert described(again) == described(scene)
    assert again.placed_maps.get().map == scene.placed_maps.get().map
    assert (again.areas.count(), again.fog_shapes.count()) == (1, 1)
    assert as_(ben).get(address).status_code == 404
    assert as_(ben).get(f"/api/v1/scenes/{table.things['scene']}/document").status_code == 403
    rooms = f"/api/v1/rooms/{table.room.pk}/scenes"
    assert as_(ben).post(rooms, {"name": "Mine", "document": saved}).status_code == 403
    saved["walls"][0]["x1"] = 1e9
    assert me.post(rooms, {"name": "Again", "document": saved}).status_code == 400


def test_a_document_shows_no_file_but_ones_own_pictures(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    """Its names are ids, and anybody can write ids. Nor does it hold numbers that no fight can count."""
    waiting = StoredFile.objects.get(pk=a_picture(ada, "incoming"))
    StoredFile.objects.filter(pk=waiting.pk).update(content_type="application/octet-stream")
    files = {"mine": a_picture(ada, "token"), "theirs": a_picture(ben, "token"), "raw": str(waiting.pk)}
    tokens: list[dict[str, Any]] = [{"name": name, "x": 0, "y": 0, "file": file} for name, file in files.items()]
    document: dict[str, Any] = {"scene": {"name": "-"}, "tokens": tokens}
    rooms, me = f"/api/v1/rooms/{table.room.pk}/scenes", as_(ada)
    made = me.post(rooms, {"name": "Mine", "document": document})
    shown = Token.objects.filter(scene=made.json()["data"]["id"], picture__isnull=False)
    assert [token.name for token in shown] == ["mine"]
    tokens[0]["bars"] = [{"name": "HP", "value": 1e300}]
    assert me.post(rooms, {"name": "Mine", "document": document}).status_code == 400


def test_a_token_takes_along_what_its_character_lends_it(table: Any, as_: Any, ada: Any, scene: Scene) -> None:
    portrait = a_picture(ada, "portrait")
    alric = Character.objects.create(
        room=table.room, name="Alric", attributes={"hp": 31, "hp_max": 40}, portrait_id=portrait
    )
    reading = {"name": "HP", "value": 0.0, "max": None, "show": "all", "attribute": "hp", "max_attribute": "hp_max"}
    scene.tokens.update(character=alric, bars=[reading], picture=None)
    (away,) = as_(ada).get(f"/api/v1/scenes/{scene.pk}/document").json()["data"]["tokens"]
    assert away["bars"][0] | {"value": 31, "max": 40, "attribute": None, "max_attribute": None} == away["bars"][0]
    assert away["file"]
    copy = table.lead.does("scene.duplicate", scene=str(scene.pk)).made[0]
    here = Token.objects.get(scene=copy)
    assert (here.character, here.bars, here.picture) == (alric, [reading], None)


def read(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def imported(client: Any, table: Any, content: bytes, name: str, **more: Any) -> Scene:
    address = f"/api/v1/rooms/{table.room.pk}/imports"
    looked = client.post(address, {"file": SimpleUploadedFile(name, content), **more}, "multipart")
    assert looked.status_code == 201, looked.content
    made = client.post(f"{address}/{looked.json()['data']['id']}", {"confirm": True})
    assert made.status_code == 201, made.content
    return Scene.objects.get(pk=made.json()["data"]["scene"]["id"])


def real(row: StoredFile, width: int, height: int) -> None:
    """Gives a stored file of the tests real pixels."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    out = io.BytesIO()
    Image.new("RGB", (width, height), "#335577").save(out, "PNG")
    row.key = default_storage.save(f"real/{row.pk.hex}.png", ContentFile(out.getvalue()))
    row.size, row.content_type = len(out.getvalue()), "image/png"
    row.sha256 = __import__("hashlib").sha256(out.getvalue()).hexdigest()
    row.save()


def test_an_archive_carries_its_pictures(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any, scene: Scene) -> None:
    placed, token, handout = scene.placed_maps.get(), scene.tokens.get(), scene.handouts.get()
    real(placed.map.picture, 1400, 700)
    real(token.picture, 50, 50)
    real(handout.picture, 60, 40)
    me, address = as_(ada), f"/api/v1/scenes/{scene.pk}/export"
    answer = me.get(address)
    assert answer["Content-Disposition"].startswith('attachment; filename="crypt.dreamtable.zip"')
    content = read(answer)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == ["maps/1.png", "pictures/2.png", "pictures/3.png", "scene.json"]
        words = archive.read("scene.json").decode()
    for secret in (str(ben.pk), str(scene.pk), str(table.room.pk), placed.map.picture.key, "none/", ada.email):
        assert secret not in words
    back = imported(me, table, content, "crypt.zip")
    assert described(back) == {**described(scene), "scene": {**described(scene)["scene"]}}
    assert back.placed_maps.get().map != placed.map
    assert (back.tokens.get().owner_ids, back.handouts.get().width) == ([], 60)
    assert json.loads(read(me.get(address + "?format=json")))["format"] == "dreamtable-scene"
    on_map = imported(me, table, read(me.get(address + "?format=json")), "x.json", map=str(placed.map.pk))
    assert on_map.placed_maps.get().map == placed.map
    assert me.get(address + "?format=exe").status_code == 400
    shown = f"/api/v1/scenes/{table.things['scene']}/export"
    assert [as_(who).get(shown).status_code for who in (ben, cleo, None)] == [403, 404, 401]
    assert as_(ben).get(address).status_code == 404


def structure_of(scene: Scene) -> Any:
    walls = sorted(
        (w.x1, w.y1, w.x2, w.y2, w.kind, w.move, w.sight, w.light, w.state, w.direction) for w in scene.walls.all()
    )
    lights = [(one.x, one.y, one.bright, one.dim, one.angle, one.colour, one.alpha) for one in scene.lights.all()]
    return walls, lights, scene.darkness, scene.grid_size


def test_universal_vtt_there_and_back(table: Any, as_: Any, ada: Any, scene: Scene) -> None:
    """All the shared files; and a scene whose map lies turned and whose walls leave it."""
    me = as_(ada)
    for name in UVTT:
        once = imported(me, table, (CASES / name).read_bytes(), name)
        twice = imported(me, table, read(me.get(f"/api/v1/scenes/{once.pk}/export?format=uvtt")), name)
        assert structure_of(twice) == structure_of(once)
        assert twice.placed_maps.get().map.width == once.placed_maps.get().map.width
    placed = scene.placed_maps.get()
    real(placed.map.picture, 1400, 700)
    out = imported(me, table, read(me.get(f"/api/v1/scenes/{scene.pk}/export?format=uvtt")), "x.uvtt")
    assert sorted(wall.kind for wall in out.walls.all()) == ["door", "wall", "window"]
    placed.delete()
    bare = imported(me, table, read(me.get(f"/api/v1/scenes/{scene.pk}/export?format=uvtt")), "x.uvtt")
    assert structure_of(bare) == structure_of(scene)
