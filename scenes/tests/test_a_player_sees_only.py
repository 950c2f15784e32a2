"""A whole preparation with secrets, played: what a player's page, snapshots and REST are told never names them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from config.api.errors import Invalid, NotFound
from scenes.tests.dungeon import dig

pytestmark = pytest.mark.django_db


def heard(seat: Any) -> str:
    return b"".join(seat.heard).decode() + json.dumps(seat.state)


def test_it_works(table: Any, ben: Any, client: Any) -> None:
    dungeon = dig(table, ben)
    lead, seat, scene, mira = table.lead, table.seat(ben), dungeon.scene, dungeon.mira
    door, goblin = str(dungeon.door.pk), str(dungeon.goblin.pk)
    seat.sit_down()
    seat.heard.clear()
    assert [door["id"] for door in seat.things("door")] == [door]

    client.force_login(ben)
    refusals = []
    for type, data in (
        ("door.open", {"door": str(dungeon.secret_door.pk), "open": True}),
        ("token.move", {"token": goblin, "x": 0.0, "y": 0.0}),
        ("token.move", {"token": mira, "x": 910.0, "y": 350.0}),
        ("wall.delete", {"walls": [str(dungeon.walls[0].pk)]}),
    ):
        with pytest.raises((NotFound, Invalid)) as refused:
            seat.does(type, **data)
        refusals.append(str(refused.value.message) + json.dumps([refused.value.fields, refused.value.state]))
    assert '"x": 700' in refusals[2], "where the wall stops one, one learns by walking into it"
    seat.does("token.move", token=mira, x=630.0, y=350.0)
    lead.does("token.move", token=goblin, x=840.0, y=350.0)
    lead.does("light.update", light=str(dungeon.fire.pk), dim=60.0)
    wire = heard(seat) + "".join(refusals)
    addresses = (f"scenes/{scene}", f"scenes/{scene}/tokens/{mira}/sees", f"rooms/{table.room.pk}/snapshot")
    for address in addresses:
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == 200
        wire += answer.content.decode()
    assert client.get(f"/api/v1/scenes/{scene}/tokens/{goblin}/sees").status_code == 404
    assert [secret for secret in dungeon.secrets() if secret in wire] == []
    table.is_level()

    seat.does("door.open", door=door, open=True)
    names = {token["name"] for token in seat.things("token")}
    assert "Goblin-behind-the-door" in names and "Lurker-in-the-fog" not in names
    assert str(dungeon.secret_door.pk) not in heard(seat), "a secret door is a wall"
    told = client.get(f"/api/v1/scenes/{scene}/tokens/{mira}/sees").json()["data"]
    assert told == [
        {
            "token": goblin,
            "name": "Goblin-behind-the-door",
            "distance": 15.0,
            "unit": "ft",
            "direction": "east",
            "light": "bright",
        }
    ]
    seat.does("token.move", token=mira, x=630.0, y=700.0)
    assert "Goblin-behind-the-door" not in {token["name"] for token in seat.things("token")}, "out of sight, gone"
    table.is_level()


def test_what_is_explored_is_kept_for_those_who_saw_it(
    table: Any, ben: Any, cleo: Any, client: Any, django_assert_max_num_queries: Any
) -> None:
    """Each sees for themselves: what Ben walked past is white on his mask and on nobody else's."""
    dungeon = dig(table, ben, vision="own")
    seat, other = table.seat(ben), table.seat(cleo)
    way = [[350.0, 900.0], [350.0, 350.0]]
    seat.does("token.move", token=dungeon.mira, x=350.0, y=350.0, path=way)
    mask, nothing = seat.things("sight")[0]["explored"], other.things("sight")[0]["explored"]
    assert mask["width"] > 0 and mask["changes"] and nothing["width"] == 0
    assert other.things("sight")[0]["visible"] == [] and not other.things("door") and not other.things("token")

    client.force_login(ben)
    with django_assert_max_num_queries(12):
        picture = client.get(mask["url"])
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    again = client.get(mask["url"], HTTP_IF_NONE_MATCH=picture["ETag"])
    assert again.status_code == 304 and not again.content
    assert client.get(nothing["url"]).status_code == 404, "Cleo's is not Ben's to see"
    client.force_login(cleo)
    assert client.get(mask["url"]).status_code == 404
    assert client.get(nothing["url"])["ETag"] != picture["ETag"]
    client.logout()
    assert client.get(mask["url"]).status_code == 404
    client.force_login(table.lead.viewer.user)
    assert client.get(mask["url"]).content == picture.content, "who leads may look through anybody's eyes"

    table.lead.does("fog.reset", scene=dungeon.scene, explored=True)
    forgotten = seat.things("sight")[0]["explored"]
    assert forgotten["revision"] > mask["revision"] and forgotten["height"] < mask["height"]
    table.is_level()
