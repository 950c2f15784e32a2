"""The archive's own form: a ZIP file whose comment ends with the SHA-256 of all that stands before it.

So any program opens it, and one changed byte is found, wherever it is: also in names, dates and lengths, which no hash
of a member covers.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from config.keeping.refusal import Refused

WORDS = b"dreamtable backup 1, sha256 of all before: "
DIGITS = 64
COMMENT = WORDS + b"0" * DIGITS
BLOCK = 1024 * 1024


class Sealed:
    """What `zipfile` writes into, front to back: the hash is made on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.size = 0
        self._hash = hashlib.sha256()
        self._last = b""

    def write(self, data: bytes) -> int:
        self.file.write(data)
        self.size += len(data)
        if len(data) >= DIGITS:
            self._hash.update(self._last)
            self._hash.update(memoryview(data)[:-DIGITS])
            self._last = bytes(data[-DIGITS:])
        else:
            both = self._last + bytes(data)
            self._hash.update(both[:-DIGITS])
            self._last = both[-DIGITS:]
        return len(data)

    def flush(self) -> None:
        self.file.flush()

    def seal(self) -> str:
        """Puts the hash over the noughts at the end of the comment. Returns it."""
        digest = self._hash.hexdigest()
        self.file.seek(-DIGITS, 2)
        self.file.write(digest.encode())
        return digest


def check(path: Path) -> str:
    """The hash of the sealed file at `path`; raises Refused when it is another one, or the file is no backup."""
    digest, left = hashlib.sha256(), path.stat().st_size - DIGITS
    with path.open("rb") as file:
        file.seek(max(left - len(WORDS), 0))
        ending = file.read()
        if len(ending) != len(COMMENT) or not ending.startswith(WORDS):
            raise Refused(_("%(file)s is no backup, or its end is missing.") % {"file": path.name})
        file.seek(0)
        while left > 0:
            block = file.read(min(BLOCK, left))
            digest.update(block)
            left -= len(block)
    if ending != WORDS + digest.hexdigest().encode():
        raise Refused(
            _("%(file)s is damaged: it is not the file that was written. Take another copy of it.")
            % {"file": path.name}
        )
    return digest.hexdigest()
