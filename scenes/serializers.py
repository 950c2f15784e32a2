"""What the scenes' REST reads. Answers are the projections of the table."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from scenes.events.fields import Colour, SceneName
from scenes.events.scenes import Folder, Grid


class SceneIn(Struct, forbid_unknown_fields=True):
    name: SceneName
    folder: Folder = ""


class SceneChange(Struct, forbid_unknown_fields=True):
    name: SceneName | UnsetType = UNSET
    folder: Folder | UnsetType = UNSET
    order: int | UnsetType = UNSET
    background: Colour | UnsetType = UNSET
    grid: Grid | UnsetType = UNSET


class DisplayIn(Struct, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=50)]
