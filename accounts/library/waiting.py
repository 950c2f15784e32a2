"""Uploads that wait for a job: stored as they came, counted against the quota, forgotten when the job has made of them
what they were to become, or has failed.
"""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import StoredFile
from config.api.errors import NotFound
from config.files import uploads

INCOMING = "incoming"
WAITING = timedelta(hours=2)


def keep(owner: Any, spool: uploads.Spool) -> StoredFile:
    """Raises StorageFull."""
    return StoredFile.objects.store(
        spool.path, owner=owner, kind=INCOMING, sha256=spool.sha256, size=spool.size,
        content_type="application/octet-stream", extension="upload",
    )  # fmt: skip


def kept(id: str) -> StoredFile:
    """Raises NotFound when it is gone."""
    upload = StoredFile.objects.filter(pk=id, kind=INCOMING).select_related("owner").first()
    if upload is None:
        raise NotFound(_("The uploaded file is gone."))
    return upload


def fetch(file: StoredFile, path: Path) -> None:
    """A copy of a stored file at `path`."""
    with default_storage.open(file.key, "rb") as source, open(path, "wb") as target:
        shutil.copyfileobj(source, target, 1024 * 1024)


def forget(id: str) -> None:
    upload = StoredFile.objects.filter(pk=id, kind=INCOMING).first()
    if upload is not None:
        upload.delete()


def forget_old() -> int:
    """Uploads whose job never came to an end: three attempts take less than two hours. Returns how many."""
    gone = 0
    for upload in StoredFile.objects.filter(kind=INCOMING, created_at__lt=timezone.now() - WAITING):
        upload.delete()
        gone += 1
    return gone
