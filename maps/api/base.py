"""What the library's views share."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework.request import Request

from config.api.errors import Invalid
from maps.models import MapFolder


def folder_of(request: Request, id: UUID | str) -> MapFolder | None:
    """The asker's own folder; None for the top level. Raises NotFound, and Invalid for what is no id."""
    if not id:
        return None
    try:
        wanted = UUID(str(id))
    except ValueError:
        raise Invalid(fields={"folder": [_("This is not a folder.")]}) from None
    return MapFolder.objects.seen(request.user, pk=wanted)


def same(entry: Any) -> Any:
    return entry
