"""The archive of a scene: a zip with `scene.json` and the pictures and sounds that it names (`config.files.archives`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from config.api.errors import Invalid
from config.api.inputs import decode
from config.files import archives
from config.files.archives import BadArchive
from maps.formats.structure import MAX_STRUCTURE_BYTES, Malformed
from scenes.archive.schema import FORMAT, VERSION, Document, FileFields

SCENE = "scene.json"
NAMES = re.compile(
    r"(maps|pictures)/[0-9]{1,5}\.(webp|png|jpg|gif|avif)|sounds/[0-9]{1,5}\.(mp3|ogg|opus|flac|wav|m4a)"
)
BLOCK = 1024 * 1024 // 3 * 3
"""A multiple of 3, so that blocks of a picture are base64 of their own (see `uvtt_writer.write`)."""
REASONS = {"not_ours": "not_dreamtable", "too_much": "too_many"}


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
            self.archive = archives.Archive(path, index=SCENE, names=NAMES, most_index=MAX_STRUCTURE_BYTES)
            self.document = read_document(self.archive.bytes)
            self.archive.require_members(self.document.files)
        except BadArchive as bad:
            raise Malformed(REASONS[bad.reason]) from None

    def take_out(self, name: str, target: Path) -> None:
        """Writes the member to `target`, which the caller has named; it must be what the manifest says."""
        try:
            self.archive.take_out(name, self.document.files[name], target)
        except BadArchive as bad:
            raise Malformed(REASONS[bad.reason]) from None


def written(document: Document, files: dict[str, Any], storage: Any) -> Iterator[bytes]:
    """The archive, piece by piece; `files` are the stored files by their names."""
    document.files = {name: FileFields(size=file.size, sha256=file.sha256) for name, file in files.items()}
    yield from archives.written({SCENE: msgspec.json.encode(document)}, files, storage)
