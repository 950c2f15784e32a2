"""What the REST of every library takes."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Name = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"\S")]
FolderName = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"\S")]
Tag = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\S")]
Tags = Annotated[list[Tag], Meta(max_length=20)]


class FolderInput(Struct, forbid_unknown_fields=True):
    name: FolderName
    parent: UUID | None = None


class FolderChange(Struct, forbid_unknown_fields=True):
    name: FolderName | UnsetType = UNSET
    parent: UUID | None | UnsetType = UNSET


class UploadInput(Struct, forbid_unknown_fields=True):
    """A file that will come in pieces: its `size` in bytes, and what its SHA-256 must be, if that is known."""

    name: Annotated[str, Meta(min_length=1, max_length=250)]
    size: Annotated[int, Meta(ge=1)]
    folder: UUID | None = None
    sha256: Annotated[str, Meta(pattern=r"\A([0-9a-f]{64})?\Z")] = ""


class BulkInput(Struct, forbid_unknown_fields=True):
    """What happens to all things of `ids`. `tags` replaces theirs, `add` and `remove` change them; `names` gives some a
    new name by id; `delete` takes them away and goes with nothing else.
    """

    ids: Annotated[list[UUID], Meta(min_length=1, max_length=500)]
    folder: UUID | None | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    add: Tags = []
    remove: Tags = []
    names: dict[UUID, Name] = {}
    delete: bool = False
