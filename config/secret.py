"""Keys that sign: the first signs, and what the others have signed is still believed. Read before Django is there."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

BYTES = 50


def new() -> str:
    return secrets.token_urlsafe(BYTES)


def kept(path: Path) -> list[str]:
    """The keys of the file, one a line; it is made with a first one when it is not there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process was faster
            return path.read_text().split()
        with os.fdopen(handle, "w") as file:
            file.write(new())
    return path.read_text().split()


def replace(path: Path, text: str) -> None:
    """Writes a file of secrets whole or not at all; who may read it, and whose it is, stay as they are."""
    before = path.stat()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), before.st_mode & 0o777)
            if os.geteuid() == 0:
                os.fchown(file.fileno(), before.st_uid, before.st_gid)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
