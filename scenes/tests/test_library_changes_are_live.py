"""What changes in the library is right at once in every scene that uses the map, also on the table, in whatever folder."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from config.jobs.worker import run_pending
from maps.models import Map
from maps.tasks import tile_old_maps
from rooms.live.testing import Table
from scenes.models import PlacedMap, Scene


def test_it_works(table: Any, as_: Any, ada: Any, ben: Any) -> None:
    client, id = as_(ada), table.things["map"]
    prepared = Scene.objects.get(pk=table.things["other_scene"])
    table.lead.does("scene.update", scene=str(prepared.pk), folder="chapter 2/below")
    table.lead.does("map.place", scene=str(prepared.pk), map=id)
    other = Table(ada, name="Another evening")
    other.lead.does("map.place", scene=other.things["scene"], map=id)
    outer = client.post("/api/v1/map-folders", {"name": "Old"}).json()["data"]["id"]
    inner = client.post("/api/v1/map-folders", {"name": "Older", "parent": outer}).json()["data"]["id"]
    before = list(PlacedMap.objects.values("pk", "map_id", "x", "scale"))

    answer = client.patch(f"/api/v1/maps/{id}", {"name": "The drowned mine", "folder": inner})
    assert answer.json()["data"]["scenes"] == 3
    for seat in (table, other):
        seat.deliver()
        [shown] = [one for one in seat.lead.things("placed_map") if one["map"] == id]
        assert shown["name"] == "The drowned mine"
        seat.is_level()
    assert "drowned" not in str(table.seat(ben).state)
    assert list(PlacedMap.objects.values("pk", "map_id", "x", "scale")) == before

    told = client.get(f"/api/v1/maps/{id}/usage").json()["data"]
    assert told["scenes"] == 3
    assert [[scene["name"] for scene in room["scenes"]] for room in told["rooms"]] == [
        ["Antechamber"],
        ["Antechamber", prepared.name],
    ]
    assert as_(ben).get(f"/api/v1/maps/{id}/usage").status_code == 404


def test_many_at_once(table: Any, as_: Any, ada: Any, cleo: Any) -> None:
    client, id = as_(ada), table.things["map"]
    folder = client.post("/api/v1/map-folders", {"name": "Mines"}).json()["data"]["id"]
    given = {"ids": [id], "folder": folder, "add": ["dark"], "names": {id: "Mine 1"}}
    assert as_(cleo).post("/api/v1/maps/bulk", given).status_code == 404
    assert client.post("/api/v1/maps/bulk", given).json()["data"] == {"maps": 1, "scenes": 1}
    table.deliver()
    assert {one["name"] for one in table.lead.things("placed_map")} == {"Mine 1"}
    made = Map.objects.get(pk=id)
    assert (str(made.folder_id), made.tags) == (folder, ["dark"])
    client.post("/api/v1/maps/bulk", {"ids": [id], "remove": ["DARK"]})
    made.refresh_from_db()
    assert (made.tags, made.name) == ([], "Mine 1")
    assert client.post("/api/v1/maps/bulk", {"ids": [id], "names": {folder: "x"}}).status_code == 400
    assert client.post("/api/v1/maps/bulk", {"ids": [id], "delete": True}).json()["data"] == {"maps": 1, "scenes": 1}
    table.deliver()
    assert table.lead.things("placed_map") == []
    table.is_level()


def test_maps_of_before_get_their_tiles(table: Any, as_: Any, ben: Any) -> None:
    entry = Map.objects.select_related("picture").get(pk=table.things["map"])
    [shown] = table.seat(ben).things("placed_map")
    assert shown["tiles"] is None
    assert as_(ben).get(shown["url"]).status_code == 200, "while nothing is withheld, the picture does"
    table.lead.does("scene.update", scene=table.things["scene"], fog=True)
    assert as_(ben).get(shown["url"]).status_code == 404
    default_storage.delete(entry.picture.key)
    with default_storage.open(entry.picture.key, "wb") as file:
        Image.new("RGB", (entry.width, entry.height), "#336699").save(file, "WEBP")
    tile_old_maps.call()
    run_pending()
    table.deliver()
    [shown] = table.seat(ben).things("placed_map")
    assert shown["tiles"]["levels"] == 3
    assert shown["url"] is None
    assert as_(ben).get(shown["tiles"]["url"].format(z=0, x=2, y=1)).status_code == 204
    entry.refresh_from_db()
    assert entry.tiling == "done"
    table.is_level()
    default_storage.save("map/none/other.webp", ContentFile(b"not a picture"))
    Map.objects.filter(pk=entry.pk).update(tiles=None, tiling="none")
    entry.picture.key = "map/none/other.webp"
    entry.picture.save()
    tile_old_maps.call()
    run_pending()
    entry.refresh_from_db()
    assert entry.tiling == "failed", "it is not tried for ever"
    asked = as_(ben).post(f"/api/v1/maps/{entry.pk}/tiles"), as_(entry.owner).post(f"/api/v1/maps/{entry.pk}/tiles")
    assert [answer.status_code for answer in asked] == [404, 202], "until its owner says so"
