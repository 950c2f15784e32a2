"""The archive of a scene: a zip with `scene.json` and the pictures and sounds that it names. Written piece by piece; what is read is
never unpacked by its own names, and is what the manifest in `scene.json` says, or refused.
"""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from config.api.errors import Invalid
from config.api.inputs import decode
from maps.formats.structure import MAX_STRUCTURE_BYTES, Malformed
from scenes.archive.schema import FORMAT, VERSION, Document, FileFields

SCENE = "scene.json"
NAME = re.compile(
    r"\A((maps|pictures)/[0-9]{1,5}\.(webp|png|jpg|gif|avif)|sounds/[0-9]{1,5}\.(mp3|ogg|opus|flac|wav|m4a))\Z"
)
MOST_MEMBERS, MOST_BYTES, MOST_RATIO = 20_000, 5 * 1024**3, 100
BLOCK = 1024 * 1024 // 3 * 3
"""A multiple of 3, so that blocks of a picture are base64 of their own (see `uvtt_writer.write`)."""


def read_document(data: bytes) -> Document:
    """`scene.json` within the bounds. Raises Malformed."""
    if len(data) > MAX_STRUCTURE_BYTES:
        raise Malformed("too_many")
    try:
        plain = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
        document = decode(Document, plain)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, Invalid):
        raise Malformed("not_dreamtable") from None
    if document.format != FORMAT or document.version > VERSION:
        raise Malformed("not_dreamtable")
    return document


class Archive:
    """An archive on disk, opened by somebody who may be hostile. Raises Malformed."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
            self.members = {member.filename: member for member in self.zip.infolist()}
            self._require_bounds(path.stat().st_size)
            self.document = read_document(self._bytes(SCENE, MAX_STRUCTURE_BYTES))
        except (zipfile.BadZipFile, KeyError, EOFError, ValueError, NotImplementedError, RuntimeError, OSError):
            raise Malformed("not_dreamtable") from None
        if set(self.members) != {SCENE, *self.document.files}:
            raise Malformed("not_dreamtable")

    def _require_bounds(self, size: int) -> None:
        members = self.zip.infolist()
        if len(members) > MOST_MEMBERS or len(self.members) != len(members):
            raise Malformed("not_dreamtable")
        if sum(one.file_size for one in members) > min(MOST_BYTES, MOST_RATIO * max(size, 1024)):
            raise Malformed("too_many")
        for one in members:
            plain = one.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not one.flag_bits & 1
            linked = stat.S_ISLNK(one.external_attr >> 16)
            if not plain or linked or not (one.filename == SCENE or NAME.match(one.filename)):
                raise Malformed("not_dreamtable")

    def _bytes(self, name: str, most: int) -> bytes:
        with self.zip.open(self.members[name]) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise Malformed("too_many")
        return data

    def take_out(self, name: str, target: Path) -> None:
        """Writes the member to `target`, which the caller has named; it must be what the manifest says."""
        said: FileFields = self.document.files[name]
        digest, size = hashlib.sha256(), 0
        try:
            with self.zip.open(self.members[name]) as file, open(target, "wb") as out:
                while block := file.read(BLOCK):
                    size += len(block)
                    if size > said.size:
                        raise Malformed("not_dreamtable")
                    digest.update(block)
                    out.write(block)
        except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError):
            raise Malformed("not_dreamtable") from None
        if (size, digest.hexdigest()) != (said.size, said.sha256):
            raise Malformed("not_dreamtable")


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


def written(document: Document, files: dict[str, Any], storage: Any) -> Iterator[bytes]:
    """The archive, piece by piece; `files` are the stored files by their names."""
    document.files = {name: FileFields(size=file.size, sha256=file.sha256) for name, file in files.items()}
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        archive.writestr(SCENE, msgspec.json.encode(document), compress_type=zipfile.ZIP_DEFLATED)
        yield from pipe.taken()
        for name, file in files.items():
            with archive.open(name, "w", force_zip64=True) as target, storage.open(file.key, "rb") as source:
                while block := source.read(BLOCK):
                    target.write(block)
                    yield from pipe.taken()
    yield from pipe.taken()
