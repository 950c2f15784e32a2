"""What the library's API takes. What it gives is in projections/library.py."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from accounts.library.inputs import BulkInput, Name, Tags, UploadInput

Kind = Literal["loop", "one_shot", "music"]
Words = Annotated[str, Meta(max_length=200)]


class TrackChange(Struct, forbid_unknown_fields=True):
    """`folder` null is the top level."""

    name: Name | UnsetType = UNSET
    folder: UUID | None | UnsetType = UNSET
    kind: Kind | UnsetType = UNSET
    tags: Tags | UnsetType = UNSET
    title: Words | UnsetType = UNSET
    artist: Words | UnsetType = UNSET
    album: Words | UnsetType = UNSET
    genre: Words | UnsetType = UNSET


class TrackBulk(BulkInput, forbid_unknown_fields=True):
    """What happens to all sounds of `ids`; `kind` makes all of them that."""

    kind: Kind | UnsetType = UNSET


class TrackUploadInput(UploadInput, forbid_unknown_fields=True):
    """A sound that will come in pieces; without a `kind` it is guessed."""

    kind: Kind | None = None
