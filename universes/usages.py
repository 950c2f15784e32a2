"""Which tables use a universe: upper apps join here, so that a shared one is known to those who play in it, that tables
hear what is changed in one, and that its story goes on while a table hears it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

used_by: list[Callable[[Any], QuerySet[Any]]] = []
"""Each answers, of a user, the ids of the universes that tables of theirs use."""

hearing: list[Callable[[UUID], bool]] = []
"""Each answers whether somebody is at a table that plays the universe of this id."""

changing: list[Callable[[UUID], None]] = []
"""Told the id of a universe whose parameters, or who may know of it, are other now, in the transaction that changes it."""


def heard(universe: UUID) -> bool:
    return any(hears(universe) for hears in hearing)


def changed(universe: UUID) -> None:
    for tell in changing:
        tell(universe)
