"""`manifest.json`, the archive's last member: what is in it, and what made it. Unknown fields are refused."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

import msgspec

FORMAT = 1
NAME = "manifest.json"
SETTINGS = "settings.json"
MOST_BYTES = 512 * 1024 * 1024
MOST_MEMBERS = 2_000_000

# One part of an object's key: what `config.files.keys` makes, and nothing that could leave its directory.
PART = r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,120}"
KEY = re.compile(rf"\A{PART}(?:/{PART}){{0,7}}\Z")
LABEL = re.compile(r"\A[a-z_][a-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*\Z")

Sha256 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Bytes = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Member(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A file in the archive, unpacked."""

    size: Bytes
    sha256: Sha256


class Rows(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A table: the columns of each line, and how many lines there are."""

    columns: list[Word]
    count: Bytes


class Manifest(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    format: int
    program: Word
    made_at: datetime
    database: Word
    """The kind of database it came from; it goes back into any kind."""
    migrations: Annotated[list[tuple[Word, Word]], msgspec.Meta(max_length=10_000)]
    tables: dict[Word, Rows]
    left_out: dict[Word, str]
    missing: list[str]
    """Keys of objects that rows name and that were not in the storage."""
    members: dict[str, Member]
    """All members but this one; the whole file is sealed (config.keeping.seal)."""

    def written(self) -> bytes:
        return msgspec.json.format(msgspec.json.encode(self), indent=1)

    @property
    def rows(self) -> int:
        return sum(table.count for table in self.tables.values())


def member_of_table(label: str) -> str:
    return f"rows/{label}.jsonl"


def member_of_object(key: str) -> str:
    return f"media/{key}"


def expected(manifest: Manifest) -> set[str]:
    """The members that tables and settings need; what else is there must be an object's."""
    return {SETTINGS, *(member_of_table(label) for label in manifest.tables)}


def settings_written(chosen: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(chosen, order="sorted"), indent=1)
