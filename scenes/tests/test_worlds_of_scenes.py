"""A scene in a universe may have a world of its own: a copy, which is tuned and moved without the universe's other scenes."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from config.api.errors import Conflict, Invalid
from rooms.models import Room
from scenes.archive.schema import Document
from scenes.imports.kept import left_out_of
from scenes.imports.reading import Reading
from scenes.models import Scene, Soundtrack
from scenes.testing import settle_soundtrack
from universes.models import Universe

JSON = "application/json"


@pytest.fixture
def universe(table: Any, ada: Any) -> Universe:
    """Ada's private one, in which the table's scene is."""
    found: Universe = Universe.objects.get(pk=table.thing("used_universe"))
    return found


def test_a_scene_gets_a_world_of_its_own(table: Any, ada: Any, ben: Any, universe: Universe, client: Any) -> None:
    ben_at, scene = table.seat(ben), table.things["scene"]
    client.force_login(ada)
    address = f"/api/v1/scenes/{scene}"
    assert client.get(f"{address}/world").status_code == client.get(f"{address}/physics/objects").status_code == 404
    made = client.post(f"{address}/world", {}, JSON)
    assert made.status_code == 201
    own = Universe.objects.get(pk=made.json()["data"]["id"])
    assert (own.forked_from, own.room.owner_id, own.visibility) == (universe, ada.pk, "private")
    assert client.get(f"{address}/world").json()["data"]["id"] == str(own.pk)
    assert client.post(f"{address}/world", {}, JSON).status_code == 409
    table.deliver()
    assert table.lead.state["things"]["scene"][scene]["own_universe"] == str(own.pk)
    assert "own_universe" not in ben_at.state["things"]["scene"][scene]

    ball = client.post(f"{address}/physics/objects", {"name": "Ball", "position": [0, 5]}, JSON).json()["data"]
    rod = client.post(f"{address}/physics/constraints", {"body_a": ball["id"], "anchor_b": [0, 9]}, JSON)
    assert rod.status_code == 201
    fell = client.post(f"{address}/physics/simulate/step", {"steps": 5}, JSON).json()["data"]
    assert [one["id"] for one in fell["objects"]] == [ball["id"]]
    assert client.get(f"{address}/physics/simulate/state").json()["data"]["step"] == 5
    assert client.get(f"{address}/physics/objects/{ball['id']}").json()["data"]["name"] == "Ball"
    assert client.get(f"/api/v1/universes/{universe.pk}/objects").json()["meta"]["pagination"]["total"] == 0
    listed = client.get(f"/api/v1/universes/{universe.pk}/scenes").json()["data"]
    assert [one["id"] for one in listed] == [scene], "it is in its universe as before"

    client.force_login(ben)
    for path in ("world", "physics/objects", "physics/simulate/state"):
        assert client.get(f"{address}/{path}").status_code == 403, path
    assert client.post(f"{address}/physics/objects", {"name": "Ball"}, JSON).status_code == 403
    table.is_level()


def test_the_table_hears_the_scenes_own_world(table: Any, ada: Any, ben: Any, universe: Universe, client: Any) -> None:
    ben_at, scene = table.seat(ben), table.things["scene"]
    client.force_login(ada)
    own = client.post(f"/api/v1/scenes/{scene}/world", {}, JSON).json()["data"]["id"]
    settle_soundtrack(table)
    table.deliver()
    assert str(Soundtrack.objects.get(room=table.room).universe_id) == own
    before = ben_at.things("soundtrack")[0]["revision"]
    copy = Universe.objects.get(pk=own)
    copy.change(music={**copy.music, "tempo": 66.0})
    settle_soundtrack(table)
    table.deliver()
    assert ben_at.things("soundtrack")[0]["revision"] != before

    copy.room.delete()
    table.deliver()
    assert Scene.objects.get(pk=scene).own_universe is None
    assert str(Soundtrack.objects.get(room=table.room).universe_id) == str(universe.pk)
    table.is_level()


def test_who_leaves_the_universe_leaves_the_copy(table: Any, ada: Any, universe: Universe, client: Any) -> None:
    scene = table.things["scene"]
    client.force_login(ada)
    own = client.post(f"/api/v1/scenes/{scene}/world", {}, JSON).json()["data"]["id"]
    table.lead.does("scene.update", scene=scene, universe=None)
    assert Scene.objects.get(pk=scene).own_universe is None
    with pytest.raises(Invalid):
        table.lead.does("scene.update", scene=scene, own_universe=own)
    assert client.post(f"/api/v1/scenes/{scene}/world", {}, JSON).status_code == 409
    table.lead.does("history.undo")
    assert str(Scene.objects.get(pk=scene).own_universe_id) == own
    entered = table.lead.does("scene.update", scene=table.things["other_scene"], universe=str(universe.pk)).seq
    table.lead.does("scene.update", scene=table.things["other_scene"], own_universe=own)
    with pytest.raises(Conflict):
        table.lead.does("history.undo", seq=entered)
    assert client.delete(f"/api/v1/scenes/{scene}/world").status_code == 204
    assert Universe.objects.filter(pk=own).exists(), "the copy stays with who made it"
    table.deliver()
    table.is_level()


def test_a_scene_that_comes_again_has_its_own_copy(
    table: Any, ada: Any, cleo: Any, universe: Universe, client: Any
) -> None:
    scene = table.things["scene"]
    client.force_login(ada)
    own = Universe.objects.get(pk=client.post(f"/api/v1/scenes/{scene}/world", {}, JSON).json()["data"]["id"])
    own.world.change({**own.world.physics, "gravity": 3.7})
    said = client.get(f"/api/v1/scenes/{scene}/physics-parameters").json()["data"]
    assert (said["base"]["gravity"], said["effective"]["gravity"]) == (3.7, 3.7), "the scene's own world is around it"
    table.deliver()
    copy = table.lead.does("scene.duplicate", scene=scene, name="Again").made[0].own_universe
    assert copy.pk != own.pk and copy.world.physics["gravity"] == 3.7
    assert (copy.forked_from, copy.visibility) == (own, "private") and copy.name == f"{universe.name} · Again"

    document = client.get(f"/api/v1/scenes/{scene}/document").json()["data"]
    assert document["universe"]["own"] == str(own.pk)
    reading = Reading("dreamtable", "Again", msgspec.convert(document, Document))
    universe.change(visibility="public")
    assert left_out_of(reading, cleo) == {"own_world_missing": 1} and left_out_of(reading, ada) == {}
    for by in (ada, cleo):
        client.force_login(by)
        room = Room.open_by(by, name="Another table")
        wanted = {"name": "Brought", "document": document}
        made = client.post(f"/api/v1/rooms/{room.pk}/scenes", wanted, JSON).json()["data"]
        brought = Scene.objects.get(pk=made["id"])
        assert brought.universe == universe and Universe.objects.filter(world__physics__gravity=3.7).count() == 3
        assert (brought.own_universe is None) is (by == cleo)
