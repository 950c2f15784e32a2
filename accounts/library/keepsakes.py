"""Files that a job made for somebody to take home: theirs for a day. Such a job's result names its `file`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import StoredFile, User
from config.api.errors import NotFound
from config.files import uploads
from config.jobs.models import JobRun

KEPT = timedelta(days=1)


def keep(path: Path, owner: User, *, kind: str, content_type: str, extension: str) -> StoredFile:
    """The file at `path`, counted against the owner's quota. Raises StorageFull."""
    spool = uploads.Spool(path, path.stat().st_size)
    file: StoredFile = StoredFile.objects.store(
        path, owner=owner, kind=kind, sha256=spool.sha256, size=spool.size, content_type=content_type,
        extension=extension,
    )  # fmt: skip
    return file


def kept(user: User, run: UUID, job: str, kinds: Collection[str], **about: Any) -> tuple[StoredFile, dict[str, Any]]:
    """The file of a kind of `kinds` that this run of `job` made for `user`, and its result, in which `about` must stand.
    Raises NotFound for any other, and when its day is over.
    """
    done = JobRun.objects.filter(pk=run, owner=user.pk, name=job, state=JobRun.State.DONE).first()
    told: dict[str, Any] = (done and done.result) or {}
    if "file" not in told or any(told.get(name) != str(value) for name, value in about.items()):
        raise NotFound()
    file: StoredFile = StoredFile.objects.filter(kind__in=kinds).seen(user, pk=UUID(told["file"]))
    return file, told


def forget_old(kinds: Collection[str]) -> int:
    """Deletes files whose day is over. Returns how many."""
    old = StoredFile.objects.filter(kind__in=kinds, created_at__lt=timezone.now() - KEPT)
    for file in old:
        file.delete()
    return len(old)
