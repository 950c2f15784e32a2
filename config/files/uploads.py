"""Temporary names: a body is spooled and hashed here, and nothing stays behind on any way out.

What a killed process left is removed by `sweep`, which a periodic job calls.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from config.api.errors import StorageFull, TooLarge

BLOCK = 1024 * 1024
LEFT_BEHIND_SECONDS = 3600
FULL = {errno.ENOSPC, errno.EDQUOT}


class Spool:
    """A file on disk. Its hash comes from the copying, or is made when somebody asks for it."""

    def __init__(self, path: Path, size: int, sha256: str | None = None) -> None:
        self.path, self.size, self._sha256 = path, size, sha256

    @property
    def sha256(self) -> str:
        if self._sha256 is None:
            with open(self.path, "rb") as file:
                self._sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return self._sha256


def scratch() -> Path:
    """The directory of temporary names, on the file system of the local storage, so that a rename is enough."""
    directory = Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir())
    directory.mkdir(parents=True, exist_ok=True)
    return directory


@contextlib.contextmanager
def workspace(prefix: str = "work-") -> Iterator[Path]:
    """A directory of temporary names that is gone afterwards. A full disk becomes StorageFull."""
    with disk_full_is_storage_full():
        directory = Path(tempfile.mkdtemp(prefix=prefix, dir=scratch()))
        try:
            yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)


@contextlib.contextmanager
def kept_on_success(prefix: str) -> Iterator[Path]:
    """A directory of temporary names that stays, for the caller to remove, unless something is raised."""
    with disk_full_is_storage_full():
        directory = Path(tempfile.mkdtemp(prefix=prefix, dir=scratch()))
        try:
            yield directory
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise


@contextlib.contextmanager
def disk_full_is_storage_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise StorageFull(_("The server's disk is full.")) from error


@contextlib.contextmanager
def spooled(source: Any, *, max_bytes: int) -> Iterator[Spool]:
    """`source` (an upload, a file or a path) as a file on disk with its size and hash. An upload that Django spooled
    already is not copied. Raises TooLarge beyond `max_bytes`, StorageFull when the disk ends.
    """
    known = getattr(source, "temporary_file_path", None)
    if known is not None or isinstance(source, str | os.PathLike):
        path = Path(known() if known else source)
        size = path.stat().st_size
        if size > max_bytes:
            raise _too_large(max_bytes)
        yield Spool(path, size)
        return
    with workspace("spool-") as directory:
        path = directory / "upload"
        with open(path, "wb") as target:
            size, sha256 = _copy(source, target, max_bytes)
        yield Spool(path, size, sha256)


def _copy(source: BinaryIO, target: BinaryIO, max_bytes: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        size += len(block)
        if size > max_bytes:
            raise _too_large(max_bytes)
        digest.update(block)
        target.write(block)
    return size, digest.hexdigest()


def _too_large(max_bytes: int) -> TooLarge:
    return TooLarge(_("This file is too large: %(limit)d MB at most.") % {"limit": max_bytes // BLOCK})


def sweep(*, older_than: float = LEFT_BEHIND_SECONDS) -> int:
    """Removes what killed processes left behind in the directory of temporary names. Returns how many entries."""
    found = left_behind(older_than)
    for entry in found:
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
    return len(found)


def left_behind(seconds: float) -> list[Path]:
    """Temporary names that nobody has changed for so long."""
    found, before = [], time.time() - seconds
    for entry in scratch().iterdir():
        with contextlib.suppress(FileNotFoundError):
            if entry.stat().st_mtime <= before:
                found.append(entry)
    return found
