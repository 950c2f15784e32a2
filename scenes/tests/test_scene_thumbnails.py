"""A small picture of a scene: everything for those who lead, for players only what all of them see."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from maps.models import Map
from scenes.models import PlacedMap
from scenes.testing import a_map


def painted(map: Map, colour: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (200, 100), colour).save(out, "PNG")
    map.thumbnail.key = default_storage.save(f"thumbnail/{map.pk.hex}.png", ContentFile(out.getvalue()))
    map.thumbnail.save()


def colours(answer: Any) -> set[str]:
    """Of the middle of each quarter of the picture."""
    picture = Image.open(io.BytesIO(answer.content)).convert("RGB")
    places = [(picture.width * x // 4, picture.height * y // 4) for x in (1, 3) for y in (1, 3)]
    names = {(0, 0, 0): "black", (200, 0, 0): "red", (0, 0, 200): "blue"}
    return {
        min(
            names.items(), key=lambda one: sum(abs(a - b) for a, b in zip(one[0], picture.getpixel(place), strict=True))
        )[1]
        for place in places
    }


def test_it_works(table: Any, as_: Any, ada: Any, ben: Any, cleo: Any) -> None:
    scene, lead = table.things["scene"], table.lead
    address = f"/api/v1/scenes/{scene}/thumbnail"
    lead.does("scene.update", scene=scene, background="#000000")
    shown = PlacedMap.objects.get(pk=table.things["placed_map"])
    painted(shown.map, "#c80000")
    trap = a_map(ada, name="Trap")
    painted(trap, "#0000c8")
    lead.does("map.place", scene=scene, map=str(trap.pk), x=1400.0, y=0.0, hidden=True)

    mine, his = as_(ada).get(address), as_(ben).get(address)
    assert (mine["Content-Type"], colours(mine), colours(his)) == ("image/webp", {"red", "blue"}, {"red"})
    assert as_(ben).get(address, headers={"if-none-match": his["ETag"]}).status_code == 304
    assert as_(ben).get(address, headers={"if-none-match": mine["ETag"]}).status_code == 200
    lead.does("map.update", placed_map=str(shown.pk), opacity=0.0)
    assert colours(as_(ben).get(address)) == {"black"}

    lead.does("scene.update", scene=scene, fog=True)
    assert as_(ben).get(address).status_code == 204, "a part of it is kept from him"
    assert as_(ada).get(address).status_code == 200
    other = f"/api/v1/scenes/{table.things['other_scene']}/thumbnail"
    assert [as_(who).get(other).status_code for who in (ada, ben, cleo, None)] == [204, 404, 404, 401]
