"""What other programs write is read into one structure: the counts and places that we counted ourselves in the files."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from maps.formats import foundry, plan, spelltable, uvtt, uvtt_neutral, uvtt_writer, watabou
from maps.formats.structure import (
    MAX_WALLS,
    Light,
    Malformed,
    Structure,
    Wall,
    ambient_of,
    as_json,
    darkness_of,
    from_json,
)
from maps.tests.conftest import CASES, case

UVTT = sorted(path.name for path in CASES.glob("*vtt") if "path" not in path.name)


def kinds(structure: Structure) -> Counter[tuple[str, str, str]]:
    return Counter((wall.kind, wall.state, wall.sight) for wall in structure.walls)


def test_a_foundry_scene_lies_on_its_picture() -> None:
    """Padding 0.25 of 5040 x 3780 px at 140 px a cell: nine cells to the left, seven (rounded up) above."""
    scene = foundry.parse(case("foundry-v9.json"))

    assert (scene.name, scene.width, scene.height) == ("Underbark Tavern - Underground", 5040, 3780)
    assert (scene.grid.type, scene.grid.size, scene.grid.offset_x, scene.grid.offset_y) == ("square", 140, 0, 0)
    assert len(scene.walls) == 66
    assert kinds(scene) == {
        ("wall", "closed", "normal"): 58,
        ("door", "closed", "none"): 3,
        ("door", "open", "none"): 1,
        ("door", "closed", "normal"): 2,
        ("door", "locked", "normal"): 2,
    }
    assert scene.walls[0].line == (2327 - 1260, 2117 - 980, 2467 - 1260, 2117 - 980)
    assert [(light.x, light.y, light.bright, light.dim) for light in scene.lights][:2] == [
        (2940, 2590, 140, 420),
        (1750, 3360, 536.76, 1073.52),
    ]
    ghost = scene.tokens[0]
    assert (ghost.name, ghost.x, ghost.y, ghost.hidden, ghost.show_name) == ("Ghost", 3710, 1750, True, False)
    assert (ghost.has_sight, ghost.darkvision) == (True, 60 / 5 * 140)
    assert scene.picture.endswith("G_PirateTavern_Basement_Day.jpg")
    assert scene.report == {"token_pictures": 4}


def test_a_newer_foundry_scene_too() -> None:
    scene = foundry.parse(case("foundry-v12.json"))

    left, top = 500 - 50, 300 + 20
    assert (scene.darkness, scene.vision, scene.background) == (0.75, "own", "#112233")
    assert (scene.grid.distance, scene.grid.unit, scene.grid.offset_x) == (1.5, "m", 50)
    one_way, window, terrain, secret, near = scene.walls
    assert one_way == Wall(500 - left, 300 - top, 1500 - left, 300 - top, direction="left")
    assert (window.kind, window.sight, window.move) == ("window", "none", "normal")
    assert (terrain.kind, terrain.move, terrain.sight, terrain.direction) == ("terrain", "none", "limited", "right")
    assert (secret.kind, secret.state, near.sight) == ("secret", "locked", "normal")
    assert scene.lights == (Light(850 - left, 620 - top, 200, 400, 60, 90, "#ffaa00", 0.4),)
    [bandit] = scene.tokens
    assert (bandit.x, bandit.y, bandit.size, bandit.rotation) == (600 - left + 100, 400 - top + 100, 2, 90)
    assert (bandit.disposition, bandit.elevation, bandit.show_name) == ("enemy", 3, True)
    assert (bandit.darkvision, bandit.sight_angle, bandit.light_bright) == (1200, 90, 400)
    assert [drawing.kind for drawing in scene.drawings] == ["rect", "polygon", "text"]
    assert (scene.drawings[0].fill, scene.drawings[2].text) == ("#0000ff", "Keller")
    assert [(area.shape, area.size, area.rotation) for area in scene.areas] == [("circle", 400, 0), ("cone", 300, 90)]
    assert scene.notes[0].title == "Falle"
    assert scene.report == {
        "tiles": 1,
        "sounds": 2,
        "walls_by_distance": 1,
        "walls_zero_length": 1,
        "lights_of_darkness": 1,
        "token_pictures": 1,
        "journal_entries": 1,
    }


@pytest.mark.parametrize(("kind", "padding"), [(2, (500, 519.62)), (4, (519.62, 500))])
def test_hexagons_are_padded_in_strides(kind: int, padding: tuple[float, float]) -> None:
    """2000 x 2000 px, a quarter each side: five cells of 100 px one way, six strides of 75 % of 115.47 px the other."""
    file = {"width": 2000, "height": 2000, "padding": 0.25, "grid": {"type": kind, "size": 100}, "notes": [{"x": 0, "y": 0}]}  # fmt: skip
    [corner] = foundry.parse(json.dumps(file).encode()).notes
    assert (-corner.x, -corner.y) == padding


def test_a_dungeon_of_one_page() -> None:
    """50 rooms and door cells from -38, -4 to 1, 25; 26 doors, nine of them with leaves: eight plain, one double."""
    dungeon, drawn = watabou.parse(case("one-page-dungeon.json"))

    assert (dungeon.width, dungeon.height) == ((39 + 2) * 70, (29 + 2) * 70)
    assert kinds(dungeon) == {("wall", "closed", "normal"): 110, ("door", "closed", "normal"): 9}
    floor = {
        (x, y)
        for room in json.loads(case("one-page-dungeon.json"))["rects"]
        for x in range(room["x"], room["x"] + room["w"])
        for y in range(room["y"], room["y"] + room["h"])
    }
    edges = sum((x + dx, y + dy) not in floor for x, y in floor for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)))
    around = sum(abs(w.x2 - w.x1) + abs(w.y2 - w.y1) for w in dungeon.walls if w.kind == "wall")
    assert around == edges * 70
    double = Wall((-24 + 39 + 0.5) * 70, (0 + 5) * 70, (-24 + 39 + 0.5) * 70, (1 + 5) * 70, kind="door")
    assert double in dungeon.walls
    assert [(note.title, note.x, note.y) for note in dungeon.notes][1] == ("1", (-18 + 39) * 70, (0.5 + 5) * 70)
    assert dungeon.notes[1].gm_notes.startswith("Some gold")
    picture = Image.open(io.BytesIO(plan.draw(drawn)))
    assert picture.size == (2870, 2170)
    assert picture.getpixel((5, 5)) != picture.getpixel((int(dungeon.notes[1].x) + 5, int(dungeon.notes[1].y) + 5))


def test_a_secret_door_of_a_dungeon_looks_like_rock() -> None:
    def dungeon(kind: int) -> bytes:
        rooms = [{"x": 0, "y": 0, "w": 2, "h": 1}, {"x": 3, "y": 0, "w": 2, "h": 1}, {"x": 2, "y": 0, "w": 1, "h": 1}]
        doors = [{"x": 2, "y": 0, "dir": {"x": 1, "y": 0}, "type": kind}]
        return json.dumps({"rects": rooms, "doors": doors}).encode()

    (found, drawn), (locked, _) = watabou.parse(dungeon(6)), watabou.parse(dungeon(7))
    assert kinds(found)["secret", "closed", "normal"] == 1
    assert kinds(locked)["door", "locked", "normal"] == 1
    picture = Image.open(io.BytesIO(plan.draw(drawn)))
    assert picture.getpixel((3 * 70 + 35, 70 + 35)) == picture.getpixel((2, 2))


def test_markers_and_fog_of_the_older_system() -> None:
    scene = spelltable.parse(case("spelltable.json"))

    assert (scene.name, scene.grid.size, scene.grid.show, scene.maps) == ("Sumpf", 50, False, ("sumpf.png",))
    fireball, cone = scene.areas
    assert (fireball.shape, fireball.size, fireball.x, fireball.label) == ("circle", 200, 300, "Fireball")
    assert (cone.size, cone.x, cone.y, cone.rotation, cone.opacity, cone.revealed) == (150, 100, 150, 345, 0.9, False)
    assert scene.fog[0].points == ((0, 0), (200, 0), (200, 200))
    goblin, mira, dead = scene.combatants
    assert (goblin.turn, goblin.hp, goblin.hp_max, goblin.token) == (True, 5, 7, 0)
    assert (mira.is_player, mira.hp, mira.token, dead.killed) == (True, None, None, True)
    assert (scene.tokens[0].x, scene.tokens[0].size) == (175, 2)
    assert scene.history == ("Goblin_2 was killed",)
    assert scene.report == {"maps_by_name": 1, "areas_unknown": 1, "fog_without_points": 1}


@pytest.mark.parametrize("name", UVTT)
def test_universal_vtt_comes_back_as_it_went(name: str) -> None:
    parsed = uvtt.parse(case(name))
    once = uvtt_neutral.structured(parsed)
    out = io.BytesIO()
    parsed.write_image(out)

    again = uvtt.parse(b"".join(uvtt_writer.write(once, [out.getvalue()])))
    back = uvtt_neutral.structured(again)

    def shapes(structure: Structure) -> list[tuple[Any, ...]]:
        return sorted((wall.kind, wall.state, wall.sight, *wall.line) for wall in structure.walls)

    assert shapes(back) == shapes(once)
    assert back.lights == once.lights
    assert (back.width, back.height, back.grid, back.darkness) == (once.width, once.height, once.grid, once.darkness)
    assert again.report == {}
    copy = io.BytesIO()
    again.write_image(copy)
    assert copy.getvalue() == out.getvalue()


def test_universal_vtt_says_beside_the_format_what_it_has_no_words_for() -> None:
    walls = (
        Wall(0, 0, 70, 0, direction="left"),
        Wall(70, 0, 70, 70, kind="window", sight="none", light="none"),
        Wall(70, 70, 0, 70, kind="secret", state="locked"),
        Wall(0, 70, 0, 0, kind="terrain", sight="limited", light="limited", sound="none"),
        Wall(7, 7, 21, 7, kind="door", state="open"),
    )
    lights = (Light(35, 35, 10, 100, 60, 90, "#ffaa00", 0.4, on=False),)
    scene = Structure("dreamtable", width=140, height=140, walls=walls, lights=lights, ambient=ambient_of(0.8))
    scene = replace(scene, grid=replace(scene.grid, size=70, size_y=70))

    written = b"".join(uvtt_writer.write(scene, [b"picture " * 30]))
    back = uvtt_neutral.structured(uvtt.parse(written))

    assert sorted(back.walls, key=lambda wall: wall.line) == sorted(walls, key=lambda wall: wall.line)
    assert (back.lights, back.darkness) == (lights, 0.8)
    plainly = json.loads(written)
    assert [portal["closed"] for portal in plainly["portals"]] == [False, True, False]
    assert len(plainly["objects_line_of_sight"]) == 1
    del plainly["dreamtable"]
    assert len(uvtt_neutral.structured(uvtt.parse(json.dumps(plainly).encode())).walls) == 5
    plainly["dreamtable"] = {"walls": "of another program"}
    assert len(uvtt_neutral.structured(uvtt.parse(json.dumps(plainly).encode())).walls) == 5


def test_outlines_of_objects_are_seen_into_and_not_through() -> None:
    """curved-walls-three-doors: 197 segments of walls, and two closed outlines of objects with 50."""
    scene = uvtt_neutral.structured(uvtt.parse(case("curved-walls-three-doors.dd2vtt")))
    file = json.loads(case("curved-walls-three-doors.dd2vtt"))
    lines = {name: sum(len(line) - 1 for line in file[name]) for name in ("line_of_sight", "objects_line_of_sight")}
    assert lines == {"line_of_sight": 197, "objects_line_of_sight": 50}
    assert Counter(wall.kind for wall in scene.walls) == {"wall": 197, "terrain": 50, "door": 3}
    assert {wall.move for wall in scene.walls} == {"normal"}
    crossed = uvtt_neutral.structured(uvtt.parse(case("synthetic-origin.dd2vtt")))
    assert [wall.kind for wall in crossed.walls[4:6]] == ["wall", "wall"], "an open line of an object"


def test_darkness_is_what_the_ambient_light_leaves() -> None:
    assert [darkness_of(colour) for colour in ("#ffffff", "#000000", "#808080")] == [0, 1, 0.5]
    assert all(darkness_of(ambient_of(step / 100)) == step / 100 for step in range(101))


@pytest.mark.parametrize(
    ("read", "content", "reason"),
    [
        (foundry.parse, b"{}", "not_foundry"),
        (foundry.parse, b'{"width": 1e9, "height": 5}', "too_large"),
        (foundry.parse, b'{"width": "NaN", "height": 5}', "no_size"),
        (foundry.parse, b'{"width": 9, "height": 9, "walls": [{"c": [1e300, 0, 1, 1]}]}', "coordinate"),
        (foundry.parse, b'{"width": 9, "height": 9, "walls": [' + b",".join([b"{}"] * (MAX_WALLS + 1)) + b"]}", "too_many_walls"),
        (foundry.parse, b'{"width": 9, "height": 9, "walls": ' + b"[" * 100_000, "not_foundry"),
        (watabou.parse, b'{"rects": []}', "not_watabou"),
        (watabou.parse, b'{"rects": [{"x": 0, "y": 0, "w": 1e9, "h": 1}]}', "coordinate"),
        (watabou.parse, b'{"rects": [{"x": 0, "y": 0, "w": 201, "h": 1}]}', "too_large"),
        (watabou.parse, b'{"rects": [{"x": 0, "y": 0, "w": 1, "h": 1}, {"x": 90000, "y": 0, "w": 1, "h": 1}]}', "too_large"),
        (watabou.parse, b'{"rects": [{"x": 0.5, "y": 0, "w": 1, "h": 1}]}', "coordinate"),
        (spelltable.parse, b"[]", "not_spelltable"),
        (spelltable.parse, json.dumps({"name": "x", "fogOfWar": [{"points": [{"x": 0, "y": 0}] * 1001}]}).encode(), "too_many_points"),
        (spelltable.parse, b'{"name": "x", "aoeMarkers": [{"shape": "cone", "position": {"x": 1e300, "y": 0}}]}', "coordinate"),
    ],
)  # fmt: skip
def test_what_is_beyond_the_bounds_is_refused(read: Any, content: bytes, reason: str) -> None:
    with pytest.raises(Malformed) as refused:
        read(content)
    assert refused.value.reason == reason


@pytest.mark.parametrize("read", [foundry.parse, spelltable.parse, lambda data: watabou.parse(data)[0]])
@pytest.mark.parametrize("name", ["foundry-v9.json", "foundry-v12.json", "one-page-dungeon.json", "spelltable.json"])
def test_a_structure_is_kept_as_data(read: Any, name: str) -> None:
    try:
        structure = read(case(name))
    except Malformed:
        return
    assert from_json(json.loads(json.dumps(as_json(structure)))) == structure


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "a", "#ff2024", "\x00", "1e999"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["x", "y", "c", "t", "shape", "points", "pos", "config", "type"]), inner)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["foundry-v12.json", "one-page-dungeon.json", "spelltable.json"]), st.data())
def test_whatever_is_in_the_fields_it_is_read_or_refused(name: str, data: Any) -> None:
    file = json.loads(case(name))
    field = data.draw(st.sampled_from(sorted(file)))
    odd = data.draw(ODD)
    file[field] = [odd] if isinstance(file[field], list) and data.draw(st.booleans()) else odd
    content = json.dumps(file).encode()
    for read in (foundry.parse, spelltable.parse, watabou.parse):
        try:
            read(content)
        except Malformed:
            pass
