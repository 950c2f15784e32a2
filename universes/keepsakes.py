"""Files that a job made of a universe for somebody: theirs for a day. Such a job's result is {file, universe, …}."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from accounts.library import keepsakes
from accounts.library.keepsakes import KEPT as KEPT
from accounts.models import StoredFile, User
from universes.models import Universe

VISUAL, EXPORT = KINDS = "visual", "universe-export"
"""Kinds of stored files: pictures that were drawn, and universes to take home."""


def kept(user: User, universe: Universe, run: UUID, job: str) -> tuple[StoredFile, dict[str, Any]]:
    """The file that this run of `job` made of `universe` for `user`, and its result. Raises NotFound for any other, and when
    its day is over.
    """
    return keepsakes.kept(user, run, job, KINDS, universe=universe.pk)


def forget_old() -> int:
    """Files whose day is over. Returns how many."""
    return keepsakes.forget_old(KINDS)
