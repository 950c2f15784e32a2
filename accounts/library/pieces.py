"""Files that come in pieces: each is appended to a part on the local disk, so an upload goes on where it was cut.

Parts lie in DATA_DIR/uploads, not among the temporary files: they outlive the request and are forgotten after a day
without a piece. Several web processes must share that directory. `POST .../uploads {name, size, folder?, sha256?}`, then
`PATCH .../uploads/{id}` with `Upload-Offset` and at most 8 MB; the last piece answers with a job. Each library has its own
kind of `Incoming`; they share the directory, the quota and the number of those that are on their way.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Incoming, SiteSettings
from accounts.models.stored_file import lock
from config.api.errors import Conflict, Invalid, NotFound, StorageFull, TooLarge, Unprocessable
from config.files import uploads

PIECE = 8 * 1024 * 1024
MOST_OPEN = 20
FORGOTTEN = timedelta(hours=24)
BLOCK = 64 * 1024
came: list[Callable[[Incoming], None]] = []
"""Told after each piece."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def directory() -> Path:
    place = Path(settings.DATA_DIR) / "uploads"
    place.mkdir(parents=True, exist_ok=True)
    return place


def part(id: UUID) -> Path:
    return directory() / f"{id.hex}.part"


def kinds() -> list[Any]:
    """The models of uploads, of all libraries."""
    return [model for model in apps.get_models() if issubclass(model, Incoming)]


def begin(kind: Any, owner: Any, /, *, most: int, name: str, size: int, sha256: str, **fields: Any) -> Any:
    """A new upload of `size` bytes, a row of the model `kind` with `fields`. Raises TooLarge beyond `most` bytes,
    StorageFull when the owner's quota has no room for it, and Conflict beyond 20 at a time.
    """
    most = SiteSettings.current().upload_limit(kind.limit, most)
    if size > most:
        raise TooLarge(_("This file is too large: %(limit)d MB at most.") % {"limit": most // uploads.BLOCK})
    with uploads.disk_full_is_storage_full():
        directory()
    with transaction.atomic():
        lock(owner.pk)  # until this one is announced, no other of theirs is counted
        owner.refresh_from_db(fields=["storage_used", "storage_quota"])
        waiting = [
            bytes for model in kinds() for bytes in model.objects.visible_to(owner).values_list("size", flat=True)
        ]
        if owner.storage_used + sum(waiting) + size > owner.storage_quota:
            raise StorageFull(_("Your storage is full. Delete something, or ask for more room."))
        if len(waiting) >= MOST_OPEN:
            raise Conflict(_("Twenty files are on their way already. Finish or cancel one of them."))
        return kind.objects.create(owner=owner, name=name, size=size, sha256=sha256, **fields)


def append(upload: Incoming, offset: int, piece: Readable) -> int:
    """Writes `piece` at `offset` and returns where the next one begins. A piece is there whole or not at all.

    Raises Conflict with the right `offset` for another one, Invalid for more bytes than were announced, TooLarge for a
    piece over 8 MB, StorageFull when the disk ends, NotFound for an upload that is finished or was cancelled.
    """
    rows: Any = type(upload)._default_manager.filter(pk=upload.pk)
    with uploads.disk_full_is_storage_full(), open(part(upload.pk), "ab") as file, _alone(file):
        received = rows.values_list("received", flat=True).first()
        if received is None:
            # Finished or cancelled meanwhile: opening the part has made it anew.
            part(upload.pk).unlink(missing_ok=True)
            raise NotFound()
        upload.received = received
        if offset != upload.received:
            raise Conflict(_("The upload goes on at another place."), state={"offset": upload.received})
        # What a process wrote that was killed before it could note it.
        file.truncate(offset)
        try:
            end = offset + _copy(piece, file, min(PIECE, upload.size - offset), whole=upload.size - offset <= PIECE)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with contextlib.suppress(OSError):
                file.truncate(offset)
            raise
        rows.update(received=end, updated_at=timezone.now())
    upload.received = end
    for tell in came:
        tell(upload)
    return end


def _copy(piece: Readable, file: BinaryIO, most: int, *, whole: bool) -> int:
    written = 0
    while block := piece.read(BLOCK):
        written += len(block)
        if written > most:
            if whole:
                raise Invalid(_("These are more bytes than were announced."))
            raise TooLarge(_("A piece of an upload has 8 MB at most."))
        file.write(block)
    return written


@contextlib.contextmanager
def _alone(file: BinaryIO) -> Iterator[None]:
    """Raises Conflict while another request writes to the same part."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Conflict(_("Another piece of this upload is being written.")) from None
    yield


def finished(upload: Incoming) -> uploads.Spool:
    """The whole file. Raises Unprocessable, and forgets the upload, when it is not the file that was announced."""
    spool = uploads.Spool(part(upload.pk), upload.size)
    if upload.sha256 and spool.sha256 != upload.sha256:
        forget(upload)
        raise Unprocessable(_("The file arrived damaged. Please upload it again."))
    return spool


def forget(upload: Incoming) -> None:
    path = part(upload.pk)
    upload.delete()
    path.unlink(missing_ok=True)


def forget_old(*, older_than: timedelta = FORGOTTEN) -> int:
    """Deletes uploads without a piece for so long, and parts as old that no upload names. Returns how many."""
    rows, parts = _old(older_than)
    for upload in rows:
        forget(upload)
    for path in parts:
        path.unlink(missing_ok=True)
    return len(rows) + len(parts)


def count_old(age: timedelta) -> int:
    """How many `forget_old` would delete."""
    rows, parts = _old(age)
    return len(rows) + len(parts)


def _old(age: timedelta) -> tuple[list[Incoming], list[Path]]:
    rows, parts, known = [], [], set()
    for kind in kinds():
        rows += list(kind.objects.filter(updated_at__lt=timezone.now() - age))
        known |= {id.hex for id in kind.objects.values_list("pk", flat=True)}
    for path in directory().glob("*.part"):
        with contextlib.suppress(FileNotFoundError):
            if path.stem not in known and path.stat().st_mtime < time.time() - age.total_seconds():
                parts.append(path)
    return rows, parts
