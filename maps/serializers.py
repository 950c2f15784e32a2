"""What the API takes. What it gives is in projections.py."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Name = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"\S")]
FolderName = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\S")]
Tag = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\S")]
Tags = Annotated[list[Tag], Meta(max_length=20)]
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


class BulkInput(Struct, forbid_unknown_fields=True):
    """What happens to all maps of `ids`. `tags` replaces theirs, `add` and `remove` change them; `names` gives some a
    new name by id; `delete` takes them away and goes with nothing else.
    """

    ids: Annotated[list[UUID], Meta(min_length=1, max_length=500)]
    folder: UUID | None | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    add: Tags = []
    remove: Tags = []
    names: dict[UUID, Name] = {}
    delete: bool = False


class UploadInput(Struct, forbid_unknown_fields=True):
    """A file that will come in pieces: its `size` in bytes, and what its SHA-256 must be, if that is known."""

    name: Annotated[str, Meta(min_length=1, max_length=250)]
    size: Annotated[int, Meta(ge=1)]
    folder: UUID | None = None
    sha256: Annotated[str, Meta(pattern=r"\A([0-9a-f]{64})?\Z")] = ""


class FolderInput(Struct, forbid_unknown_fields=True):
    name: FolderName
    parent: UUID | None = None


class FolderChange(Struct, forbid_unknown_fields=True):
    name: FolderName | UnsetType = UNSET
    parent: UUID | None | UnsetType = UNSET
