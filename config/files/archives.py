"""Zip archives of ours: an index that names every other member with its size and SHA-256. Written piece by piece; what is
read is never unpacked by its own names, and is what the index says, or refused.
"""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

MOST_MEMBERS, MOST_BYTES, MOST_RATIO = 20_000, 5 * 1024**3, 100
BLOCK = 1024 * 1024
PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MISREAD = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)
BROKEN = (*MISREAD, KeyError, OSError)
"""What the standard library raises for files that only look like a zip."""
PACKED_AT_MOST = 50
"""What would shrink to less than a fiftieth is stored as it is: an archive of ours must not look like a bomb."""


class BadArchive(Exception):
    """`reason` is "not_ours" or "too_much"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Said(Protocol):
    """What the index says of a member."""

    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...


class Archive:
    """An archive on disk, opened by somebody who may be hostile. `bytes` is its index, at most `most_index` of them; all
    other members have names that `names` matches as a whole. Raises BadArchive.
    """

    def __init__(self, path: Path, *, index: str, names: re.Pattern[str], most_index: int) -> None:
        self.index = index
        try:
            self.zip = zipfile.ZipFile(path)
            self.members = {member.filename: member for member in self.zip.infolist()}
            self._require_bounds(path.stat().st_size, names)
            self.bytes = self.read(index, most_index)
        except BROKEN:
            raise BadArchive("not_ours") from None

    def _require_bounds(self, size: int, names: re.Pattern[str]) -> None:
        members = self.zip.infolist()
        if len(members) > MOST_MEMBERS or len(self.members) != len(members):
            raise BadArchive("not_ours")
        if sum(one.file_size for one in members) > min(MOST_BYTES, MOST_RATIO * max(size, 1024)):
            raise BadArchive("too_much")
        for one in members:
            plain = one.compress_type in PLAIN and not one.flag_bits & 1
            linked = stat.S_ISLNK(one.external_attr >> 16)
            if not plain or linked or not (one.filename == self.index or names.fullmatch(one.filename)):
                raise BadArchive("not_ours")

    def require_members(self, named: Collection[str]) -> None:
        """Raises BadArchive unless these, and the index, are all that it holds."""
        if set(self.members) != {self.index, *named}:
            raise BadArchive("not_ours")

    def read(self, name: str, most: int) -> bytes:
        """Raises BadArchive, and what BROKEN names."""
        with self.zip.open(self.members[name]) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise BadArchive("too_much")
        return data

    def take_out(self, name: str, said: Said, target: Path) -> None:
        """Writes the member to `target`, which the caller has named; it must be what is said of it."""
        digest, size = hashlib.sha256(), 0
        try:
            with self.zip.open(self.members[name]) as file, open(target, "wb") as out:
                while block := file.read(BLOCK):
                    size += len(block)
                    if size > said.size:
                        raise BadArchive("not_ours")
                    digest.update(block)
                    out.write(block)
        except MISREAD:
            raise BadArchive("not_ours") from None
        if (size, digest.hexdigest()) != (said.size, said.sha256):
            raise BadArchive("not_ours")


class _Pipe:
    """What a ZipFile writes, to be taken away piece by piece."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> Iterator[bytes]:
        pieces, self.pieces = self.pieces, []
        yield from pieces


def written(texts: Mapping[str, bytes | Path], files: Mapping[str, Any], storage: Any) -> Iterator[bytes]:
    """An archive, piece by piece: `texts` (what they say, or where it stands) by their names, the index first, and stored
    `files` by theirs.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for name, text in texts.items():
            said = text.read_bytes() if isinstance(text, Path) else text
            shrinks = len(said) < PACKED_AT_MOST * len(zlib.compress(said, 1))
            archive.writestr(name, said, compress_type=zipfile.ZIP_DEFLATED if shrinks else zipfile.ZIP_STORED)
            yield from pipe.taken()
        for name, file in files.items():
            with archive.open(name, "w", force_zip64=True) as target, storage.open(file.key, "rb") as source:
                while block := source.read(BLOCK):
                    target.write(block)
                    yield from pipe.taken()
    yield from pipe.taken()
