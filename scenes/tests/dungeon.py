"""A place with secrets for tests of sight: Ben's Mira stands west of a wall with a door in it; what lies east of it, and
what is hidden or covered, he must not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scenes.models import Light, Token, Wall

CELL = 70.0
SECRETS = {"goblin": "Goblin-behind-the-door", "fire": "#abcdef", "lurker": "Lurker-in-the-fog"}


@dataclass
class Dungeon:
    scene: str
    mira: str
    door: Wall
    secret_door: Wall
    walls: list[Wall]
    goblin: Token
    lurker: Token
    fire: Light

    def secrets(self) -> list[str]:
        """Words that nothing Ben is told may hold while the door is closed."""
        things = (self.goblin, self.lurker, self.fire, *(wall for wall in self.walls if wall.kind != Wall.Kind.DOOR))
        return [*SECRETS.values(), *(str(thing.pk) for thing in things)]


def dig(table: Any, ben: Any, *, vision: str = "party") -> Dungeon:
    """On the scene of the kit, cleared; 70 px a cell."""
    lead, scene, mira = table.lead, table.things["scene"], table.things["token"]
    table.seat(ben)
    lead.does("wall.delete", walls=[table.things[name] for name in ("wall", "door", "secret_door")])
    lead.does("light.delete", light=table.things["light"])
    lead.does("fog.reset", scene=scene)
    lead.does("token.own", token=mira, users=[str(ben.pk)])
    lead.does("token.update", token=mira, has_sight=True)
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
    goblin = lead.does("token.create", scene=scene, name=SECRETS["goblin"], x=910.0, y=350.0).made[0]
    fire = lead.does("light.create", scene=scene, x=1050.0, y=350.0, colour=SECRETS["fire"]).made[0]
    lead.does("scene.update", scene=scene, vision=vision)
    cover = {"mode": "hide", "kind": "circle", "points": [[100.0, 600.0]], "radius": 60.0}
    lead.does("fog.paint", scene=scene, **cover)
    lurker = lead.does("token.create", scene=scene, name=SECRETS["lurker"], x=100.0, y=600.0).made[0]
    return Dungeon(scene, mira, made[1], made[3], made, goblin, lurker, fire)
