"""What we write beside Universal VTT, for which the format has no words: the field `dreamtable` of a file."""

from __future__ import annotations

from typing import Literal

import msgspec

from maps.formats.structure import px

Reach = Literal["none", "normal", "limited"]


class WallWords(msgspec.Struct):
    """What the format cannot say of the wall or portal with these ends (cells, as everywhere in the file)."""

    line: tuple[float, float, float, float]
    kind: Literal["wall", "window", "terrain", "door", "secret"]
    move: Reach = "normal"
    sight: Reach = "normal"
    light: Reach = "normal"
    sound: Reach = "normal"
    direction: Literal["both", "left", "right"] = "both"
    state: Literal["closed", "open", "locked"] = "closed"


class LightWords(msgspec.Struct):
    """What the format cannot say of the light at this place; radii in cells."""

    x: float
    y: float
    bright: float
    angle: float = 360.0
    rotation: float = 0.0
    on: bool = True
    walls: bool = True


class Words(msgspec.Struct):
    walls: list[WallWords] = []
    lights: list[LightWords] = []


def words_by(said: Words, across: float, down: float) -> Words:
    def line(old: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        return (px(old[0] * across), px(old[1] * down), px(old[2] * across), px(old[3] * down))

    return Words(
        walls=[msgspec.structs.replace(wall, line=line(wall.line)) for wall in said.walls],
        lights=[
            msgspec.structs.replace(
                light, x=px(light.x * across), y=px(light.y * down), bright=px(light.bright * across)
            )
            for light in said.lights
        ],
    )
