"""What the API takes. What it gives is in projections.py."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from accounts.library.inputs import Name, Tags

Coordinate = Annotated[float, Meta(ge=-1_000_000, le=1_000_000)]
Cell = Annotated[float, Meta(ge=2, le=10_000)]
GridType = Literal["square", "hex_pointy_odd", "hex_pointy_even", "hex_flat_odd", "hex_flat_even", "none"]


class GridInput(Struct, forbid_unknown_fields=True):
    """`size` and `size_y` are a cell in pixels of the picture. Without `size_y` cells are as high as wide."""

    type: GridType | UnsetType = UNSET
    size: Cell | UnsetType = UNSET
    size_y: Cell | UnsetType = UNSET
    offset_x: Coordinate | UnsetType = UNSET
    offset_y: Coordinate | UnsetType = UNSET


class PlacementInput(Struct, forbid_unknown_fields=True):
    x: Coordinate | UnsetType = UNSET
    y: Coordinate | UnsetType = UNSET
    scale: Annotated[float, Meta(ge=0.01, le=100)] | UnsetType = UNSET
    rotation: Annotated[float, Meta(ge=-360, le=360)] | UnsetType = UNSET
    hidden: bool | UnsetType = UNSET


class MapChange(Struct, forbid_unknown_fields=True):
    """`folder` null is the top level."""

    name: Name | UnsetType = UNSET
    folder: UUID | None | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    grid: GridInput | UnsetType = UNSET
    placement: PlacementInput | UnsetType = UNSET
