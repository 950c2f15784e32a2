"""A universe goes out as a document and comes in again, equal to the last digit; what makes no sense stays outside."""

from __future__ import annotations

import copy
import json
from typing import Any

ALL = "/api/v1/universes"


def exported(client: Any, id: str) -> dict[str, Any]:
    answer = client.get(f"{ALL}/{id}/export")
    assert answer["Content-Disposition"].startswith("attachment")
    return json.loads(answer.content)  # type: ignore[no-any-return]


def test_the_round_trip_is_exact(moon: Any, ada: Any, cleo: Any, as_: Any) -> None:
    lead = moon.lead
    for thing in ("constraint", "story_point", "visualization", "comment"):
        moon.thing(thing)
    lead.does("physics.set", gravity=9.806649999999999, time_step=1 / 60, fluid_density=0.1 + 0.2)
    lead.does("music.set", tempo=97.3000000000001, instruments={"melody": "harp"})
    lead.does("body.create", name="Rock", position=[1 / 3, -2.0000000000000004], points=[], mass=1e-9)
    mine, hers = as_(ada), as_(cleo)
    document = exported(mine, moon.things["universe"])
    assert document["physics"]["fluid_density"] == 0.30000000000000004
    assert [body["id"] for body in document["bodies"]] == ["body-1", "body-2"]
    came = hers.post(f"{ALL}/import", document)
    assert came.status_code == 201, came.json()
    again = came.json()["data"]
    assert (again["visibility"], again["role"], again["comments"]) == ("private", "owner", 0)
    assert exported(hers, again["id"]) == document
    assert hers.get(f"{ALL}/{moon.things['universe']}/export").status_code == 404


def test_what_makes_no_sense_stays_outside(moon: Any, ada: Any, as_: Any) -> None:
    moon.thing("constraint")
    moon.thing("visualization")
    mine = as_(ada)
    good = exported(mine, moon.things["universe"])
    ways: tuple[tuple[tuple[str | int, ...], Any], ...] = (
        (("version",), 2),
        (("name",), "  "),
        (("schema",), "another"),
        (("physics", "gravity"), 1e9),
        (("bodies", 0, "mass"), -1),
        (("bodies",), [good["bodies"][0]] * 2),
        (("bodies",), []),
        (("constraints", 0, "body_b"), "body-1"),
        (("constraints", 0, "nonsense"), 1),
        (("visualizations", 0, "settings"), {"waveform_color": "red"}),
        (("visualizations", 0, "mappings"), [{"source": "audio.smell", "property": "size"}]),
        (("story",), [{"id": "a", "title": "x", "changes": {"music": {"tempo": 9000}}}]),
    )
    for path, value in ways:
        bad = copy.deepcopy(good)
        place: Any = bad
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        answer = mine.post(f"{ALL}/import", bad)
        assert answer.status_code == 400 and answer.json()["errors"], path
    assert len(mine.get(ALL).json()["data"]) == 1
