"""Opens a backup that may be anything at all: nothing of it is believed before it has been compared.

Nothing is ever unpacked by the names in the file. Members are read in streams, never further than the manifest says.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec
from django.utils.translation import gettext as _

from config.keeping import manifest, seal
from config.keeping.refusal import Refused
from config.keeping.rows import MOST_LINE

BLOCK = 1024 * 1024
MOST_SETTINGS = 64 * 1024
HEADER = 30
"""Bytes of a member's own header, at least."""


class Damaged(Refused):
    """The file is not as a backup is. `what` is for whoever looks into the file."""

    def __init__(self, what: str) -> None:
        super().__init__(_("This is not a backup that can be put back: %(what)s.") % {"what": what})


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup whose parts are all there, and no others; what is in them is looked at while they are read."""

    archive: zipfile.ZipFile
    manifest: manifest.Manifest
    sha256: str

    @property
    def objects(self) -> dict[str, int]:
        """{key: bytes} of the objects in it."""
        begin = manifest.member_of_object("")
        return {
            name.removeprefix(begin): member.size
            for name, member in self.manifest.members.items()
            if name.startswith(begin)
        }

    @property
    def rows_bytes(self) -> int:
        """What the rows are when they are unpacked."""
        return sum(member.size for name, member in self.manifest.members.items() if name.startswith("rows/"))

    def settings(self) -> dict[str, str]:
        """What was chosen in the environment of the server that was backed up; for people to read. Raises Damaged."""
        try:
            return msgspec.json.decode(b"".join(self.blocks(manifest.SETTINGS)), type=dict[str, str])
        except (ValueError, RecursionError) as error:
            raise Damaged(f"{manifest.SETTINGS}: {error}") from error

    def blocks(self, name: str) -> Iterator[bytes]:
        """The member's bytes; raises Damaged unless they are what the manifest says, at the end at the latest."""
        told, digest, size = self.manifest.members[name], hashlib.sha256(), 0
        with _readable(self.archive, name) as source:
            while block := source.read(BLOCK):
                digest.update(block)
                size += len(block)
                if size > told.size:
                    break
                yield block
        if size != told.size or digest.hexdigest() != told.sha256:
            raise Damaged(_("%(name)s is not what the manifest says") % {"name": name})

    def lines(self, label: str) -> Iterator[bytes]:
        """The lines of a table. Raises Damaged."""
        name, rest = manifest.member_of_table(label), b""
        for block in self.blocks(name):
            *whole, rest = (rest + block).split(b"\n")
            yield from whole
            if len(rest) > MOST_LINE:
                raise Damaged(_("%(name)s has a line without end") % {"name": name})
        if rest:
            raise Damaged(_("%(name)s ends within a line") % {"name": name})


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Raises Refused unless the file is whole and has the parts of a backup."""
    if not path.is_file():
        raise Refused(_("There is no file %(path)s.") % {"path": path})
    digest = seal.check(path)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Damaged(str(error)) from error
    with archive:
        _check_members(archive, path.stat().st_size)
        described = _manifest(archive)
        _check_manifest(archive, described)
        yield Opened(archive, described, digest)


def _check_members(archive: zipfile.ZipFile, size: int) -> None:
    members = archive.infolist()
    if len(members) > manifest.MOST_MEMBERS:
        raise Damaged(_("it has more than %(count)s members") % {"count": f"{manifest.MOST_MEMBERS:,}"})
    names: set[str] = set()
    for member in members:
        if member.filename.casefold() in names:
            raise Damaged(_("it has %(name)s twice") % {"name": member.filename[:200]})
        names.add(member.filename.casefold())
        _check_member(member)
    # One piece of the file may stand for one member only, or few bytes could become many.
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise Damaged(_("members lie over each other"))
        end = member.header_offset + HEADER + len(member.filename) + member.compress_size
    if end > size:
        raise Damaged(_("members reach beyond its end"))


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename
    begin = manifest.member_of_object("")
    if name.startswith(begin):
        fits = bool(manifest.KEY.match(name.removeprefix(begin))) and member.compress_type == zipfile.ZIP_STORED
        fits = fits and member.file_size == member.compress_size
    else:
        fits = name in (manifest.NAME, manifest.SETTINGS) or bool(
            name.startswith("rows/") and manifest.LABEL.match(name[5:].removesuffix(".jsonl")) and name.endswith(".jsonl")
        )  # fmt: skip
        fits = fits and member.compress_type == zipfile.ZIP_DEFLATED
        fits = fits and (name != manifest.SETTINGS or member.file_size <= MOST_SETTINGS)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if not fits or kind not in (0, stat.S_IFREG) or member.flag_bits & 0x1:
        raise Damaged(_("a backup has no such member: %(name)s") % {"name": ascii(name[:200])})


def _manifest(archive: zipfile.ZipFile) -> manifest.Manifest:
    try:
        with _readable(archive, manifest.NAME) as source:
            written = source.read(manifest.MOST_BYTES + 1)
    except KeyError as error:
        raise Damaged(_("it has no manifest")) from error
    try:
        described = msgspec.json.decode(written, type=manifest.Manifest)
    except (ValueError, RecursionError) as error:
        raise Damaged(f"{manifest.NAME}: {error}") from error
    if described.format != manifest.FORMAT:
        raise Refused(
            _("It was written by version %(version)s in another form (%(form)s); this program reads %(known)s.")
            % {"version": described.program, "form": described.format, "known": manifest.FORMAT}
        )
    return described


def _check_manifest(archive: zipfile.ZipFile, described: manifest.Manifest) -> None:
    there = {member.filename: member.file_size for member in archive.infolist()}
    del there[manifest.NAME]
    if there != {name: member.size for name, member in described.members.items()}:
        raise Damaged(_("its members are not those of the manifest"))
    begin = manifest.member_of_object("")
    others = {name for name in there if not name.startswith(begin)}
    if others != manifest.expected(described):
        raise Damaged(_("its members are not those of its tables"))


@contextmanager
def _readable(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """A member to read from; whatever is wrong with its packing becomes Damaged."""
    try:
        with archive.open(name) as source:
            yield source
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Damaged(f"{name}: {error}") from error
