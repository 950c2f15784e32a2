"""What the older systems' clients ask is understood: the same universe, by their addresses and in their words."""

from __future__ import annotations

import json
from typing import Any

from config.jobs.worker import run_pending
from universes.models import Run

ALL, ROOT = "/api/v1/universes", "/api/v1"


def test_a_universe_is_tuned_and_told_in_older_words(moon: Any, ada: Any, ben: Any, cleo: Any, as_: Any) -> None:
    mine, his, hers = as_(ada), as_(ben), as_(cleo)
    one = f"{ALL}/{moon.things['universe']}"
    given = {
        "name": "Harmony",
        "physics_params": {"gravity": {"value": 3.7, "unit": "m/s²", "min": 0, "max": 20}, "time_dilation": 2},
        "harmony_params": {"tempo": 90, "instruments": {"primary": "piano", "secondary": ["strings", "pad"]}},
    }
    now = mine.put(one, given).json()["data"]
    assert (now["name"], now["physics"]["gravity"], now["physics"]["time_scale"]) == ("Harmony", 3.7, 2.0)
    assert (now["music"]["tempo"], now["music"]["instruments"]["figure"]) == (90.0, "warm_pad")
    both = mine.put(f"{one}/physics", {"physics_params": {"friction": 0.2}}).json()["data"]
    assert (both["physics"]["friction"], both["harmony"]["tempo"]) == (0.2, 90.0)
    assert mine.put(f"{one}/harmony", {"scale": "minor"}).json()["data"]["harmony"]["scale"] == "minor"
    for id in (moon.things["universe"], moon.things["world"]):
        assert mine.get(f"{ROOT}/physics-parameters/{id}").json()["data"]["friction"] == 0.2
    by_universe = f"{ROOT}/physics-parameters/universe/{moon.things['universe']}"
    assert mine.put(by_universe, {"collision_elasticity": 0.5}).json()["data"]["elasticity"] == 0.5
    assert mine.delete(by_universe).json()["data"]["friction"] == 0.1
    assert mine.get(f"{ROOT}/physics-parameters/defaults/space").json()["data"]["gravity"] == 0.0
    assert mine.get(f"{ROOT}/physics-parameters/defaults/soup").status_code == 404
    first = mine.post(f"{one}/story", {"title": "One", "description": "It begins"}).json()["data"]
    assert first["text"] == "It begins"
    assert mine.delete(f"{one}/story-points/1").status_code == 404
    assert his.delete(f"{one}/story-points/0").status_code == 403
    assert mine.delete(f"{one}/story-points/0").status_code == 204
    assert mine.put(one, {"is_public": True}).json()["data"]["visibility"] == "public"
    for wrong in ({"physics_params": {"gravity": -1}}, {"harmony_params": []}, {"weight": 1}):
        assert mine.put(one, wrong).status_code == 400, wrong
    for wrong_body in ([], "x", {"physics_params": 3}, {"gravity": {"value": "much"}}):
        assert mine.put(f"{one}/physics", wrong_body).status_code == 400, wrong_body
    assert his.put(f"{one}/physics", {"gravity": 1}).status_code == 403
    mine.put(one, {"is_public": False})
    assert hers.put(f"{one}/physics", {"gravity": 1}).status_code == hers.get(by_universe).status_code == 404


def test_bodies_fall_by_older_addresses(
    moon: Any, ada: Any, ben: Any, cleo: Any, as_: Any, django_assert_max_num_queries: Any
) -> None:
    mine, his, hers = as_(ada), as_(ben), as_(cleo)
    universe = moon.things["universe"]
    objects, constraints = f"{ROOT}/physics-objects", f"{ROOT}/physics-constraints"
    ball = {
        "universe_id": universe, "name": "Ball", "type": "sphere", "position": {"x": 0, "y": 5, "z": 0},
        "rotation": {"x": 0, "y": 0, "z": 0.5}, "is_static": False, "dimensions": {"radius": 0.25},
        "material": {"restitution": 0.7, "friction": 0.3, "density": 1},
    }  # fmt: skip
    made = mine.post(objects, ball).json()["data"]
    assert (made["shape"], made["position"], made["angle"], made["radius"]) == ("circle", [0.0, 5.0], 0.5, 0.25)
    spring = {
        "universe_id": universe, "type": "spring", "object_a": made["id"], "anchor_b": {"x": 0, "y": 9},
        "spring_properties": {"stiffness": 20, "damping": 0.5, "restLength": 2},
    }  # fmt: skip
    held = mine.post(constraints, spring).json()["data"]
    assert (held["body_a"], held["stiffness"], held["rest_length"]) == (made["id"], 20.0, 2.0)
    assert (
        mine.put(f"{constraints}/{held['id']}", {"object_b": None, "enabled": False}).json()["data"]["enabled"] is False
    )
    assert mine.patch(f"{objects}/{made['id']}", {"velocity": [1, 0, 0]}).json()["data"]["velocity"] == [1.0, 0.0]
    with django_assert_max_num_queries(6):
        listed = his.get(f"{objects}?universe_id={universe}").json()["data"]
    assert [one["id"] for one in listed] == [made["id"]]
    assert hers.get(objects).json()["data"] == [] and hers.get(f"{objects}/{made['id']}").status_code == 404
    assert his.delete(f"{objects}/{made['id']}").status_code == 403
    for wrong in (
        {},
        {"universe_id": "x"},
        {"universe_id": universe, "mass": -1},
        [],
        {"universe_id": universe, "x": 1},
    ):
        assert mine.post(objects, wrong).status_code == 400, wrong
    assert hers.post(objects, ball).status_code == 404
    simulate = f"{ALL}/{universe}/physics/simulate"
    stepped = mine.post(f"{ROOT}/physics/simulate", {"universe_id": universe, "steps": 6}).json()["data"]
    [where] = stepped["objects"]
    assert (stepped["status"], stepped["step"]) == ("stopped", 6) and where["velocity"]["y"] < 0
    state = mine.get(f"{simulate}/state").json()["data"]
    assert state["objects"] == [where] and round(state["timestamp"], 6) == 0.1
    assert mine.post(f"{simulate}/start").json()["data"]["status"] == "running"
    assert mine.post(f"{simulate}/step", {"steps": 1}).status_code == 409
    assert mine.post(f"{simulate}/stop").json()["data"]["status"] == "stopped"
    Run.objects.update(holder="", lease_until=0.0)
    assert his.post(f"{simulate}/step", {}).status_code == 403
    assert hers.get(f"{simulate}/state").status_code == 404
    assert mine.delete(f"{constraints}/{held['id']}").status_code == 204


def test_music_by_older_addresses(moon: Any, ada: Any, cleo: Any, as_: Any) -> None:
    mine, hers = as_(ada), as_(cleo)
    music, one = f"{ROOT}/music/{moon.things['universe']}", f"{ALL}/{moon.things['universe']}"
    custom = json.dumps({"tempo": 72, "root": "E", "scale": "blues", "complexity": 7})
    [bar] = mine.get(f"{music}/generate?custom_params={custom}&count=1").json()["data"]["bars"]
    assert (bar["key"], bar["scale"], bar["tempo"]) == ("E", "blues", 72.0)
    styles = {
        style: mine.get(f"{music}/generate-ai?ai_style={style}&count=1").json()["data"]["revision"]
        for style in ("default", "ambient", "classical", "electronic", "jazz")
    }
    assert len(set(styles.values())) == 5
    for wrong in ("generate?custom_params={", "generate?custom_params=[]", "generate-ai?ai_style=polka"):
        assert mine.get(f"{music}/{wrong}").status_code == 400, wrong
    assert mine.get(f"{music}/download").status_code == mine.get(f"{one}/export?format=audio").status_code == 404
    assert mine.get(f"{one}/export?format=midi").status_code == 400
    given = {"physics_parameters": {"gravity": 0}, "harmony_parameters": {"tempo": 240}, "duration": 1}
    job = mine.post(f"{music}/physics-to-audio", given).json()["data"]["job"]
    run_pending()
    [sound] = mine.get(f"{ROOT}/audio/tracks?universe_id={moon.things['universe']}").json()["data"]
    assert (sound["id"], sound["universe"], sound["format"]) == (job, moon.things["universe"], "wav")
    assert mine.get(f"{ROOT}/audio/{job}").json()["data"]["name"] == sound["name"]
    heard = b"".join(mine.get(f"{ROOT}/audio/{job}/file").streaming_content)
    for again in (f"{music}/download", f"{one}/export?format=audio"):
        assert b"".join(mine.get(again).streaming_content) == heard
    assert heard[:4] == b"RIFF"
    asked = {"universe_id": moon.things["universe"], "parameters": {"tempo": 100}, "name": "Mine"}
    assert mine.post(f"{ROOT}/audio/generate", asked).status_code == 202
    assert mine.post(f"{ROOT}/audio/generate", {**asked, "parameters": {"tempo": 1}}).status_code == 400
    assert hers.get(f"{ROOT}/audio/tracks").json()["data"] == []
    assert hers.get(f"{ROOT}/audio/{job}").status_code == 404
    for where in ("generate", "generate-ai", "download"):
        assert hers.get(f"{music}/{where}").status_code == 404
