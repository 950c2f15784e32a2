"""Which tables use a universe: upper apps join here, so that a shared one is known to those who play in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

used_by: list[Callable[[Any], QuerySet[Any]]] = []
"""Each answers, of a user, the ids of the universes that tables of theirs use."""
