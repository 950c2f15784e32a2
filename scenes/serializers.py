"""What the scenes' REST reads. Answers are the projections of the table."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, defstruct
from msgspec.structs import fields

from scenes.archive.schema import Document
from scenes.events.displays import DisplayUpdate, Ppi
from scenes.events.fields import SceneName
from scenes.events.scenes import Folder, SceneUpdate


class SceneIn(Struct, forbid_unknown_fields=True):
    """With `document` (see `scenes/{id}/document`) the scene is made whole, by what is in there."""

    name: SceneName
    folder: Folder = ""
    document: Document | None = None


class Copy(Struct, forbid_unknown_fields=True):
    name: SceneName | None = None
    explored: bool = False


class Order(Struct, forbid_unknown_fields=True):
    scenes: Annotated[list[UUID], Meta(max_length=500)]


SceneChange = defstruct(
    "SceneChange",
    [(field.name, field.type, UNSET) for field in fields(SceneUpdate.Input) if field.name != "scene"],
    namespace={"__doc__": "What `scene.update` changes."},
    module=__name__,
    forbid_unknown_fields=True,
)


class DisplayIn(Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=50)]


DisplayChange = defstruct(
    "DisplayChange",
    [(field.name, field.type, UNSET) for field in fields(DisplayUpdate.Input) if field.name != "display"],
    namespace={"__doc__": "What `display.update` changes."},
    module=__name__,
    forbid_unknown_fields=True,
)


class Measure(Struct, forbid_unknown_fields=True):
    """A screen's own pixels an inch; `inch_cells`: a cell of the map is to be an inch wide."""

    ppi: Ppi
    inch_cells: bool = True
