"""Changing maps, one or many, so that the tables on which they lie hear of it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from maps import usages
from maps.models import Map, remove_maps


@transaction.atomic
def change(entry: Map, **fields: Any) -> None:
    """Sets `fields` and saves; tables on which the map lies are told what they show of it."""
    usages.before_change(entry, fields)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save(update_fields=[*fields, "updated_at"])


@transaction.atomic
def delete_all(found: list[Map]) -> int:
    """Returns in how many scenes they lay."""
    return remove_maps(found)
