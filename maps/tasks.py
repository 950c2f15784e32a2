"""Slow work of the library: pictures too large to be re-encoded while somebody waits."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import StoredFile, User
from accounts.models.stored_file import sweep_unnamed
from config.api.errors import NotFound, Problem
from config.files import uploads
from config.jobs import Progress, job, periodic
from maps.intake import Upload
from maps.models import Map, MapFolder

INCOMING = "incoming"
WAITING = timedelta(hours=2)


@job(priority=10)
def prepare_map(progress: Progress, *, incoming: str, folder: str | None, filename: str) -> dict[str, Any]:
    """Turns the stored upload `incoming` into a map of the person who uploaded it, then forgets the upload."""
    try:
        # The map has the run's id: an attempt after a crash finds what the one before has finished.
        entry = Map.objects.filter(pk=progress.run_id).first()
        if entry is None:
            entry = _prepare(progress, UUID(incoming), UUID(folder) if folder else None, filename)
    except Problem:
        _forget(incoming)
        raise
    _forget(incoming)
    return {"map": str(entry.pk)}


def _prepare(progress: Progress, incoming: UUID, folder: UUID | None, filename: str) -> Map:
    upload = StoredFile.objects.filter(pk=incoming).first()
    owner = User.objects.filter(pk=progress.owner).first()
    if upload is None or owner is None:
        raise NotFound(_("The uploaded file is gone."))
    with uploads.workspace("map-") as directory:
        path = directory / "upload"
        progress(0.05, _("fetching the file"))
        with default_storage.open(upload.key, "rb") as source, open(path, "wb") as target:
            shutil.copyfileobj(source, target, 1024 * 1024)
        progress(0.2, _("reading the picture"))
        ready = Upload(path, filename, directory)
        size = {"width": ready.header.width, "height": ready.header.height}
        progress(0.3, _("re-encoding %(width)d x %(height)d px") % size)
        # A folder deleted meanwhile: the map comes to the top level rather than not at all.
        place = MapFolder.objects.visible_to(owner).filter(pk=folder).first()
        return ready.keep(owner=owner, folder=place, id=progress.run_id)


def _forget(incoming: str) -> None:
    upload = StoredFile.objects.filter(pk=incoming).first()
    if upload is not None:
        upload.delete()


@periodic(minutes=60)
def forget_waiting_uploads(progress: Progress) -> int:
    """Removes uploads whose job never came to an end: three attempts take less than two hours."""
    gone = 0
    for upload in StoredFile.objects.filter(kind=INCOMING, created_at__lt=timezone.now() - WAITING):
        upload.delete()
        gone += 1
    return gone


@periodic(minutes=24 * 60)
def sweep_storage(progress: Progress) -> int:
    """Removes objects that no row names: a server was killed between storing a file and noting it."""
    return sweep_unnamed()
