"""A scene in a universe plays that universe's music: for everybody at the table, as those who lead it dial, and from the next
bar on.
"""

from __future__ import annotations

from datetime import timedelta
from time import time
from typing import Any

import msgspec
import pytest
from django.utils import timezone

from config.api.errors import Forbidden, Invalid, NotFound
from config.live import wire
from rooms.live.snapshot import snapshot
from rooms.models import Presence, Room
from scenes.archive.schema import Document
from scenes.imports.kept import left_out_of
from scenes.imports.reading import Reading
from scenes.models import Scene, Soundtrack, no_overrides
from scenes.testing import SECRET_MOOD, SECRET_WORLD, settle_soundtrack
from universes import timeline
from universes.models import StoryPoint, Timeline, Universe


@pytest.fixture
def universe(table: Any, ada: Any) -> Universe:
    """Ada's private one, which plays at the table."""
    found: Universe = Universe.objects.get(pk=table.thing("used_universe"))
    return found


def music(seat: Any) -> dict[str, Any]:
    [heard] = seat.things("soundtrack")
    return dict(heard)


def tune(table: Any, ada_at: Any, command: str, **data: Any) -> None:
    """Ada tunes her universe in its own room; the tables that play it hear of it."""
    ada_at.does(command, **data)
    table.deliver()


def test_the_table_hears_what_the_scene_is_in(table: Any, ada: Any, ben: Any, universe: Universe) -> None:
    ben_at = table.seat(ben)
    first = music(ben_at)
    assert first["playing"] and first["revision"] and first["mood"] == "default" and "dials" not in first
    assert music(table.lead)["dials"] == {"intensity": None, "tension": None}

    table.lead.does("soundtrack.set", intensity=0.9)
    louder = music(ben_at)
    assert louder["intensity"] == 0.9 and louder["revision"] != first["revision"]
    assert louder["piece"] == first["piece"] and louder["bar"] >= first["bar"]

    table.lead.does("soundtrack.preset", preset="combat")
    fight = music(ben_at)
    assert (fight["preset"], fight["mood"], fight["intensity"]) == ("combat", "combat", 0.7)
    assert fight["piece"] != first["piece"], "another mood is another piece: one fades into the other"

    table.lead.does("history.undo")
    assert music(ben_at)["revision"] == louder["revision"]
    table.lead.does("soundtrack.stop")
    assert music(ben_at)["revision"] is None and not music(ben_at)["playing"]
    table.lead.does("soundtrack.play")
    assert music(ben_at)["revision"] == louder["revision"]

    table.lead.does("scene.activate", scene=table.things["other_scene"])
    assert music(ben_at)["revision"] is None, "that scene is in no universe"
    table.lead.does("history.undo")
    assert music(ben_at)["revision"] == louder["revision"]
    with pytest.raises(Forbidden):
        ben_at.does("soundtrack.set", tension=1.0)
    table.is_level()


def test_what_is_otherwise_in_the_scene(table: Any, ada: Any, ben: Any, universe: Universe, client: Any) -> None:
    ben_at, scene = table.seat(ben), table.things["scene"]
    first = music(ben_at)["revision"]
    wanted = {"parameters": {"mood": "dread", "tempo": 50.0}}
    table.lead.does("scene.update", scene=scene, music_overrides=wanted)
    assert music(ben_at)["mood"] == "dread"
    table.lead.does("scene.update", scene=scene, music_overrides={**wanted, "enabled": False})
    assert music(ben_at)["revision"] == first
    assert not {"universe", "music_overrides"} & set(ben_at.state["things"]["scene"][scene])

    client.force_login(ada)
    url = f"/api/v1/scenes/{scene}/physics-parameters"
    said = client.patch(url, {"parameters": {"gravity": 1.6}}, "application/json").json()["data"]
    assert said["parameters"] == {"gravity": 1.6} and said["effective"]["gravity"] == 1.6
    assert said["effective"]["friction"] == 0.1
    table.deliver()
    assert music(ben_at)["revision"] != first, "physics are heard"
    # Two who lead set two things at once: both count.
    table.deliver()
    table.lead.does("scene.physics", scene=scene, set={"friction": 0.8, "fluid_density": None})
    assert client.patch(url, {"reset": ["friction"]}, "application/json").json()["data"]["parameters"] == {
        "gravity": 1.6,
        "fluid_density": None,
    }
    table.deliver()
    table.lead.does("scene.physics", scene=scene, enabled=False)
    assert client.get(url).json()["data"]["effective"]["gravity"] == client.get(url).json()["data"]["base"]["gravity"]
    with pytest.raises(Invalid):
        table.lead.does("scene.physics", scene=scene, reset=["tempo"])
    with pytest.raises(Forbidden):
        ben_at.does("scene.music", scene=scene, set={"tempo": 200.0})
    table.lead.does("scene.music", scene=scene, reset="all", set={"mood": "calm"}, enabled=True)
    assert music(ben_at)["mood"] == "calm"
    table.lead.does("history.undo")
    assert Scene.objects.get(pk=scene).music_overrides == {"enabled": False, **wanted}
    assert client.delete(url).json()["data"]["effective"]["gravity"] == 9.81
    assert client.patch(url, {"parameters": {"gravity": -1}}, "application/json").status_code == 400
    client.force_login(ben)
    assert client.get(url).status_code == 403
    table.deliver()
    table.is_level()


def test_a_universe_that_changes_is_heard_at_every_table_once(
    table: Any, ada: Any, ben: Any, universe: Universe
) -> None:
    ben_at = table.seat(ben)
    first, head = music(ben_at), ben_at.told
    universe.change(music={**universe.music, "tempo": 90.0})
    settle_soundtrack(table)
    settle_soundtrack(table)
    table.deliver()
    after = music(ben_at)
    assert after["revision"] != first["revision"] and ben_at.told == head + 1, "said once"
    assert after["bar"] > first["bar"] and after["bar_at"] > first["bar_at"], "from a later bar on"

    universe.room.delete()
    table.deliver()
    assert music(ben_at)["revision"] is None
    assert Scene.objects.get(pk=table.things["scene"]).universe is None
    table.is_level()


def test_ben_hears_a_private_universe_and_learns_nothing_of_it(
    table: Any, ada: Any, ben: Any, cleo: Any, universe: Universe, client: Any
) -> None:
    ben_at = table.seat(ben)
    table.lead.does("soundtrack.preset", preset="mystery")
    url = f"/api/v1/rooms/{table.room.pk}/soundtrack"
    client.force_login(ben)
    revision = music(ben_at)["revision"]
    answer = client.get(f"{url}/bars?revision={revision}&from=8&count=2")
    bars = answer.json()["data"]["bars"]
    assert [bar["number"] for bar in bars] == [8, 9] and any(voice["notes"] for voice in bars[0]["voices"])
    assert "immutable" in answer["Cache-Control"]
    over = client.get(f"{url}/bars?revision=gone&from=8")
    assert over.status_code == 200 and over.json()["data"]["bars"] == [] and over["Cache-Control"] == "no-store"
    for path in ("", "/bars", "/scenes", "/music-parameters"):
        assert client.get(f"/api/v1/universes/{universe.pk}{path}").status_code == 404

    received = b"".join(ben_at.heard) + wire.encode(snapshot(ben_at.viewer)) + answer.content + client.get(url).content
    for secret in (SECRET_WORLD, SECRET_MOOD, str(universe.seed), str(universe.pk), universe.pk.hex):
        assert secret.encode() not in received
    client.force_login(cleo)
    assert client.get(f"{url}/bars").status_code == client.get(url).status_code == 404

    universe.change(visibility="shared")
    client.force_login(ben)
    assert client.get(f"/api/v1/universes/{universe.pk}").status_code == 200, "tables that use a shared one may know it"
    client.force_login(cleo)
    assert client.get(f"/api/v1/universes/{universe.pk}").status_code == 404


def test_who_may_put_a_scene_into_a_universe(
    table: Any, ada: Any, ben: Any, cleo: Any, universe: Universe, client: Any, django_assert_num_queries: Any
) -> None:
    cleo_at, other = table.seat(cleo, role="game_master"), table.things["other_scene"]
    into = {"scene": other, "universe": str(universe.pk)}
    with pytest.raises(NotFound):
        cleo_at.does("scene.update", **into)
    universe.change(visibility="shared")
    with pytest.raises(Forbidden):
        cleo_at.does("scene.update", **into)
    universe.change(visibility="private")
    taken_out = table.lead.does("scene.update", scene=table.things["scene"], universe=None).seq
    with pytest.raises(NotFound):
        cleo_at.does("history.undo", seq=taken_out)
    universe.change(visibility="public")
    cleo_at.does("history.undo", seq=taken_out)
    cleo_at.does("scene.update", **into)

    url = f"/api/v1/universes/{universe.pk}/scenes"
    client.force_login(ben)
    assert [one["id"] for one in client.get(url).json()["data"]] == [table.things["scene"]], "what is on the table"
    client.force_login(cleo)
    third = cleo_at.does("scene.create", name="The well").made[0]
    assert client.post(url, {"scene": str(third.pk)}, "application/json").status_code == 201
    with django_assert_num_queries(5):
        few = [one["id"] for one in client.get(url).json()["data"]]
    assert few == [table.things["scene"], other, str(third.pk)]
    order = {"universe_id": str(universe.pk), "scene_order": [few[2], few[0], few[1]]}
    said = client.post("/api/v1/scenes/reorder", order, "application/json").json()["data"]
    cleo_at.does("scene.update", scene=few[1], universe=None)
    with django_assert_num_queries(5):
        assert len(client.get(url).json()["data"]) == 2, "as many queries for three as for two"
    assert [one["id"] for one in said] == order["scene_order"]
    client.force_login(ben)
    assert client.post("/api/v1/scenes/reorder", order, "application/json").status_code == 404
    assert client.post(url, {"scene": str(third.pk)}, "application/json").status_code == 404


def test_a_scene_that_comes_again_stays_in_a_universe_that_may_be_used(
    table: Any, ada: Any, ben: Any, cleo: Any, universe: Universe, client: Any
) -> None:
    scene, lead = table.things["scene"], table.lead
    lead.does("scene.update", scene=scene, music_overrides={"parameters": {"tempo": 50.0}})
    copy = lead.does("scene.duplicate", scene=scene).made[0]
    assert (copy.universe, copy.universe_order) == (universe, 1)
    assert copy.music_overrides == {"enabled": True, "parameters": {"tempo": 50.0}}

    client.force_login(ada)
    document = client.get(f"/api/v1/scenes/{scene}/document").json()["data"]
    assert document["universe"]["id"] == str(universe.pk)
    assert str(scene) not in client.get(f"/api/v1/universes/{universe.pk}/export?format=json").content.decode()
    fork = client.post(f"/api/v1/universes/{universe.pk}/fork", {}, "application/json").json()["data"]["id"]
    assert client.get(f"/api/v1/universes/{fork}/scenes").json()["data"] == []

    def brought(by: Any) -> Scene:
        client.force_login(by)
        room = table.room if by == ada else Room.open_by(by, name="Another table")
        wanted = {"name": "Again", "document": document}
        made = client.post(f"/api/v1/rooms/{room.pk}/scenes", wanted, "application/json").json()["data"]
        return Scene.objects.get(pk=made["id"])

    hers, elsewhere = brought(ada), brought(cleo)
    assert (hers.universe, hers.music_overrides) == (universe, copy.music_overrides)
    assert (elsewhere.universe, elsewhere.music_overrides) == (None, no_overrides())
    reading = Reading("dreamtable", "Again", msgspec.convert(document, Document))
    assert left_out_of(reading, cleo) == {"universe_missing": 1} and left_out_of(reading, ada) == {}


def test_a_story_goes_on_while_a_table_hears_it(table: Any, ada: Any, universe: Universe) -> None:
    StoryPoint.objects.create(universe=universe, place=0, title="Ebb", at=40_000.0, changes={})
    long_ago = time() - 2 * timeline.UNSEEN
    told = Timeline.objects.filter(universe=universe)
    told.update(since=long_ago, seen_at=long_ago)
    soon = timezone.now() + timedelta(seconds=20)
    Presence.objects.create(room=table.room, user=ada, process="here", expires_at=soon)
    timeline.look()
    assert told.get().since and told.get().seen_at > long_ago
    table.lead.does("soundtrack.stop")
    told.update(seen_at=long_ago)
    timeline.look()
    assert told.get().since is None, "nobody hears it"


def test_silence_where_nobody_who_leads_may_hear(table: Any, ada: Any, ben: Any, cleo: Any, universe: Universe) -> None:
    """Cleo's universe was public when Ada's table took it up, and is private now."""
    hers = Universe.open_by(cleo, name="The forge", music={}, physics={}, visibility="public")
    table.lead.does("scene.update", scene=table.things["scene"], universe=str(hers.pk))
    assert music(table.seat(ben))["revision"]
    hers.change(visibility="private")
    table.deliver()
    assert music(table.seat(ben))["revision"] is None
    assert Soundtrack.objects.get(room=table.room).universe is None
    table.is_level()
