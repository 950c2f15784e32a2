"""Maps are placed hidden, shown when it is time, and taken away; their pictures go to who sees them."""

from __future__ import annotations

from typing import Any

import pytest

from config.api.errors import NotFound
from scenes.models import PlacedMap
from scenes.testing import a_map


@pytest.fixture
def hidden(table: Any) -> PlacedMap:
    made = table.lead.does("map.place", scene=table.things["scene"], map=table.things["map"]).made[0]
    assert isinstance(made, PlacedMap)
    return made


def picture(placed: PlacedMap) -> str:
    return f"/api/v1/scenes/{placed.scene_id}/maps/{placed.pk}/picture"


def test_it_works(table: Any, as_: Any, ben: Any, hidden: PlacedMap) -> None:
    assert str(hidden.pk) not in str(table.seat(ben).state)
    assert as_(ben).get(picture(hidden)).status_code == 404
    table.lead.does("map.update", placed_map=str(hidden.pk), hidden=False)
    [shown] = [one for one in table.seat(ben).things("placed_map") if one["id"] == str(hidden.pk)]
    assert b"".join(as_(ben).get(shown["url"]).streaming_content) == b"0123456789"
    assert not {"name", "map", "hidden", "locked"} & set(shown)
    table.is_level()


def test_the_first_map_brings_its_grid(table: Any, ada: Any) -> None:
    scene = table.lead.does("scene.create", name="New").made[0]
    hexes = a_map(ada)
    hexes.grid_type, hexes.cell_width = "hex_flat_odd", 64.0
    hexes.save()
    table.lead.does("map.place", scene=str(scene.pk), map=str(hexes.pk), scale=2.0)
    scene.refresh_from_db()
    assert (scene.grid_type, scene.grid_size) == ("hex_flat_odd", 128.0)
    table.lead.does("map.place", scene=str(scene.pk), map=table.things["map"])
    scene.refresh_from_db()
    assert scene.grid_type == "hex_flat_odd", "a second map leaves it"


def test_pictures_have_ranges_and_say_nothing_of_the_file(table: Any, as_: Any, ben: Any) -> None:
    placed = PlacedMap.objects.select_related("map__picture").get(pk=table.things["placed_map"])
    part = as_(ben).get(picture(placed), headers={"range": "bytes=2-4"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"234")
    assert placed.map.picture.sha256 not in str(part.headers)
    assert placed.map.name not in str(part.headers)


def test_strangers_and_former_members_get_none(table: Any, as_: Any, ben: Any, cleo: Any) -> None:
    placed = PlacedMap.objects.get(pk=table.things["placed_map"])
    assert as_(ben).get(picture(placed)).status_code == 200
    table.seat(ben).does("member.leave")
    answers = [as_(who).get(picture(placed)) for who in (ben, cleo, None)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_only_the_scene_on_the_table_has_pictures(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    placed = PlacedMap.objects.get(pk=table.things["placed_map"])
    table.lead.does("scene.activate", scene=table.things["other_scene"])
    assert as_(ben).get(picture(placed)).status_code == 404
    assert as_(ada).get(picture(placed)).status_code == 200
    assert as_(ada).get(f"/api/v1/scenes/{table.things['other_scene']}/maps/{placed.pk}/picture").status_code == 404


def test_a_map_of_somebody_elses_library_cannot_be_placed(table: Any, cleo: Any) -> None:
    hers = a_map(cleo)
    with pytest.raises(NotFound):
        table.lead.does("map.place", scene=table.things["scene"], map=str(hers.pk))


def test_deleting_a_map_takes_it_off_the_table(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    answer = as_(ada).delete(f"/api/v1/maps/{table.things['map']}")
    assert answer.json()["data"]["scenes"] == 1
    table.deliver()
    assert table.seat(ben).things("placed_map") == []
    table.is_level()
