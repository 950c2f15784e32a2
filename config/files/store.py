"""Puts a finished file under its key in any Django storage: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage

from config.files.uploads import disk_full_is_storage_full


class Staged:
    """A file that lies beside its place; `publish` renames it there and `discard` takes it away.

    The long part, the copy, happens in `stage`, so that `publish` is short enough for a transaction.
    """

    def __init__(self, storage: Storage, key: str, source: Path) -> None:
        self.storage, self.key, self.source = storage, key, source
        self.place = _local_path(storage, key)
        self.beside: Path | None = None

    def copy(self) -> None:
        if self.place is None:
            # An object store's put is whole or not at all by itself.
            self._put()
            return
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.beside = self.place.with_name(f".{uuid.uuid4().hex}.part")
        with open(self.source, "rb") as source, open(self.beside, "xb") as target:
            shutil.copyfileobj(source, target, 1024 * 1024)
            target.flush()
            os.fsync(target.fileno())
            os.fchmod(target.fileno(), settings.FILE_UPLOAD_PERMISSIONS)

    def publish(self) -> None:
        if self.place is None:
            if not self.storage.exists(self.key):
                self._put()
            return
        assert self.beside is not None
        os.replace(self.beside, self.place)
        self.beside = None

    def discard(self) -> None:
        if self.beside is not None:
            with contextlib.suppress(FileNotFoundError):
                self.beside.unlink()
            self.beside = None

    def _put(self) -> None:
        with open(self.source, "rb") as source:
            self.storage.save(self.key, File(source))


@contextlib.contextmanager
def staged(storage: Storage, key: str, source: Path) -> Iterator[Staged]:
    """`with staged(storage, key, path) as file: ... file.publish()`; without `publish` nothing is left behind.

    On an object store the object is there from the beginning: one that got no row is found by the daily sweep.
    Raises StorageFull when the disk ends.
    """
    file = Staged(storage, key, Path(source))
    with disk_full_is_storage_full():
        try:
            file.copy()
            yield file
        finally:
            file.discard()


def put(storage: Storage, key: str, source: Path) -> None:
    with staged(storage, key, source) as file:
        file.publish()


def _local_path(storage: Storage, key: str) -> Path | None:
    try:
        return Path(storage.path(key))
    except NotImplementedError:
        return None
