"""What a token may be like: the bounded inputs of making and changing one, and of what a character's tokens begin with."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, UnsetType

from rooms.live import Input
from scenes.events.fields import Cells, Colour, Coordinate, Degrees, Layer, Name

Notes = Annotated[str, Meta(max_length=5000)]
GmName = Annotated[str, Meta(max_length=50)]
Disposition = Literal["neutral", "ally", "enemy"]
Shown = Literal["none", "owners", "all"]
Label = Annotated[str, Meta(min_length=1, max_length=40)]
Amount = Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]
Reach = Annotated[float, Meta(ge=0, le=10_000)]
"""In the scene's unit."""
Angle = Annotated[float, Meta(ge=1, le=360)]
Rounds = Annotated[int, Meta(ge=1, le=10_000)]
Place = tuple[Coordinate, Coordinate]


class Part(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Base of what a token has several of."""


class Bar(Part):
    """`attribute` and `max_attribute` name attributes of the token's character that the bar shows instead."""

    name: Label
    value: Amount = 0.0
    max: Amount | None = None
    show: Shown = "none"
    attribute: Label | None = None
    max_attribute: Label | None = None


class Condition(Part):
    """`rounds` None: until it is taken away."""

    name: Label
    rounds: Rounds | None = None


class Aura(Part):
    radius: Reach
    colour: Colour
    show: Shown = "none"


class Look(Input, kw_only=True, frozen=True):
    """What tokens and the defaults of a character share."""

    size: Cells | UnsetType = UNSET
    disposition: Disposition | UnsetType = UNSET
    show_name: bool | UnsetType = UNSET
    bars: Annotated[list[Bar], Meta(max_length=3)] | UnsetType = UNSET
    auras: Annotated[list[Aura], Meta(max_length=4)] | UnsetType = UNSET
    has_sight: bool | UnsetType = UNSET
    sight_range: Reach | None | UnsetType = UNSET
    sight_angle: Angle | UnsetType = UNSET
    darkvision: Reach | UnsetType = UNSET
    light_bright: Reach | UnsetType = UNSET
    light_dim: Reach | UnsetType = UNSET
    light_angle: Angle | UnsetType = UNSET
    light_colour: Colour | UnsetType = UNSET


class Fields(Look, kw_only=True, frozen=True):
    """All that can be said of a token, except where it is and who sees it."""

    name: Name | UnsetType = UNSET
    gm_name: GmName | UnsetType = UNSET
    gm_notes: Notes | UnsetType = UNSET
    owner_notes: Notes | UnsetType = UNSET
    rotation: Degrees | UnsetType = UNSET
    z: Layer | UnsetType = UNSET
    elevation: Coordinate | UnsetType = UNSET
    group: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    locked: bool | UnsetType = UNSET
    conditions: Annotated[list[Condition], Meta(max_length=20)] | UnsetType = UNSET
    character: UUID | None | UnsetType = UNSET


FIELDS = tuple(name for name in Fields.__struct_fields__ if name != "character")


def stored(given: Input, *names: str) -> dict[str, Any]:
    """The fields of `names` that were sent, as the model stores them."""
    fields: dict[str, Any] = msgspec.to_builtins(given.given(*names))
    return fields
