"""Files that a job made of a universe for somebody: theirs for a day. Such a job's result is {file, universe, …}."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import StoredFile, User
from config.api.errors import NotFound
from config.jobs.models import JobRun
from universes.models import Universe

VISUAL, EXPORT = "visual", "universe-export"
"""Kinds of stored files: pictures that were drawn, and universes to take home."""
KEPT = timedelta(days=1)


def kept(user: User, universe: Universe, run: UUID, job: str) -> tuple[StoredFile, dict[str, Any]]:
    """The file that this run of `job` made of `universe` for `user`, and its result. Raises NotFound for any other, and when
    its day is over.
    """
    done = JobRun.objects.filter(pk=run, owner=user.pk, name=job, state=JobRun.State.DONE).first()
    told: dict[str, Any] = (done and done.result) or {}
    if told.get("universe") != str(universe.pk):
        raise NotFound()
    file: StoredFile = StoredFile.objects.filter(kind__in=(VISUAL, EXPORT)).seen(user, pk=UUID(told["file"]))
    return file, told


def forget_old() -> int:
    """Files whose day is over. Returns how many."""
    old = StoredFile.objects.filter(kind__in=(VISUAL, EXPORT), created_at__lt=timezone.now() - KEPT)
    for file in old:
        file.delete()
    return len(old)
