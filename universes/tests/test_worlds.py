"""Physics, bodies, constraints, story and pictures of a universe by REST: kept, bounded, and known to everybody there."""

from __future__ import annotations

from typing import Any

ALL = "/api/v1/universes"


def test_parameters_are_set_checked_and_reset(moon: Any, ada: Any, as_: Any) -> None:
    mine = as_(ada)
    address = f"{ALL}/{moon.things['universe']}/physics-parameters"
    table = {row["name"]: row for row in mine.get("/api/v1/physics-parameters").json()["data"]}
    assert (table["gravity"]["unit"], table["gravity"]["maximum"]) == ("m/s²", 100)
    assert len(mine.get("/api/v1/music-parameters").json()["data"]) > 15
    assert [one["name"] for one in mine.get("/api/v1/physics-parameters/presets").json()["data"]] == [
        "space",
        "earth",
        "water",
    ]
    assert mine.patch(address, {"gravity": 1.62, "viscosity": 0.5}).json()["data"]["viscosity"] == 0.5
    assert mine.post(f"{address}/preset", {"preset": "space"}).json()["data"]["gravity"] == 0.0
    assert mine.post(f"{address}/reset", {"names": ["gravity"]}).json()["data"]["gravity"] == 9.81
    assert mine.get(address).json()["data"]["viscosity"] == 0.5
    assert mine.delete(address).json()["data"]["viscosity"] is None
    for wrong in ({"gravity": -1}, {"gravity": "much"}, {"weight": 1}, {"substeps": 1.5}, {"boundary": "sea"}):
        [field] = wrong
        for where, method in ((address, mine.patch), ("/api/v1/physics-parameters/validate", mine.post)):
            answer = method(where, wrong)
            assert answer.status_code == 400 and field in answer.json()["errors"], (where, wrong)
    assert mine.post("/api/v1/physics-parameters/validate", {"gravity": 5}).json()["data"]["gravity"] == 5.0
    assert mine.post(f"{address}/reset", {"names": ["weight"]}).status_code == 400
    music = f"{ALL}/{moon.things['universe']}/music-parameters"
    assert mine.patch(music, {"scale": "octatonic", "seed": 11}).json()["data"]["seed"] == 11
    assert mine.post(f"{music}/preset", {"preset": "tavern"}).json()["data"]["metre"] == "6/8"
    assert mine.delete(music).json()["data"]["seed"] == 11
    moon.deliver()
    moon.is_level()


def test_bodies_and_what_holds_them(moon: Any, ada: Any, as_: Any) -> None:
    mine = as_(ada)
    objects, constraints = (f"{ALL}/{moon.things['universe']}/{what}" for what in ("objects", "constraints"))
    ball = mine.post(
        objects, {"name": "Ball", "shape": "sphere", "radius": 0.25, "material": {"restitution": 0.7}}
    ).json()["data"]
    assert (ball["shape"], ball["material"]["restitution"], ball["place"]) == ("circle", 0.7, 0)
    wall = mine.post(objects, {"shape": "box", "static": True, "position": [0, -5]}).json()["data"]
    rope = {"type": "rope", "body_a": ball["id"], "anchor_b": [0, 8], "max_distance": 3}
    held = mine.post(constraints, rope).json()["data"]
    assert (held["type"], held["body_b"], held["max_distance"]) == ("distance", None, 3.0)
    one = f"{objects}/{ball['id']}"
    assert mine.patch(one, {"velocity": [1, 2]}).json()["data"]["velocity"] == [1.0, 2.0]
    assert mine.patch(f"{constraints}/{held['id']}", {"body_b": wall["id"]}).json()["data"]["body_b"] == wall["id"]
    for where, wrong in (
        (objects, {"shape": "polygon", "points": [[0, 0], [1, 0]]}),
        (objects, {"mass": 0}),
        (objects, {"mass": 1e300}),
        (objects, {"position": [1]}),
        (objects, {"id": "mine"}),
        (constraints, {"body_a": ball["id"], "body_b": ball["id"]}),
        (constraints, {"body_a": moon.things["universe"]}),
        (constraints, {"body_a": wall["id"]}),
        (constraints, {**rope, "min_distance": 9}),
    ):
        answer = mine.post(where, wrong)
        assert answer.status_code == 400 and answer.json()["errors"], wrong
    assert mine.delete(one).status_code == 204
    assert mine.get(constraints).json()["data"] == []
    moon.deliver()
    moon.lead.does("history.undo")
    assert len(mine.get(constraints).json()["data"]) == 1
    moon.is_level()


def test_the_story_is_ordered_and_told(moon: Any, ada: Any, as_: Any) -> None:
    mine = as_(ada)
    story = f"{ALL}/{moon.things['universe']}/story-points"
    first, last = (
        mine.post(story, {"title": title, "changes": {"physics": {"gravity": g}, "music": {"tempo": 60 + g}}}).json()[
            "data"
        ]["id"]
        for title, g in (("Ebb", 2), ("Flood", 20))
    )
    assert mine.put(f"{story}/order", {"story_points": [last, first]}).status_code == 204
    assert [one["title"] for one in mine.get(story).json()["data"]] == ["Flood", "Ebb"]
    assert mine.put(f"{story}/order", {"story_points": [last]}).status_code == 400
    assert mine.post(f"{story}/{last}/go").status_code == 204
    now = mine.get(f"{ALL}/{moon.things['universe']}").json()["data"]
    assert (now["physics"]["gravity"], now["music"]["tempo"]) == (20.0, 80.0)
    assert mine.patch(f"{story}/{first}", {"title": ""}).status_code == 400
    assert mine.delete(f"{story}/{first}").status_code == 204
    moon.deliver()
    moon.is_level()


def test_pictures_are_saved_with_their_settings(moon: Any, ada: Any, as_: Any) -> None:
    mine = as_(ada)
    shown = f"{ALL}/{moon.things['universe']}/visualizations"
    mapping = {"source": "audio.level", "property": "size", "low": 0.0, "high": 0.5}
    one = mine.post(shown, {"name": "Sparks", "kind": "particle_system", "mappings": [mapping]}).json()["data"]
    assert {"background_color", "particle_color", "particle_size", "max_particles", "particle_speed"} <= set(
        one["settings"]
    )
    here = f"{shown}/{one['id']}"
    assert mine.patch(here, {"settings": {"max_particles": 9}}).json()["data"]["settings"]["max_particles"] == 9
    for wrong in (
        {"settings": {"max_particles": 10**9}},
        {"settings": {"glow": 1}},
        {"mappings": [{**mapping, "source": "audio.smell"}]},
        {"mappings": [{**mapping, "high": 0.0}]},
        {"mappings": [mapping] * 33},
    ):
        answer = mine.patch(here, wrong)
        assert answer.status_code == 400 and answer.json()["errors"], wrong
    assert mine.delete(here).status_code == 204
