"""A file of another program is looked at first; confirmed, it is a scene with a map in the library. Nothing half done."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import StoredFile
from config.jobs.worker import run_pending
from config.testing.cast import person
from maps.models import Map
from rooms.models import Entry
from scenes.models import Combatant, Encounter, Scene
from scenes.tasks import forget_waiting_imports
from scenes.testing import a_map

CASES = Path(__file__).parents[2] / "maps" / "tests" / "cases"


def case(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (CASES / name).read_bytes(), "application/octet-stream")


def picture(width: int, height: int) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#224433").save(out, "PNG")
    return SimpleUploadedFile("tavern.png", out.getvalue(), "image/png")


@pytest.fixture
def address(table: Any) -> str:
    return f"/api/v1/rooms/{table.room.pk}/imports"


@pytest.fixture
def stands() -> Any:
    """How much there is: rows, entries, stored files."""
    return lambda: (Scene.objects.count(), Map.objects.count(), Entry.objects.count(), StoredFile.objects.count())


def looked_at(client: Any, address: str, name: str, **more: Any) -> dict[str, Any]:
    answer = client.post(address, {"file": case(name), **more}, "multipart")
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = answer.json()["data"]
    return found


def confirmed(client: Any, address: str, preview: dict[str, Any], **more: Any) -> Any:
    return client.post(f"{address}/{preview['id']}", {"confirm": True, **more})


def test_it_works(table: Any, as_: Any, ada: Any, ben: Any, address: str) -> None:
    """Universal VTT with its picture; a co-GM sees the scene come."""
    helper = table.seat(person("helper"), role="game_master")
    me = as_(ada)
    preview = looked_at(me, address, "synthetic-origin.dd2vtt")
    assert (preview["format"], preview["name"], preview["picture"]) == ("uvtt", "synthetic-origin", "embedded")
    assert preview["size"] == {"width": 600, "height": 400}
    assert preview["grid"]["size"] == 50
    assert {name: preview["counts"][name] for name in ("walls", "doors", "lights")} == {
        "walls": 6,
        "doors": 3,
        "lights": 2,
    }
    assert [one["text"] for one in preview["report"]] == ["1 wall outside the picture", "1 wall without length"]
    assert preview["lines"][0] == [50, 50, 350, 50, "wall"]
    assert preview["lights"][0] == [125, 150, 200]
    assert not Scene.objects.filter(name="synthetic-origin").exists()

    answer = confirmed(me, address, preview, name="The keep")
    assert answer.status_code == 201, answer.content
    made = answer.json()["data"]["scene"]
    table.deliver()
    assert made["id"] in {scene["id"] for scene in helper.things("scene")}
    assert made["id"] not in str(table.seat(ben).state)
    table.is_level()
    scene = Scene.objects.get(pk=made["id"])
    assert (scene.name, scene.grid_size, scene.darkness, scene.active) == ("The keep", 50, 0.86, False)
    assert (scene.walls.filter(kind="wall").count(), scene.walls.filter(kind="door").count()) == (6, 3)
    assert [(light.x, light.y, light.dim, light.bright) for light in scene.lights.all()] == [(125, 150, 20, 10), (500, 300, 12.5, 6.25)]  # fmt: skip
    placed = scene.placed_maps.get()
    assert (placed.map.owner, placed.map.width, placed.map.source, placed.hidden) == (ada, 600, "uvtt", False)
    assert not StoredFile.objects.filter(kind="scene-import").exists()
    again = confirmed(me, address, preview)
    assert again.json()["data"]["scene"]["id"] == made["id"], "whose answer got lost asks again"
    assert Scene.objects.filter(name="The keep").count() == 1


def test_who_may(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any, address: str) -> None:
    preview = looked_at(as_(ada), address, "spelltable.json")
    for who, status in ((ben, 403), (cleo, 404)):
        assert as_(who).post(address, {"file": case("spelltable.json")}, "multipart").status_code == status
        assert confirmed(as_(who), address, preview).status_code == status
        assert as_(who).delete(f"{address}/{preview['id']}").status_code == status
    gm = person("gm")
    table.seat(gm, role="game_master")
    assert confirmed(as_(gm), address, preview).status_code == 404, "another's upload"
    assert as_(ada).post(f"{address}/{preview['id']}", {"confirm": False}).status_code == 400
    assert as_(ada).delete(f"{address}/{preview['id']}").status_code == 204
    assert confirmed(as_(ada), address, preview).status_code == 404


def test_a_foundry_scene_with_its_picture_beside(table: Any, as_: Any, ada: Any, address: str) -> None:
    """The picture is half as large as the scene says: all comes along."""
    preview = looked_at(as_(ada), address, "foundry-v12.json", picture=picture(1000, 500))
    assert (preview["picture"], preview["picture_name"]) == ("sent", "tavern.webp")
    assert confirmed(as_(ada), address, preview).status_code == 201
    scene = Scene.objects.get(name="Taverne „Zum Bock“")
    assert (scene.grid_size, scene.grid_distance, scene.grid_unit, scene.vision) == (50, 1.5, "m", "own")
    assert scene.placed_maps.get().map.cell_width == 50
    token = scene.tokens.get()
    assert (token.x, token.y, token.size, token.hidden, token.darkvision) == (125, 90, 2, True, 18)
    assert (scene.walls.count(), scene.lights.get().dim) == (5, 6)
    assert (scene.areas.count(), scene.drawings.count(), scene.map_notes.get().shared) == (2, 3, "none")


def test_without_a_picture_it_lies_on_a_map_that_is_chosen(
    table: Any, as_: Any, ada: Any, address: str, stands: Any
) -> None:
    me, map = as_(ada), a_map(ada, name="Mine", width=1200, height=800)
    preview = looked_at(me, address, "synthetic-image-is-a-path.uvtt")
    assert (preview["picture"], preview["size"]) == ("missing", {"width": 600, "height": 400})
    before = stands()
    refused = confirmed(me, address, preview)
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["map"])
    assert stands() == before
    on_it = looked_at(me, address, "synthetic-image-is-a-path.uvtt", map=str(map.pk))
    assert (on_it["picture"], on_it["size"]) == ("map", {"width": 1200, "height": 800})
    assert on_it["lines"][0] == [100, 100, 700, 100, "wall"]
    assert confirmed(me, address, preview, map=str(map.pk)).status_code == 201
    scene = Scene.objects.get(name="synthetic-image-is-a-path")
    assert (scene.placed_maps.get().map, scene.grid_size) == (map, 100)
    stamp = a_map(ada, name="Stamp", width=12, height=8)
    assert confirmed(me, address, on_it, map=str(stamp.pk)).status_code == 422, "a cell of one pixel"
    stranger = a_map(person("other"))
    assert confirmed(me, address, on_it, map=str(stranger.pk)).status_code == 404


def test_a_dungeon_is_playable_at_once(as_: Any, ada: Any, address: str) -> None:
    preview = looked_at(as_(ada), address, "one-page-dungeon.json")
    assert (preview["picture"], preview["counts"]["doors"], preview["counts"]["notes"]) == ("drawn", 9, 5)
    assert confirmed(as_(ada), address, preview).status_code == 201
    scene = Scene.objects.get(name="Abbey of the Great Witch")
    assert (scene.walls.count(), scene.placed_maps.get().map.cell_width) == (119, 70)
    assert {(note.shared, note.text) for note in scene.map_notes.all()} == {("none", "")}


def test_a_scene_of_the_older_system_keeps_its_markers_and_its_fog(as_: Any, ada: Any, address: str) -> None:
    preview = looked_at(as_(ada), address, "spelltable.json")
    assert preview["maps"] == []
    assert confirmed(as_(ada), address, preview).status_code == 201
    scene = Scene.objects.get(name="Sumpf")
    assert [(area.shape, area.size, area.revealed) for area in scene.areas.all()] == [
        ("circle", 20, True),
        ("cone", 15, False),
    ]
    assert [shape.points for shape in scene.fog_shapes.all()] == [[[0, 0], [200, 0], [200, 200]]]
    encounter = Encounter.objects.get(scene=scene)
    fighters = list(Combatant.objects.filter(encounter=encounter).order_by("order"))
    assert [one.name for one in fighters] == ["Goblin_1", "Mira", "Goblin_2"]
    assert (encounter.turn, fighters[0].token.x, fighters[2].killed) == (fighters[0].pk, 175, True)
    assert encounter.lines.get().text == "Goblin_2 was killed"


def test_a_large_picture_is_prepared_by_a_job(table: Any, as_: Any, ada: Any, address: str) -> None:
    preview = looked_at(as_(ada), address, "foundry-v9.json", picture=picture(4200, 3150))
    answer = confirmed(as_(ada), address, preview, name="The cellar")
    assert answer.status_code == 202
    run_pending()
    told = as_(ada).get(f"/api/v1/jobs/{answer.json()['data']['job']}").json()["data"]
    assert told["state"] == "done", told
    scene = Scene.objects.get(pk=told["result"]["scene"])
    assert (scene.name, scene.walls.count()) == ("The cellar", 66)
    assert scene.grid_size == pytest.approx(140 * 4200 / 5040)


def test_what_nobody_confirms_is_forgotten(as_: Any, ada: Any, address: str) -> None:
    preview = looked_at(as_(ada), address, "spelltable.json")
    assert forget_waiting_imports.call() == 0
    StoredFile.objects.filter(kind="scene-import").update(created_at="2020-01-01T00:00:00Z")
    assert forget_waiting_imports.call() == 1
    assert confirmed(as_(ada), address, preview).status_code == 404


def zipped(*members: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def document(**more: Any) -> bytes:
    return json.dumps({"format": "dreamtable-scene", "version": 1, "scene": {"name": "X"}, **more}).encode()


LINK = zipfile.ZipInfo("maps/1.webp")
LINK.external_attr = 0o120777 << 16
FILE = {"size": 3, "sha256": "0" * 64}


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("scene.json", document(files={"maps/1.webp": FILE}))
        archive.writestr(LINK, "/etc/passwd")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"{}", 422),
        (b"\x89PNG\r\n\x1a\n", 422),
        (b"[" * 100_000, 422),
        (b'{"walls": ' + b"[" * 100_000, 422),
        (b"PK\x05\x06" + b"\x00" * 18, 422),
        (document(version=2), 422),
        (document(tokens=[{"name": "x", "x": 1e300, "y": 0}]), 422),
        (document(tokens=[{"name": "x\x00", "x": 0, "y": 0}]), 422),
        (document(tokens=[{"name": "x", "x": 0, "y": 0}] * 2001), 422),
        (document(walls=[{"x1": 0, "y1": 0, "x2": 1, "y2": 0}] * 5001), 422),
        (document(scene={"name": "x", "grid_size": 0}), 422),
        (zipped(("scene.json", b"{}")), 422),
        (zipped(("other.json", document())), 422),
        (zipped(("scene.json", document()), ("../../evil.py", b"x")), 422),
        (zipped(("scene.json", document()), ("/etc/evil", b"x")), 422),
        (zipped(("scene.json", document()), ("maps/1.webp", b"not in the manifest")), 422),
        (zipped(("scene.json", document(files={"maps/1.webp": FILE}))), 422),
        (zipped(("scene.json", document(files={"../1.webp": FILE})), ("../1.webp", b"abc")), 422),
        (zipped(("scene.json", document() + b" " * 9_000_000), compression=zipfile.ZIP_DEFLATED), 422),
        (linked(), 422),
    ],
)  # fmt: skip
def test_hostile_files_are_refused(as_: Any, ada: Any, address: str, stands: Any, content: bytes, status: int) -> None:
    before = stands()
    answer = as_(ada).post(address, {"file": SimpleUploadedFile("x.json", content)}, "multipart")
    assert answer.status_code == status, answer.content
    assert stands() == before


def test_an_archive_that_is_not_what_it_says_leaves_nothing(as_: Any, ada: Any, address: str, stands: Any) -> None:
    """A hash that does not fit, a picture that is none: found out when it is built."""
    me, good = as_(ada), picture(20, 20).read()
    for content, said in ((b"abc", FILE), (b"abc" * 50, None)):
        said = said or {"size": len(content), "sha256": __import__("hashlib").sha256(content).hexdigest()}
        fine = {"size": len(good), "sha256": __import__("hashlib").sha256(good).hexdigest()}
        maps = [{"file": "maps/1.png"}, {"file": "maps/2.png"}]
        scene = document(files={"maps/1.png": fine, "maps/2.png": said}, maps=maps)
        before = stands()
        file = SimpleUploadedFile("x.zip", zipped(("scene.json", scene), ("maps/1.png", good), ("maps/2.png", content)))
        preview = me.post(address, {"file": file}, "multipart").json()["data"]
        assert confirmed(me, address, preview).status_code in (415, 422)
        me.delete(f"{address}/{preview['id']}")
        assert stands() == before
