"""A whole preparation with secrets, played: what a player's page, snapshots and REST are told never names them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from config.api.errors import NotFound

pytestmark = pytest.mark.django_db

CELL = 70.0


@pytest.fixture
def dungeon(table: Any, ben: Any) -> dict[str, Any]:
    """Ben's Mira stands at the left of a wall with a door in it; a goblin, a secret door and a fire are to its right."""
    lead, scene = table.lead, table.things["scene"]
    table.seat(ben)
    lead.does("wall.delete", walls=[table.things[name] for name in ("wall", "door", "secret_door")])
    lead.does("light.delete", light=table.things["light"])
    lead.does("fog.reset", scene=scene)
    lead.does("token.move", token=table.things["token"], x=350.0, y=350.0)
    lead.does("token.own", token=table.things["token"], users=[str(ben.pk)])
    lead.does("token.update", token=table.things["token"], has_sight=True)
    made = lead.does(
        "wall.create",
        scene=scene,
        walls=[
            {"x1": 700.0, "y1": -3000.0, "x2": 700.0, "y2": 315.0},
            {"x1": 700.0, "y1": 315.0, "x2": 700.0, "y2": 385.0, "kind": "door"},
            {"x1": 700.0, "y1": 385.0, "x2": 700.0, "y2": 3000.0},
            {"x1": 980.0, "y1": 315.0, "x2": 980.0, "y2": 385.0, "kind": "secret"},
        ],
    ).made
    goblin = lead.does("token.create", scene=scene, name="Goblin-behind-the-door", x=910.0, y=350.0).made[0]
    fire = lead.does("light.create", scene=scene, x=1050.0, y=350.0, colour="#abcdef").made[0]
    lead.does("scene.update", scene=scene, vision="party")
    return {"scene": scene, "door": made[1], "secret": made[3], "walls": made, "goblin": goblin, "fire": fire}


def heard(seat: Any) -> str:
    return b"".join(seat.heard).decode() + json.dumps(seat.state)


def test_it_works(table: Any, ben: Any, dungeon: dict[str, Any], client: Any) -> None:
    seat = table.seat(ben)
    seat.sit_down()
    seat.heard.clear()
    secret = [str(dungeon[name].pk) for name in ("goblin", "secret", "fire")]
    secret += ["Goblin-behind", "#abcdef", *(str(wall.pk) for wall in dungeon["walls"] if not wall.is_door)]
    assert seat.things("token") and [door["id"] for door in seat.things("door")] == [str(dungeon["door"].pk)]

    client.force_login(ben)
    with pytest.raises(NotFound):
        seat.does("door.open", door=str(dungeon["secret"].pk), open=True)
    seat.does("token.move", token=table.things["token"], x=630.0, y=350.0)
    table.lead.does("token.move", token=str(dungeon["goblin"].pk), x=840.0, y=350.0)
    wire = heard(seat)
    for address in (f"scenes/{dungeon['scene']}", f"scenes/{dungeon['scene']}/tokens/{table.things['token']}/sees"):
        wire += client.get(f"/api/v1/{address}").content.decode()
    found = [word for word in secret if word in wire]
    assert not found
    table.is_level()

    seat.does("door.open", door=str(dungeon["door"].pk), open=True)
    assert {token["name"] for token in seat.things("token")} >= {"Mira", "Goblin-behind-the-door"}
    assert [light["colour"] for light in seat.things("light")] == []
    assert str(dungeon["secret"].pk) not in heard(seat), "a secret door is a wall"
    table.is_level()
    told = client.get(f"/api/v1/scenes/{dungeon['scene']}/tokens/{table.things['token']}/sees").json()["data"]
    assert told == [
        {
            "token": str(dungeon["goblin"].pk),
            "name": "Goblin-behind-the-door",
            "distance": 15.0,
            "unit": "ft",
            "direction": "east",
            "light": "bright",
        }
    ]
    seat.does("token.move", token=table.things["token"], x=630.0, y=700.0)
    assert "Goblin-behind-the-door" not in {token["name"] for token in seat.things("token")}
    table.is_level()
