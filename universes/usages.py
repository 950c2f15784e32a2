"""Which tables use a universe: upper apps join here, so that a shared one is known to those who play in it, and that
tables hear what is changed in one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

used_by: list[Callable[[Any], QuerySet[Any]]] = []
"""Each answers, of a user, the ids of the universes that tables of theirs use."""

changing: list[Callable[[UUID], None]] = []
"""Told the id of a universe whose parameters, or who may know of it, are other now, in the transaction that changes it."""


def changed(universe: UUID) -> None:
    for tell in changing:
        tell(universe)
