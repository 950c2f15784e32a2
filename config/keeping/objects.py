"""Puts the objects of a backup into the storage, and takes those away again that it put there when what follows fails."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from config.keeping import manifest
from config.keeping.making import Tell
from config.keeping.opening import BLOCK, Opened
from config.keeping.refusal import Refused


def check_space(backup: Opened) -> None:
    """Raises Refused when the rows, or the files, would not find room on the disk of DATA_DIR."""
    needed = backup.rows_bytes + (sum(backup.objects.values()) if _place("any") else 0)
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.DATA_DIR).free
    if needed > free:
        raise Refused(
            _("There is too little room: the backup needs %(needed)s bytes, and %(free)s are free.")
            % {"needed": f"{needed:,}", "free": f"{free:,}"}
        )


@contextlib.contextmanager
def put(backup: Opened, tell: Tell) -> Iterator[None]:
    """Every object of `backup` is in the storage within the block; one that was there with the same bytes stays as it
    is. Those that were not there before go again when the block raises.
    """
    written: list[str] = []
    try:
        whole, done = sum(backup.objects.values()) or 1, 0
        for key, size in backup.objects.items():
            tell(0.5 * done / whole, _("putting files back"))
            name = manifest.member_of_object(key)
            if not _is_there(key, backup.manifest.members[name]):
                if not default_storage.exists(key):
                    written.append(key)
                _put(key, lambda name=name: backup.blocks(name))  # type: ignore[misc]
            done += size
        yield
    except BaseException:
        for key in written:
            default_storage.delete(key)
        raise


def _is_there(key: str, told: manifest.Member) -> bool:
    if not default_storage.exists(key) or default_storage.size(key) != told.size:
        return False
    digest = hashlib.sha256()
    with default_storage.open(key, "rb") as source:
        while block := source.read(BLOCK):
            digest.update(block)
    return digest.hexdigest() == told.sha256


def _put(key: str, blocks: Callable[[], Iterator[bytes]]) -> None:
    """Whole or not at all: beside its place and renamed, or by one put of an object store."""
    place = _place(key)
    if place is None:
        default_storage.delete(key)
        default_storage.save(key, File(io.BufferedReader(_Stream(blocks())), name=key))  # type: ignore[type-var]
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{uuid.uuid4().hex}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, settings.FILE_UPLOAD_PERMISSIONS)
        with os.fdopen(handle, "wb") as target:
            for block in blocks():
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        beside.rename(place)
    finally:
        beside.unlink(missing_ok=True)


def _place(key: str) -> Path | None:
    try:
        return Path(default_storage.path(key))
    except NotImplementedError:
        return None


class _Stream(io.RawIOBase):
    """Blocks as a file that is read from front to back."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._rest = blocks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = memoryview(next(self._blocks, b""))
        count = min(len(into), len(self._rest))
        into[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
