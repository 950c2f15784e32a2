"""Makes a backup while the server runs: one moment of the database, and every object of the storage that it names."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext as _

from config.keeping import manifest, schema, seal
from config.keeping.catalogue import LEFT_OUT, OBJECTS, Table, kept_tables
from config.keeping.connections import snapshot
from config.keeping.hold import Hold, Lost
from config.keeping.refusal import Refused
from config.keeping.rows import Lines, stored_in

BLOCK = 1024 * 1024
NAMED = "dreamtable-%Y%m%dT%H%M%SZ.zip"
Tell = Callable[[float, str], None]
"""Told of the progress, 0.0 to 1.0, and what is being done."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup."""

    path: Path
    sha256: str
    size: int
    rows: int
    objects: int
    missing: list[str]

    def to_dict(self) -> dict[str, Any]:
        return {
            "path": str(self.path), "sha256": self.sha256, "bytes": self.size, "rows": self.rows,
            "files": self.objects, "missing": self.missing,
        }  # fmt: skip


@dataclass(slots=True)
class Making:
    """The archive as far as it is written."""

    archive: zipfile.ZipFile
    hold: Hold
    tell: Tell
    members: dict[str, manifest.Member] = field(default_factory=dict)
    tables: dict[str, manifest.Rows] = field(default_factory=dict)
    objects: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def put(self, name: str, blocks: Iterable[bytes], *, packed: bool) -> int:
        """Writes a member in a stream, extending the hold on the way. Returns how many blocks there were."""
        info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o100600 << 16
        digest, size, count = hashlib.sha256(), 0, 0
        with self.archive.open(info, "w", force_zip64=True) as member:
            for block in blocks:
                member.write(block)
                digest.update(block)
                size += len(block)
                count += 1
                self.hold.extend()
        self.members[name] = manifest.Member(size=size, sha256=digest.hexdigest())
        return count

    def put_table(self, table: Table, using: str) -> None:
        lines = Lines(table).written(self._noting_objects(table, stored_in(table, using)))
        count = self.put(manifest.member_of_table(table.label), lines, packed=True)
        self.tables[table.label] = manifest.Rows(columns=table.columns, count=count)

    def put_objects(self) -> None:
        """After the snapshot: objects never change, and none goes while the hold lasts."""
        whole, done = sum(self.objects.values()) or 1, 0
        for key, size in self.objects.items():
            self.tell(0.3 + 0.7 * done / whole, _("copying files"))
            source = _opened(key)
            if source is None:
                self.missing.append(key)
            else:
                with source:
                    self.put(manifest.member_of_object(key), _blocks(source), packed=False)
            done += size

    def _noting_objects(self, table: Table, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        if table.label not in OBJECTS:
            yield from rows
            return
        key, _sha256, size = (table.columns.index(name) for name in OBJECTS[table.label])
        for row in rows:
            self.objects[row[key]] = row[size]
            yield row


def make(target: Path, tell: Tell = lambda _fraction, _words: None) -> Made:
    """Writes a backup to `target`, whole or not at all, readable by its owner only. Raises Refused, and OSError when
    the disk ends.
    """
    if target.exists():
        raise Refused(_("%(path)s is there already.") % {"path": target})
    names = schema.of_database()
    if not names:
        raise Refused(_("There is nothing to back up: the database has no tables yet."))
    registry = schema.models_with(names)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _finished(target) as file, Hold() as hold:
        sealed = seal.Sealed(file)
        try:
            # zipfile only ever writes: what it is given need not be able to read or seek.
            with zipfile.ZipFile(sealed, "w", allowZip64=True) as archive:  # type: ignore[call-overload]
                making = Making(archive, hold, tell)
                _write_rows(making, registry)
                making.put_objects()
                hold.extend()
                making.put(manifest.SETTINGS, [manifest.settings_written(settings.CHOSEN)], packed=True)
                described = _described(making, names)
                making.put(manifest.NAME, [described.written()], packed=True)
                archive.comment = seal.COMMENT
            digest = sealed.seal()
        except Lost as error:
            raise Refused(
                _("The backup stood still for so long that files may have been deleted meanwhile. Try again.")
            ) from error
        size = sealed.size
    tell(1.0, _("done"))
    return Made(target, digest, size, described.rows, len(making.objects) - len(making.missing), making.missing)


def _write_rows(making: Making, registry: Any) -> None:
    tables = kept_tables(registry)
    with snapshot() as using:
        for number, table in enumerate(tables):
            making.tell(0.3 * number / len(tables), _("copying rows"))
            making.put_table(table, using)


def _described(making: Making, names: schema.Names) -> manifest.Manifest:
    return manifest.Manifest(
        format=manifest.FORMAT, program=settings.VERSION, made_at=datetime.now(UTC), database=connection.vendor,
        migrations=sorted(names), tables=making.tables, missing=making.missing, members=making.members,
        left_out={label: str(why) for label, why in LEFT_OUT.items()},
    )  # fmt: skip


@contextmanager
def _finished(target: Path) -> Iterator[BinaryIO]:
    """A new file beside `target`, for its owner only, that takes its name when it is on the disk."""
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
        _remember_name(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _remember_name(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _opened(key: str) -> BinaryIO | None:
    """The object, or None when the storage has none of this key."""
    if not manifest.KEY.match(key):
        return None
    try:
        return default_storage.open(key, "rb")  # type: ignore[return-value]
    except FileNotFoundError:
        return None


def _blocks(source: BinaryIO) -> Iterator[bytes]:
    while block := source.read(BLOCK):
        yield block
