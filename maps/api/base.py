"""What the library's views share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from accounts.library import folders
from maps.models import MapFolder


def folder_of(request: Request, id: UUID | str) -> MapFolder | None:
    """The asker's own folder; None for the top level. Raises NotFound, and Invalid for what is no id."""
    found: MapFolder | None = folders.folder_of(MapFolder, request, id)
    return found


def same(entry: Any) -> Any:
    return entry
