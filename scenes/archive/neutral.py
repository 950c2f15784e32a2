"""Between a scene's document and the neutral structure of other programs' files."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

import msgspec

from maps.formats import uvtt_neutral
from maps.formats.structure import Grid, Light, Structure, Wall, ambient_of, darkness_of, px
from maps.models import Map
from scenes.archive import schema

Move = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Placement:
    """How a picture of `width` x `height` px lies in a scene: its top left before it turns about its centre."""

    x: float
    y: float
    scale: float
    rotation: float
    width: float
    height: float

    def out(self, x: float, y: float) -> tuple[float, float]:
        """A point of the picture in pixels of the scene."""
        across, down = self._turned(x - self.width / 2, y - self.height / 2, self.rotation)
        return (
            px(self.x + (self.width / 2 + across) * self.scale),
            px(self.y + (self.height / 2 + down) * self.scale),
        )

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point of the scene in pixels of the picture."""
        across, down = self._turned(
            (x - self.x) / self.scale - self.width / 2, (y - self.y) / self.scale - self.height / 2, -self.rotation
        )
        return px(self.width / 2 + across), px(self.height / 2 + down)

    @staticmethod
    def _turned(x: float, y: float, degrees: float) -> tuple[float, float]:
        """Clockwise, as a page with y downward turns things."""
        if not degrees % 360:
            return x, y
        turn = math.radians(degrees)
        return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)


def moved(wall: Wall, move: Move) -> Wall:
    (x1, y1), (x2, y2) = move(wall.x1, wall.y1), move(wall.x2, wall.y2)
    return replace(wall, x1=x1, y1=y1, x2=x2, y2=y2)


def from_library(map: Map, placement: Placement, cell: float, distance: float) -> schema.Document:
    """The walls and lights that came with a map, where the map lies, in a scene with cells of `cell` px for `distance`."""
    unit = distance / cell
    lights = [
        replace(light, x=at[0], y=at[1], rotation=(light.rotation + placement.rotation) % 360)
        for light in uvtt_neutral.lights_of(map.structure)
        if (at := placement.out(light.x, light.y))
    ]
    return schema.Document(
        scene=schema.SceneFields(name="-"),
        walls=[_wall(moved(wall, placement.out)) for wall in uvtt_neutral.walls_of(map.structure)],
        lights=[_light(light, unit * placement.scale) for light in lights],
    )


def darkness(map: Map) -> float:
    """What the ambient light of a map's file leaves dark."""
    return darkness_of(map.structure["ambient"]) if map.structure.get("ambient") else 0.0


def document(structure: Structure, *, map: str = "") -> schema.Document:
    """A file of another program as a document; `map` names the picture that it lies on."""
    unit = structure.grid.distance / structure.grid.size

    def far(pixels: float) -> float:
        return round(pixels * unit, 3)

    tokens = [
        schema.TokenFields(
            **{
                **asdict(token),
                "sight_range": None if token.sight_range is None else far(token.sight_range),
                **{name: far(getattr(token, name)) for name in ("darkvision", "light_bright", "light_dim")},
            }
        )
        for token in structure.tokens
    ]
    grid: dict[str, Any] = {f"grid_{name}": value for name, value in asdict(structure.grid).items()}
    settings: dict[str, Any] = {"background": structure.background} if structure.background else {}
    if structure.vision:
        settings["vision"] = structure.vision
    made = schema.Document(
        scene=schema.SceneFields(name=structure.name or "?", darkness=structure.darkness, **grid, **settings),
        maps=[schema.MapFields(file=map, hidden=False)] if map else [],
        tokens=tokens,
        walls=[_wall(wall) for wall in structure.walls],
        lights=[_light(light, unit) for light in structure.lights],
        fog_shapes=[
            schema.FogFields(
                mode="reveal" if shape.mode == "reveal" else "hide", kind="polygon", points=list(shape.points)
            )
            for shape in structure.fog
        ],
        areas=[
            schema.AreaFields(**{**asdict(area), "size": far(area.size), "width": far(area.width) or 5.0})
            for area in structure.areas
        ],
        drawings=[
            schema.DrawingFields(**{**asdict(drawing), "points": list(drawing.points)})
            for drawing in structure.drawings
        ],
        map_notes=[schema.NoteFields(**asdict(note)) for note in structure.notes],
        encounters=_encounters(structure),
    )
    # Through the same bounds as a file of our own.
    return msgspec.convert(msgspec.to_builtins(made), schema.Document)


def _wall(wall: Wall) -> schema.WallFields:
    return schema.WallFields(**asdict(wall))


def _light(light: Light, unit: float) -> schema.LightFields:
    radii = {"bright": round(light.bright * unit, 3), "dim": round(light.dim * unit, 3)}
    return schema.LightFields(**{**asdict(light), **radii})


def _encounters(structure: Structure) -> list[schema.EncounterFields]:
    if not structure.combatants:
        return []
    fighters = [
        schema.CombatantFields(
            order=at,
            footprint=max(1, round(structure.tokens[one.token].size)) if one.token is not None else 1,
            **{name: value for name, value in asdict(one).items() if name != "turn"},
        )
        for at, one in enumerate(structure.combatants)
    ]
    turn = next((at for at, one in enumerate(structure.combatants) if one.turn), None)
    return [
        schema.EncounterFields(
            name=structure.name,
            round=1 if turn is not None else 0,
            active=True,
            turn=turn,
            combatants=fighters,
            lines=list(structure.history),
        )
    ]


def structure(document: schema.Document, placement: Placement) -> Structure:
    """A scene's walls and lights as another program reads them: in pixels of the picture that lies there."""
    fields = document.scene
    unit = fields.grid_size / fields.grid_distance / placement.scale
    cell = fields.grid_size / placement.scale
    lights = []
    for light in document.lights:
        x, y = placement.back(light.x, light.y)
        lights.append(
            Light(
                x, y, px(light.bright * unit), px(light.dim * unit), light.angle,
                (light.rotation - placement.rotation) % 360, light.colour, light.alpha, light.on, light.walls,
            )
        )  # fmt: skip
    walls = [Wall(**msgspec.structs.asdict(wall)) for wall in document.walls]
    return Structure(
        format="dreamtable",
        name=fields.name,
        width=placement.width,
        height=placement.height,
        grid=Grid(size=cell, size_y=cell, distance=fields.grid_distance, unit=fields.grid_unit),
        ambient=ambient_of(fields.darkness),
        darkness=fields.darkness,
        walls=tuple(moved(wall, placement.back) for wall in walls),
        lights=tuple(lights),
    )
